import { placeCodeOf } from '../../shared/areas/place.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { type Bucket, type CheckpointFlow, sumBuckets } from '../../shared/flow/flow.ts'
import type { BoardSnapshot, KioskStatus } from '../../shared/http/api.ts'
import { asAuthorityId, asCheckpointId, asKioskId, asLaneId } from '../../shared/ids.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { localDateAt, startOfLocalDate } from '../../shared/time.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { type Dice, dice } from '../support/dice.ts'

/** Invented figures for real place names: 17 February 2021, 20:00 in Việt Nam. */
export const EVENING = Date.parse('2021-02-17T20:00:00+07:00')
export const ZONE = 'Asia/Ho_Chi_Minh'

export const province = (code: string) => placeCodeOf({ kind: 'area', division: '2021', level: 'province', code })
const ORIGINS = [province('31'), province('30'), province('34'), province('24'), province('01'), province('22'), null]

type Row = readonly [
  id: string,
  vi: string,
  en: string,
  kind: Checkpoint['kind'],
  borders: string | null,
  road: string | null,
  x: number,
  y: number,
  busy: number,
]
const ROWS: readonly Row[] = [
  ['bach-dang', 'Cầu Bạch Đằng', 'Bạch Đằng bridge', 'province-road', '31', 'Cao tốc Hạ Long – Hải Phòng', 330, 800, 10],
  ['da-bac', 'Cầu Đá Bạc', 'Đá Bạc bridge', 'province-road', '31', 'Quốc lộ 10', 230, 710, 6],
  ['dong-trieu', 'Bình Dương – Đông Triều', 'Bình Dương, Đông Triều', 'province-road', '30', 'Quốc lộ 18', 80, 600, 8],
  ['ha-my', 'Đèo Hạ My', 'Hạ My pass', 'province-road', '24', 'Quốc lộ 279', 270, 430, 2],
  ['dien-xa', 'Điền Xá – Tiên Yên', 'Điền Xá, Tiên Yên', 'province-road', '20', 'Quốc lộ 4B', 540, 300, 1.5],
  ['bac-luan', 'Cửa khẩu Bắc Luân II, Móng Cái', 'Bắc Luân II border gate', 'border-gate', null, 'Quốc lộ 18', 920, 300, 3],
  ['dong-van', 'Đường mòn Đồng Văn, Bình Liêu', 'Đồng Văn trail', 'trail', null, null, 680, 170, 0.2],
  ['cai-lan', 'Cổng KCN Cái Lân', 'Cái Lân park gate', 'industrial-gate', null, 'Quốc lộ 18', 470, 690, 4],
  ['van-don', 'Cảng hàng không Vân Đồn', 'Vân Đồn airport', 'airport', null, null, 760, 640, 0],
]

export function inventedCheckpoint(row: Row): Checkpoint {
  const [id, vi, en, kind, borders, road, x, y] = row
  const lane = (name: string, word: string, direction: 'entry' | 'exit') =>
    ({ id: asLaneId(name), name: { vi: word, en: word }, direction, vehicles: 'any' }) as const
  return {
    id: asCheckpointId(id),
    name: { vi, en },
    kind,
    authority: asAuthorityId('VN-22'),
    place: placeCodeOf({ kind: 'area', division: '2021', level: 'commune', code: '07186' }),
    borders: borders === null ? null : province(borders),
    road,
    schematic: { x, y },
    lanes: [lane('1', 'Làn 1', 'entry'), lane('goods', 'Làn hàng', 'entry'), lane('out', 'Làn ra', 'exit')],
    opensAt: Date.parse('2021-01-28T12:00:00+07:00'),
    closesAt: id === 'van-don' ? Date.parse('2021-02-17T12:00:00+07:00') : null,
  }
}

export const CHECKPOINTS: readonly Checkpoint[] = ROWS.map(inventedCheckpoint)

/** A lively day up to `now`; an empty one with `people: 'nobody'`. */
export function inventBoard(now: number, people: 'many' | 'nobody' = 'many', seed = 20210217): BoardSnapshot {
  const throws = dice(seed)
  const flows = ROWS.map((row, i): CheckpointFlow => {
    const checkpoint = asCheckpointId(row[0])
    return people === 'nobody' ? { checkpoint, rev: 0, buckets: [] } : { checkpoint, rev: 40 + i, buckets: inventDay({ now, busy: row[8], throws }) }
  })
  const installation = { vi: 'Tỉnh Quảng Ninh', en: 'Quảng Ninh province' }
  return { serverNow: now, zone: ZONE, installation, checkpoints: CHECKPOINTS, flows, kiosks: inventKiosks(now) }
}

interface DayWish {
  readonly now: number
  readonly busy: number
  readonly throws: Dice
}

/** Every minute of the day, and the day's own counters as their sum: as the server counts. */
export function inventDay({ now, busy, throws }: DayWish): readonly Bucket[] {
  const dayAt = startOfLocalDate(localDateAt(now, ZONE), ZONE)
  const minutes: Bucket[] = []
  for (let slotAt = dayAt + 5 * 60 * MINUTE_MS; slotAt <= now; slotAt += MINUTE_MS) {
    for (let people = Math.floor(throws.next() * busy * 0.5 + throws.next()); people > 0 && busy > 0; people--)
      minutes.push(inventPerson(slotAt, throws))
  }
  return sumBuckets([...minutes, ...minutes.map((minute) => ({ ...minute, grain: 'day' as const, slotAt: dayAt }))])
}

function inventPerson(slotAt: number, throws: Dice): Bucket {
  const direction = throws.chance(0.6) ? 'entry' : 'exit'
  const lane = asLaneId(direction === 'exit' ? 'out' : throws.chance(0.3) ? 'goods' : '1')
  const rank = throws.chance(0.86) ? 0 : throws.chance(0.5) ? 2 : throws.between(0, 5)
  const origin = ORIGINS[Math.floor(throws.next() ** 2 * ORIGINS.length)] ?? null
  return { grain: 'minute', slotAt, lane, direction, outcome: OUTCOMES[rank] ?? 'admit', origin, persons: 1, vehicles: throws.chance(0.4) ? 1 : 0 }
}

function inventKiosks(now: number): readonly KioskStatus[] {
  return ROWS.flatMap((row, i) => (row[0] === 'van-don' ? [] : [0, 1].map((j) => inventKiosk(now, { checkpoint: row[0], i, j }))))
}

function inventKiosk(now: number, { checkpoint, i, j }: { readonly checkpoint: string; readonly i: number; readonly j: number }): KioskStatus {
  const isSilent = checkpoint === 'ha-my' && j === 1
  const lastContactAt = now - (isSilent ? 34 * MINUTE_MS : 4000 + 700 * (i + j))
  return {
    kiosk: asKioskId(`00000000000000${i}${j}`),
    checkpoint: asCheckpointId(checkpoint),
    state: 'active',
    lastContactAt,
    lastRecordAt: lastContactAt - 9000,
    queued: isSilent ? 12 : 0,
    bundleVersion: 7,
    appVersion: '0.1.0',
  }
}
