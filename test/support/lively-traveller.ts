import { areaCode } from '../../shared/areas/area-code.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import type { Direction, Lane } from '../../shared/checkpoints/checkpoint.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import { testAreas } from './areas.ts'
import type { Dice } from './dice.ts'

/** Who comes to a checkpoint of Quảng Ninh on that evening, out of a hundred. Where each has been decides what the rules say. */
const KINDS: readonly (readonly [share: number, kind: (roll: Dice) => Partial<Claims>])[] = [
  [70, (roll) => fromHome(commune(roll, '22'))],
  [8, (roll) => ({ ...cameFrom(commune(roll, roll.pick(['31', '24', '20', '01']))), tests: [negativeTest(roll)] })],
  [5, (roll) => ({ ...cameFrom(commune(roll, roll.pick(['31', '24', '01']))), tests: [] })],
  [8, (roll) => ({ ...cameFrom(commune(roll, '30')), purpose: 'return-home', residence: commune(roll, '22') })],
  [5, (roll) => ({ ...cameFrom(commune(roll, '30')), residence: commune(roll, '30') })],
  [3, (roll) => ({ ...fromHome(commune(roll, '22')), symptoms: ['cough'] })],
  [1, (roll) => ({ ...cameFrom(commune(roll, '30')), tests: [] })],
]
/** Evenings are busy on the road and quiet on the trail. */
const EVENING: EpochMs = Date.parse('2021-02-17T20:00:00+07:00')
const NAMES = ['Nguyễn Mẫu An', 'Trần Mẫu Bình', 'Lê Mẫu Chi', 'Phạm Mẫu Dung', 'Vũ Mẫu Giang', 'Đỗ Mẫu Hà', 'Bùi Mẫu Lan', 'Hoàng Mẫu Sơn']

/** Claims of somebody who does not exist, as lane and direction have it. */
export function livelyClaims(roll: Dice, lane: Lane): Partial<Claims> {
  return {
    name: roll.pick(NAMES),
    birthYear: roll.between(1950, 2002),
    ...someKind(roll),
    ...towards(roll, lane.direction),
    ...travelOn(roll, lane),
  }
}

function someKind(roll: Dice): Partial<Claims> {
  let left = roll.next() * 100
  for (const [share, kind] of KINDS) {
    left -= share
    if (left < 0) return kind(roll)
  }
  return {}
}

function fromHome(place: PlaceCode): Partial<Claims> {
  return { residence: place, stops: [{ place, from: '2021-02-03', to: '2021-02-17' }], destination: place, purpose: 'return-home', tests: [] }
}

function cameFrom(place: PlaceCode): Partial<Claims> {
  const stops = [{ place, from: '2021-02-03', to: '2021-02-17' }]
  return { residence: place, stops, destination: '2021:306670' as PlaceCode, purpose: 'work' }
}

function negativeTest(roll: Dice): Claims['tests'][number] {
  const sampledAt = EVENING - roll.between(20, 60) * HOUR_MS
  return { kind: 'pcr', result: 'negative', sampledAt, resultAt: sampledAt + 12 * HOUR_MS, evidence: 'declared' }
}

function travelOn(roll: Dice, lane: Lane): Partial<Claims> {
  const plate = `14${roll.pick(['A', 'B', 'C'])}${String(roll.between(0, 99_999)).padStart(5, '0')}`
  const travel = { personsAboard: 1, plate } as const
  if (lane.vehicles !== 'goods') return { travel: { ...travel, means: roll.pick(['motorbike', 'car']) } }
  return { travel: { ...travel, means: 'truck' }, purpose: 'goods', cargo: { class: 'essentials', origin: commune(roll, '22'), via: [] } }
}

function towards(roll: Dice, direction: Direction): Partial<Claims> {
  return direction === 'exit' ? { destination: commune(roll, roll.pick(['31', '01', '24'])) } : {}
}

const lists = new Map<string, readonly PlaceCode[]>()

function commune(roll: Dice, province: string): PlaceCode {
  const known = lists.get(province)
  if (known) return roll.pick(known)
  const areas = testAreas()
  const districts = areas.children(areaCode('2021', 'province', province))
  lists.set(
    province,
    districts.flatMap((district) => areas.children(district.place).map((row) => row.place)),
  )
  return commune(roll, province)
}
