import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liesWithin } from '../../shared/areas/lies-within.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import { zoneIndexOf } from '../../shared/rules/zones/zone-index.ts'
import { aDeclaration, DECLARED_AT, declarationContext } from '../support/a-declaration.ts'
import { testAreas, testAreasPart } from '../support/areas.ts'
import { communesOf2021, communesOf2025, known, oneToOneCommunes } from '../support/two-divisions.ts'
import { aDocument, aPassing, aStop, place } from './a-passing.ts'
import { aRule, aRuleset, outcomeOf, verdictUnder } from './a-ruleset.ts'
import { demoZones, RULESET_FILES, seedRuleset } from './seeds.ts'

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

type Relation = 'inside' | 'perhaps' | 'apart'

function relation(stop: string, zone: string, areas = testAreas()): Relation {
  const { inside, perhaps } = zoneIndexOf([zoneAt(zone)], areas).at(place(stop))
  expect(inside.length + perhaps.length).toBeLessThanOrEqual(1)
  const found = inside.length > 0 ? 'inside' : perhaps.length > 0 ? 'perhaps' : 'apart'
  // The index is the fast way for thousands of zones; asked place by place the answer is the same.
  expect(liesWithin(place(stop), place(zone), areas)).toBe({ inside: 'yes', perhaps: 'perhaps', apart: 'no' }[found])
  return found
}

function zoneAt(where: string): Zone {
  const [zone] = demoZones()
  if (zone === undefined) throw new Error('the demo has no zones')
  return { ...zone, place: place(where) }
}

describe('a stop of one division against a zone of the other', () => {
  it.each<[name: string, stop: string, zone: string, expected: Relation]>([
    ['a commune that became one of 2025 and nothing else did', '2021:323938', '2025:323938', 'inside'],
    ['and back', '2025:323938', '2021:323938', 'inside'],
    ['a commune of 2025 that holds the old one among others', '2021:310930', '2025:310930', 'inside'],
    ['one of several old communes that a commune of 2025 was made of', '2025:310930', '2021:310930', 'perhaps'],
    ['a commune of 2025 in the old district that all its parts came from', '2025:310930', '2021:200295', 'inside'],
    ['in another old district', '2025:310930', '2021:200291', 'apart'],
    ['an old commune that was split, one of the new ones', '2021:310891', '2025:310543', 'perhaps'],
    ['the other of the new ones', '2021:310891', '2025:310891', 'perhaps'],
    ['a new one that it did not go to', '2021:310891', '2025:310930', 'apart'],
    ['a split commune in the province where all of it went', '2021:310891', '2025:100031', 'inside'],
    ['an old district in that province', '2021:200295', '2025:100031', 'inside'],
    ['an old district around a commune of 2025', '2021:200295', '2025:310930', 'perhaps'],
    ['an old province in the new one that took it in', '2021:100030', '2025:100031', 'inside'],
    ['the new province against one of the two old ones', '2025:100031', '2021:100030', 'perhaps'],
    ['the new province against a commune of it', '2025:100031', '2021:310930', 'perhaps'],
    ['a commune of new Hải Phòng that was of Hải Dương', '2025:310930', '2021:100030', 'inside'],
    ['a commune of new Hải Phòng that was of old Hải Phòng', '2025:311948', '2021:100030', 'apart'],
    ['a special zone, against the island district it was', '2025:311948', '2021:200318', 'inside'],
    ['a commune abolished before 2025, in the new province of its province', '2021:300223', '2025:100001', 'inside'],
    ['in another new province', '2021:300223', '2025:100031', 'apart'],
    ['the whole country', '2025:310930', 'country:VN', 'inside'],
    ['another country', '2025:310930', 'country:LA', 'apart'],
    ['a stop of which only the country is known', 'country:VN', '2025:310930', 'perhaps'],
    ['a stop abroad', 'country:LA', 'country:VN', 'apart'],
    ['a commune of 2025 in its own province', '2025:310930', '2025:100031', 'inside'],
    ['a place that 2025 does not have', '2025:399999', '2021:100030', 'perhaps'],
  ])('%s', (_, stop, zone, expected) => {
    expect(relation(stop, zone)).toBe(expected)
  })

  it('a commune without a known successor is open in all that its district became, either way', () => {
    const successors = known(testAreas().successors(place('2021:200295')))
    expect(testAreas().successors(place('2021:310906'))).toBe('unknown')
    for (const successor of successors) {
      expect([relation('2021:310906', successor), relation(successor, '2021:310906')]).toEqual(['perhaps', 'perhaps'])
    }
    expect(relation('2021:310906', '2025:311948')).toBe('apart')
  })
})

describe('the same number is never the same place', () => {
  it.each([15, 24, 44, 46, 52, 80, 82, 91])('province %i changed its meaning, and matches by what it was made of', (code) => {
    const [before, after] = [place(`2021:1000${code}`), place(`2025:1000${code}`)]
    const parts = known(testAreas().predecessors(after))
    for (const { place: commune } of communesOf2025()) {
      if (!testAreas().lineage(commune).includes(after)) continue
      const [part = ''] = known(testAreas().predecessors(commune)).map((old) => testAreas().lineage(old).slice(-1)[0])
      expect(relation(commune, before)).toBe(part === before ? 'inside' : 'apart')
    }
    expect(relation(before, after)).toBe(parts.includes(before) ? 'inside' : 'apart')
    expect(relation(after, before)).toBe(parts.length === 1 && parts[0] === before ? 'inside' : parts.includes(before) ? 'perhaps' : 'apart')
  })

  it('Yên Bái was 15 and Lào Cai is: a stop in old Lào Cai is in no zone of Yên Bái', () => {
    const inLaoCai = communesOf2025().find(({ place: commune }) => known(testAreas().predecessors(commune)).every(isUnder('2021:100010')))
    expect(inLaoCai?.parent).toBe('2025:100015')
    expect(relation(String(inLaoCai?.place), '2021:100015')).toBe('apart')
    expect(relation('2021:100010', '2025:100015')).toBe('inside')
  })

  it('two communes named Tân Trường stay two', () => {
    expect([relation('2021:316636', '2025:310930'), relation('2021:316636', '2025:100038')]).toEqual(['apart', 'inside'])
  })
})

describe('sites and sub-commune units', () => {
  const sites = [
    { place: place('site:old-park'), name: 'Khu công nghiệp cũ', parent: place('2021:310930') },
    { place: place('site:new-park'), name: 'Khu công nghiệp mới', parent: place('2025:323938') },
    { place: place('unit:30-thon-1'), name: 'Thôn 1', parent: place('2021:323938') },
    { place: place('site:adrift'), name: 'Không rõ', parent: null },
  ]
  const parsed = parseAreaTable({ ...testAreasPart(), sites })
  const areas = parsed.ok ? parsed.value : testAreas()

  it.each<[name: string, stop: string, zone: string, expected: Relation]>([
    ['a site lies where its commune went', 'site:old-park', '2025:310930', 'inside'],
    ['and nowhere else', 'site:old-park', '2025:310888', 'apart'],
    ['a unit lies where its commune went', 'unit:30-thon-1', '2025:100052', 'inside'],
    ['a commune around a site of the other division', '2021:323938', 'site:new-park', 'perhaps'],
    ['two sites on the same ground', 'unit:30-thon-1', 'site:new-park', 'perhaps'],
    ['two sites on different ground', 'site:old-park', 'site:new-park', 'apart'],
    ['a site that nobody placed', 'site:adrift', '2025:310930', 'perhaps'],
    ['and as a zone', '2025:310930', 'site:adrift', 'perhaps'],
  ])('%s', (_, stop, zone, expected) => {
    expect(relation(stop, zone, areas)).toBe(expected)
  })
})

describe('both divisions agree', () => {
  const pairs = oneToOneCommunes()

  it('for every one-to-one commune: in itself and all above it, and apart from one elsewhere, in either division', () => {
    expect(pairs.length).toBeGreaterThan(100)
    for (const { old, now } of pairs) {
      for (const zone of [...testAreas().lineage(old), ...testAreas().lineage(now)])
        expect([relation(old, zone), relation(now, zone)]).toEqual(['inside', 'inside'])
      const apart = pairs.find((other) => other.old.slice(0, 8) !== old.slice(0, 8))
      for (const zone of [apart?.old, apart?.now]) expect([relation(old, String(zone)), relation(now, String(zone))]).toEqual(['apart', 'apart'])
    }
  })

  it(`in the verdict of every seeded ruleset, whatever the zone (SEED=${seed})`, () => {
    const arbitraryZone = fc
      .constantFrom(...communesOf2021(), ...communesOf2025())
      .chain(({ place: commune }) => fc.constantFrom(...testAreas().lineage(commune)))
    const somewhere = fc.record({
      pair: fc.constantFrom(...pairs),
      zone: arbitraryZone,
      near: fc.boolean(),
      kind: fc.constantFrom('outbreak', 'sealed'),
    })
    fc.assert(
      fc.property(somewhere, ({ pair, zone, near, kind }) => {
        const where = near ? (testAreas().lineage(pair.old)[1] ?? zone) : zone
        const zones: readonly Zone[] = [{ ...zoneAt(where), kind: kind === 'sealed' ? 'sealed' : 'outbreak' }]
        // Nobody knows where an abolished commune went: there the new code alone cannot tell it from its neighbours.
        fc.pre(testAreas().successors(where) !== 'unknown' || testAreas().predecessors(where) !== 'unknown')
        expect(withoutTexts(seededVerdict(pair.now, zones))).toEqual(withoutTexts(seededVerdict(pair.old, zones)))
      }),
      { seed, numRuns: 300 },
    )
  })
})

describe(`an answer never says more than is known (SEED=${seed})`, () => {
  it('somebody at one spot, named by any area that holds it, is never put in a zone without it nor out of one with it', () => {
    const spot = fc.constantFrom(...communesOf2021()).chain(({ place: old }) =>
      fc.record({
        old: fc.constant(old),
        now: fc.constantFrom(...placesOf(old)),
        step: fc.nat(2),
        zoneStep: fc.nat(2),
        other: fc.constantFrom(...communesOf2025()),
      }),
    )
    fc.assert(
      fc.property(spot, fc.boolean(), fc.boolean(), ({ old, now, step, zoneStep, other }, stopIsOld, zoneIsFar) => {
        const holding = [...testAreas().lineage(old), ...testAreas().lineage(now)]
        const stop = at(testAreas().lineage(stopIsOld ? old : now), step)
        const zone = at(testAreas().lineage(zoneIsFar ? other.place : stopIsOld ? now : old), zoneStep)
        const found = relation(stop, zone)
        expect(found).not.toBe(holding.includes(zone) ? 'apart' : 'inside')
      }),
      { seed, numRuns: 3000 },
    )
  })
})

describe('scenario 19: today, with an old declaration', () => {
  const haiPhongToday = zoneAt('2025:100031')
  const rule = aRuleset({ rules: [aRule({ when: { 'was-in-zone': { kinds: ['outbreak'], lastDays: 14 } } })] })
  const verdictFor = (stop: string, zones: readonly Zone[]) =>
    verdictUnder([rule], aPassing({ documents: [aDocument({ stops: [aStop(place(stop), '2021-01-15', '2021-02-17')] })], lists: listed(zones) }))

  it('that names Hải Dương of 2021 meets a rule written for Hải Phòng of 2025', () => {
    expect([verdictFor('2021:100030', [haiPhongToday]).outcome, verdictFor('2021:310930', [haiPhongToday]).outcome]).toEqual([
      'turn-back',
      'turn-back',
    ])
  })

  it('that names old Quảng Ninh does not', () => {
    expect(verdictFor('2021:100022', [haiPhongToday]).outcome).toBe('admit')
  })

  it('that names a split commune is referred under a zone of one of its successors, never passed in silence', () => {
    const { outcome, reasons } = verdictFor('2021:310891', [zoneAt('2025:310543')])
    expect([outcome, reasons.map(({ unknown }) => unknown)]).toEqual(['refer', [['stops.0.place']]])
    expect(verdictFor('2021:310891', [zoneAt('2025:310543'), zoneAt('2025:310891')]).outcome).toBe('refer')
    expect(verdictFor('2021:310891', [haiPhongToday]).outcome).toBe('turn-back')
  })
})

describe("a declaration of 2025 under Quảng Ninh's notice of 17 February 2021", () => {
  const judged = (where: string) => {
    const days = { from: '2021-02-03', to: '2021-02-17' }
    const parsed = parseDeclaration(aDeclaration({ stops: [{ place: where, ...days }] }), declarationContext())
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const documents = [{ source: 'declaration' as const, claims: parsed.value.claims, issuedAt: DECLARED_AT }]
    return verdictUnder(RULESET_FILES.map(seedRuleset), aPassing({ documents, lists: listed(demoZones()) }))
  }

  it('judges Mao Điền, made of communes of Hải Dương, as it judges the district they were in', () => {
    const [old, now] = [judged('2021:200295'), judged('2025:310930')]
    expect(now.outcome).toBe(old.outcome)
    expect(now.outcome).not.toBe('admit')
    expect(now.reasons.map(({ ruleId }) => ruleId)).toEqual(old.reasons.map(({ ruleId }) => ruleId))
  })

  it('lets a rule ask for its own province by the old code', () => {
    const within = (where: string) => outcomeOf({ 'place-within': { place: { var: 'destination' }, within: '2021:100022' } }, bound(where))
    const bound = (where: string) => aPassing({ documents: [aDocument({ destination: place(where) })] })
    expect([within('2025:306652'), within('2025:100022'), within('2025:310930'), within('2025:100031')]).toEqual([true, true, false, false])
  })

  it('judges a ward of Quảng Ninh by either code', () => {
    const [first] = oneToOneCommunes().filter(({ old }) => isUnder('2021:100022')(old))
    expect(judged(String(first?.now)).outcome).toBe(judged(String(first?.old)).outcome)
  })
})

function listed(zones: readonly Zone[]): ReturnType<typeof aPassing>['lists'] {
  return { zones: { state: 'known', value: zones }, watch: { state: 'known', value: [] }, named: {} }
}

function seededVerdict(stop: PlaceCode, zones: readonly Zone[]): Verdict {
  const documents = [aDocument({ stops: [aStop(stop, '2021-01-15', '2021-02-17')] })]
  return verdictUnder(RULESET_FILES.map(seedRuleset), aPassing({ documents, lists: listed(zones) }))
}

/** Facts and texts name the stop by its code, as they should. */
function withoutTexts({ outcome, reasons, duties }: Verdict): unknown {
  return { outcome, duties, reasons: reasons.map((reason) => [reason.ruleId, reason.outcome, reason.unknown]) }
}

function placesOf(old: PlaceCode): readonly PlaceCode[] {
  const successors = known(testAreas().successors(old))
  if (successors.length > 0) return successors
  const cover = testAreas().across(old)?.cover ?? []
  return cover.filter((now) => known(testAreas().predecessors(now)).includes(old))
}

function at(lineage: readonly PlaceCode[], step: number): PlaceCode {
  return lineage[Math.min(step, lineage.length - 1)] ?? place('country:VN')
}

function isUnder(province: string): (commune: PlaceCode) => boolean {
  return (commune) => testAreas().lineage(commune).includes(place(province))
}
