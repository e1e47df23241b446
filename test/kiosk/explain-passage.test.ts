import { beforeAll, describe, expect, it } from 'vitest'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { explainPassage } from '../../kiosk/scan/judge-passage.ts'
import type { PassageView } from '../../kiosk/scan/passage-view.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { DAY_MS } from '../../shared/units.ts'
import { areaCode } from '../support/a-credential.ts'
import { aCode, aStation, HOME, NOON, readyTestBundle } from './a-station.ts'

const HAI_DUONG_CITY = areaCode(200_288)
const FROM_HAI_DUONG: Partial<Claims> = { ...HOME, stops: [{ place: HAI_DUONG_CITY, from: '2021-02-03', to: '2021-02-17' }] }

let bundle: ReadyBundle
beforeAll(async () => {
  bundle = await readyTestBundle({})
})

async function scanned(claims: Partial<Claims>): Promise<PassageView> {
  const { station } = await aStation()
  return (await station.readCode(await aCode(claims))).view
}

describe('what would be milder, on the kiosk', () => {
  it('is found by the rules that the tablet holds', async () => {
    const view = await scanned(FROM_HAI_DUONG)
    const explanation = await explainPassage(view, { bundle, now: NOON, clock: 'sure' })
    expect(explanation?.verdict).toEqual(view.verdict)
    expect(explanation?.layers).toMatchObject({ national: 'admit', withProvince: 'quarantine' })
    expect(explanation?.changes.map(({ kind, outcome, audience }) => [kind, outcome, audience])).toContainEqual(['date', 'admit', 'public'])
  })

  it('is never milder than what the kiosk itself found', async () => {
    const view = await scanned(FROM_HAI_DUONG)
    const doubtful = await explainPassage(view, { bundle, now: NOON, clock: 'doubtful' })
    expect(doubtful?.changes.map(({ outcome }) => outcome)).toEqual(doubtful?.changes.map(() => 'refer'))
    expect(doubtful?.changes.length).toBeGreaterThan(0)
    const ill = await scanned({ ...HOME, symptoms: null })
    expect((await explainPassage(ill, { bundle, now: NOON, clock: 'sure' }))?.changes.map(({ outcome }) => outcome)).toEqual(['admit'])
    expect((await explainPassage(ill, { bundle, now: NOON, clock: 'doubtful' }))?.changes).toEqual([])
  })

  it('is not asked of a code that did not open, nor without rules', async () => {
    const { station } = await aStation()
    const unreadable = (await station.readCode('KB1:1234')).view
    expect(await explainPassage(unreadable, { bundle, now: NOON, clock: 'sure' })).toBeNull()
    expect(await explainPassage(await scanned(HOME), { bundle: null, now: NOON, clock: 'sure' })).toBeNull()
  })

  it('keeps its promises as the bundle grows old', async () => {
    const view = await scanned(FROM_HAI_DUONG)
    const old = await explainPassage(view, { bundle, now: NOON + 10 * DAY_MS, clock: 'sure' })
    expect(old?.changes.every(({ outcome }) => outcome === 'refer')).toBe(true)
  })
})
