import type { PlaceCode } from '../../../shared/areas/place.ts'
import type { BundleParts } from '../../../shared/bundle/bundle.ts'
import { asCredentialId } from '../../../shared/ids.ts'
import { DAY_MS } from '../../../shared/units.ts'
import { aCode, aStation, NOON, otherId, type TestStation } from '../../kiosk/a-station.ts'
import { demoZones } from '../../rules/seeds.ts'
import { areaCode } from '../../support/a-credential.ts'
import { testAreas } from '../../support/areas.ts'
import { median } from '../../support/stopwatch.ts'

export interface BigLists {
  /** A whole reading with its verdict, in milliseconds: median of each bundle, the two read in turn. */
  readonly emptyMs: number
  readonly fullMs: number
  readonly zones: number
  readonly watched: number
}

const ZONES = 10_000
const READINGS = 60

/** The same travellers at two kiosks: one with nothing listed, one with everything. */
export async function bigLists(watched: number): Promise<BigLists> {
  const empty = await aStation({ parts: { zones: { zones: [] } } })
  const full = await aStation({ parts: fullParts(watched) })
  const [emptyMs, fullMs]: [number[], number[]] = [[], []]
  for (let i = 0; i < READINGS; i++) {
    const code = await aCode(undefined, { id: otherId(7_000_000 + i) })
    emptyMs.push(await timeOf(empty, code))
    fullMs.push(await timeOf(full, code))
  }
  return { emptyMs: median(emptyMs), fullMs: median(fullMs), zones: ZONES, watched }
}

async function timeOf({ station }: TestStation, code: string): Promise<number> {
  const from = performance.now()
  await station.readCode(code)
  return performance.now() - from
}

/** Zones in communes of other provinces, among those of the demo: what a whole country in an outbreak would have. */
function fullParts(watched: number): Partial<BundleParts> {
  const [model, ...others] = demoZones()
  if (!model) throw new Error('no demo zone')
  const communes = communesElsewhere()
  const zones = Array.from({ length: ZONES - others.length - 1 }, (_, i) => ({
    ...model,
    zoneId: `z-${i}`,
    place: communes[i % communes.length] ?? model.place,
  }))
  const byCredential = Array.from({ length: watched }, (_, i) => ({
    credential: asCredentialId((BigInt(i) * 7919n + 2n ** 60n).toString(16).padStart(16, '0')),
    kind: 'f1' as const,
    from: NOON - DAY_MS,
    to: null,
  }))
  return { zones: { zones: [model, ...others, ...zones] }, 'watch-list': { byCredential } }
}

/** The traveller's own commune. */
const AT_HOME = areaCode(306_670)

function communesElsewhere(): readonly PlaceCode[] {
  const areas = testAreas()
  const province = areas.lineage(AT_HOME).at(-1)
  const all = Array.from({ length: 10_599 }, (_, i) => areaCode(300_001 + i))
  return all.filter((place) => areas.get(place) !== null && !areas.lineage(place).some((wider) => wider === province))
}
