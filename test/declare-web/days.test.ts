import { describe, expect, it } from 'vitest'
import { applyAct } from '../../declare-web/draft/acts.ts'
import { type Draft, EMPTY_DRAFT, EMPTY_STOP } from '../../declare-web/draft/draft.ts'
import { hoursAsked } from '../../declare-web/steps/hours-asked.ts'
import { areaCode } from '../../shared/areas/area-code.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import { zoneEdges } from '../../shared/rules/zone-edges.ts'
import { DEFAULT_ZONE, instantOf } from '../../shared/time.ts'
import { DAY_MS } from '../../shared/units.ts'
import { testAreas } from '../support/areas.ts'

const TODAY = '2021-02-17'
const HOME = '2021:306673'

function acted(draft: Partial<Draft>, ...acts: readonly string[]): Draft {
  let now: Draft = { ...EMPTY_DRAFT, ...draft }
  for (const act of acts) now = { ...now, ...applyAct(now, act, TODAY) }
  return now
}

describe('days tapped in the grid', () => {
  const picked = (...days: readonly string[]) => {
    const { adding } = acted({}, ...days.map((day) => `pick-day:${day}`))
    return [adding?.from, adding?.to]
  }

  it('are the first and the last of a stay, whichever is tapped first', () => {
    expect(picked('2021-02-08')).toEqual(['2021-02-08', '2021-02-08'])
    expect(picked('2021-02-08', '2021-02-10')).toEqual(['2021-02-08', '2021-02-10'])
    expect(picked('2021-02-10', '2021-02-08')).toEqual(['2021-02-08', '2021-02-10'])
  })

  it('begin anew with the third tap, and stay one day when tapped twice', () => {
    expect(picked('2021-02-08', '2021-02-10', '2021-02-12')).toEqual(['2021-02-12', '2021-02-12'])
    expect(picked('2021-02-08', '2021-02-08')).toEqual(['2021-02-08', '2021-02-08'])
  })

  it('are only those that the form asks for', () => {
    expect(acted({}, 'pick-day:2021-02-18').adding).toBeNull()
    expect(acted({}, 'pick-day:2021-02-02').adding).toBeNull()
    expect(acted({}, 'pick-day:2021-02-03').adding).not.toBeNull()
  })

  it('keep the place that was chosen before them', () => {
    expect(acted({ adding: { ...EMPTY_STOP, place: HOME } }, 'pick-day:2021-02-08').adding?.place).toBe(HOME)
  })
})

describe('one tap', () => {
  it('says home on all dates and opens the trip away and back', () => {
    const { stops, adding } = acted({}, `away:${HOME}`)
    expect(stops).toEqual([{ ...EMPTY_STOP, place: HOME, from: '2021-02-03', to: TODAY }])
    expect(adding).toEqual(EMPTY_STOP)
  })

  it('says home and a trip within today, whose day can be changed', () => {
    expect(acted({}, `day-trip:${HOME}`).adding).toMatchObject({ from: TODAY, to: TODAY })
    expect(acted({}, `day-trip:${HOME}`, 'pick-day:2021-02-15').adding?.from).toBe('2021-02-15')
  })
})

describe('an hour is asked', () => {
  const camGiang = areaCode('2021', 'district', '295')
  const tanTruong = areaCode('2021', 'commune', '10930')
  const noon = instantOf(TODAY, 720)
  const aZone = (change: Partial<Zone>): Zone => ({
    zoneId: 'z',
    place: camGiang,
    kind: 'outbreak',
    state: 'active',
    from: instantOf('2021-02-10', 18 * 60),
    to: null,
    authority: 'quang-ninh' as Zone['authority'],
    source: { vi: 'x', en: 'x' },
    ...change,
  })
  const asked = (zones: readonly Zone[], stay: { readonly from: string; readonly to: string; readonly place?: string }) =>
    hoursAsked({ ...EMPTY_STOP, place: tanTruong, ...stay }, { site: site(zoneEdges(zones, noon)), areas: testAreas() })
  const site = (edges: ReturnType<typeof zoneEdges>) => ({
    demo: true,
    now: noon,
    zone: DEFAULT_ZONE,
    divisions: [],
    sites: [],
    checkpoints: [],
    zoneEdges: edges,
  })

  it('on the day on which a zone around the place began, and on no other', () => {
    expect(asked([aZone({})], { from: '2021-02-10', to: '2021-02-12' })).toEqual(['fromHour'])
    expect(asked([aZone({})], { from: '2021-02-08', to: '2021-02-10' })).toEqual(['toHour'])
    expect(asked([aZone({})], { from: '2021-02-09', to: '2021-02-11' })).toEqual([])
  })

  it('of a stay in a whole district, of which a part may lie in the zone', () => {
    const inOne = aZone({ place: tanTruong })
    expect(asked([inOne], { place: camGiang, from: '2021-02-10', to: '2021-02-12' })).toEqual(['fromHour'])
  })

  it('on the day of Việt Nam on which it began, also in the hours that are still the day before elsewhere', () => {
    const early = aZone({ from: instantOf('2021-02-10', 60) })
    expect(asked([early], { from: '2021-02-10', to: '2021-02-12' })).toEqual(['fromHour'])
    expect(asked([early], { from: '2021-02-09', to: '2021-02-12' })).toEqual([])
  })

  it('on the day on which it ended', () => {
    const lifted = aZone({ state: 'lifted', from: instantOf('2021-02-05', 0), to: instantOf('2021-02-12', 600) })
    expect(asked([lifted], { from: '2021-02-12', to: '2021-02-14' })).toEqual(['fromHour'])
  })

  it('not for a place outside, nor for a zone that is only prepared, nor for one long past', () => {
    expect(asked([aZone({})], { place: HOME, from: '2021-02-10', to: '2021-02-10' })).toEqual([])
    expect(zoneEdges([aZone({ state: 'prepared' })], noon)).toEqual([])
    expect(zoneEdges([aZone({ from: noon - 16 * DAY_MS })], noon)).toEqual([])
    expect(zoneEdges([aZone({ from: noon - 16 * DAY_MS + 1 })], noon)).toHaveLength(1)
  })

  it('always, where the site does not say when its zones began', () => {
    const { zoneEdges: _edges, ...silent } = site([])
    expect(hoursAsked({ ...EMPTY_STOP, place: HOME, from: TODAY, to: TODAY }, { site: silent, areas: testAreas() })).toEqual(['fromHour', 'toHour'])
  })
})
