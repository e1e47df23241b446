import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReplayReport } from '../../server/rulesets/replay-passages.ts'
import { type Draft, pageOfChanges, whatIf } from '../../server/rulesets/what-if.ts'
import { asCheckpointId, asCredentialId } from '../../shared/ids.ts'
import type { Scan } from '../../shared/passage/records.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import type { SimulatedKiosk } from '../support/a-kiosk.ts'
import { aVersion, barring, code, declared, NO_CODE, pass, publishToday, UNREADABLE, whatIfDeps } from './a-recorded-evening.ts'

let core: Core
let kiosk: SimulatedKiosk
beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
  await publishToday(core)
})
afterEach(() => core.close())

const ALL = { checkpoints: [], from: null, to: null }
const bachDang = asCheckpointId('bach-dang')
/** Families are turned back too. */
const STRICTER: Draft = { ruleset: aVersion(2, [barring(['tourism', 'family'])]), zones: null }

async function tried(draft: Draft, filter: Parameters<typeof whatIf>[1]['filter'] = ALL): Promise<ReplayReport> {
  await kiosk.syncAll()
  return whatIf(whatIfDeps(core), { draft, filter })
}

const numbers = ({ changes }: ReplayReport) =>
  changes.map(({ checkpoint, hourAt, from, to, passages }) => [checkpoint, hourAt - CORE_NOW, from, to, passages])

describe('what changes', () => {
  it('counts from what to what, by checkpoint and hour, and leaves the others out', async () => {
    const family = code(await declared(core, { purpose: 'family' }))
    const work = code(await declared(core, { purpose: 'work' }))
    pass(kiosk, family)
    pass(kiosk, family, { at: CORE_NOW + HOUR_MS - 1 })
    pass(kiosk, family, { at: CORE_NOW + HOUR_MS })
    pass(kiosk, work)
    const other = await core.kiosk('da-bac')
    pass(other, family)
    await other.syncAll()
    const report = await tried(STRICTER)
    expect(numbers(report)).toEqual([
      ['bach-dang', 0, 'admit', 'turn-back', 2],
      ['bach-dang', HOUR_MS, 'admit', 'turn-back', 1],
      ['da-bac', 0, 'admit', 'turn-back', 1],
    ])
    expect(report).toMatchObject({ state: 'complete', passages: 5, replayed: 5, changed: 4, changedToday: 0 })
  })

  it('finds nothing where the draft says what the kiosk said', async () => {
    pass(kiosk, code(await declared(core, { purpose: 'tourism' })), { outcome: 'turn-back' })
    expect(await tried({ ruleset: aVersion(2, [barring(['tourism'])]), zones: null })).toMatchObject({ replayed: 1, changed: 0, changes: [] })
  })

  it('marks what the rules of today would have changed without any draft', async () => {
    pass(kiosk, code(await declared(core, { purpose: 'tourism' })))
    pass(kiosk, code(await declared(core, { purpose: 'family' })))
    const { changes } = await tried(STRICTER)
    expect(changes.map(({ passages, changedToday }) => [passages, changedToday])).toEqual([[2, 1]])
  })

  it('judges at the time of the record, with its own observations', async () => {
    const hot = { kind: 'temperature', tenths: 380 } as const
    const id = code(await declared(core, { purpose: 'work' }))
    const feverish = aVersion(2, [
      barring([], { when: { 'observed-temperature-at-least': 375 }, outcome: 'quarantine' }),
      barring([], { id: 'T-2', when: { after: [{ plusTime: [{ var: 'now' }, 0, 'day'] }, { plusTime: ['2021-02-17T20:30:00+07:00', 0, 'day'] }] } }),
    ])
    pass(kiosk, id, { observations: [[hot, 'admit']] })
    pass(kiosk, id, { at: CORE_NOW + 40 * 60_000 })
    pass(kiosk, id)
    core.pass(12 * HOUR_MS)
    expect(numbers(await tried({ ruleset: feverish, zones: null }))).toEqual([
      ['bach-dang', 0, 'admit', 'quarantine', 1],
      ['bach-dang', 0, 'admit', 'turn-back', 1],
    ])
  })

  it('takes the last verdict of a passage as what was said, also while it is open', async () => {
    const id = code(await declared(core, { purpose: 'work' }))
    pass(kiosk, id, { outcome: 'refer', observations: [[{ kind: 'symptom', present: false }, 'admit']], decide: 'never' })
    expect(await tried(STRICTER)).toMatchObject({ passages: 1, changed: 0 })
  })

  it('takes the draft as if it were in force already', async () => {
    pass(kiosk, code(await declared(core, { purpose: 'family' })))
    const tomorrow = CORE_NOW + 24 * HOUR_MS
    const rule = barring(['family'], { validFrom: tomorrow, validTo: tomorrow + HOUR_MS })
    const ruleset: Ruleset = aVersion(2, [rule], { validFrom: tomorrow, validTo: tomorrow + HOUR_MS })
    expect(await tried({ ruleset, zones: null })).toMatchObject({ changed: 1 })
  })

  it('tries other zones under the rules of today', async () => {
    const zone: Zone = {
      zoneId: 'tried',
      place: '2021:100022' as Zone['place'],
      kind: 'outbreak',
      state: 'active',
      from: CORE_NOW - 24 * HOUR_MS,
      to: null,
      authority: 'VN-22' as Zone['authority'],
      source: { vi: 'Thử', en: 'Test' },
    }
    const inZone = barring([], { when: { 'was-in-zone': { kinds: ['outbreak'], lastDays: 14 } }, outcome: 'quarantine' })
    const ruleset = aVersion(2, [inZone])
    pass(kiosk, code(await declared(core)))
    expect(await tried({ ruleset, zones: [] })).toMatchObject({ changed: 0 })
    expect(numbers(await tried({ ruleset, zones: [zone] }))).toEqual([['bach-dang', 0, 'admit', 'quarantine', 1]])
    expect(await tried({ ruleset, zones: [{ ...zone, state: 'prepared' }] })).toMatchObject({ changed: 0 })
  })
})

describe('what cannot be replayed is counted, never guessed', () => {
  it('counts unreadable codes and claims that are not here; a person without a code is judged', async () => {
    pass(kiosk, UNREADABLE, { outcome: 'refer' })
    pass(kiosk, code(asCredentialId('00000000000000ff')))
    pass(kiosk, NO_CODE, { outcome: 'refer' })
    const report = await tried(STRICTER)
    expect(report.notReplayable).toEqual({ 'unreadable-code': 1, 'claims-not-here': 1, 'body-not-here': 0, 'checkpoint-not-here': 0 })
    expect(report).toMatchObject({ passages: 3, replayed: 1, changed: 0 })
  })

  it('takes a joined or a typed code for the declaration it names, and sealed papers for what no report may open', async () => {
    const family = await declared(core, { purpose: 'family' })
    const joined = { kind: 'document', document: 'credential', trust: 'attested', agrees: true, credential: family } as const
    const forged = { kind: 'document', document: 'eu-certificate', trust: 'bad', agrees: false } as const
    const card: Scan['reading'] = { kind: 'document', document: 'id-card', trust: 'unsigned', problem: null, textHash: 'b'.repeat(64) }
    pass(kiosk, { kind: 'short-code', credential: family })
    pass(kiosk, NO_CODE, { observations: [[joined, 'admit']] })
    pass(kiosk, code(family), { observations: [[forged, 'admit']] })
    pass(kiosk, card)
    pass(kiosk, card, { observations: [[joined, 'admit']] })
    pass(kiosk, { kind: 'form', paper: null })
    const report = await tried(STRICTER)
    expect(report.notReplayable).toMatchObject({ 'claims-not-here': 3, 'unreadable-code': 0 })
    expect([report.passages, report.replayed, numbers(report)]).toEqual([6, 3, [['bach-dang', 0, 'admit', 'turn-back', 3]]])
  })

  it('counts scans whose body was erased, and checkpoints that are no longer in the tables', async () => {
    const family = code(await declared(core, { purpose: 'family' }))
    pass(kiosk, family)
    const other = await core.kiosk('da-bac')
    pass(other, family)
    await other.syncAll()
    await kiosk.syncAll()
    await core.storage.write(async (tx) => {
      await tx.updateTable('record').set({ body: '{"form":"erased"}' }).where('checkpoint_id', '=', 'bach-dang').execute()
      await tx.deleteFrom('checkpoint').where('checkpoint_id', '=', 'da-bac').execute()
    })
    const { notReplayable, changed } = await whatIf(whatIfDeps(core), { draft: STRICTER, filter: ALL })
    expect([notReplayable['body-not-here'], notReplayable['checkpoint-not-here'], changed]).toEqual([1, 1, 0])
  })
})

describe('which passages', () => {
  it.each([
    ['scanned at the first instant', { from: CORE_NOW, to: null }, 2],
    ['not scanned a millisecond before it', { from: CORE_NOW + 1, to: null }, 1],
    ['scanned before the end', { from: null, to: CORE_NOW + HOUR_MS + 1 }, 2],
    ['not scanned at the end', { from: null, to: CORE_NOW + HOUR_MS }, 1],
  ])('%s', async (_, span, passages) => {
    const family = code(await declared(core, { purpose: 'family' }))
    pass(kiosk, family)
    pass(kiosk, family, { at: CORE_NOW + HOUR_MS })
    expect(await tried(STRICTER, { checkpoints: [bachDang], ...span })).toMatchObject({ passages, changed: passages })
  })

  it('of the checkpoints named and of no other', async () => {
    pass(kiosk, code(await declared(core, { purpose: 'family' })))
    expect(await tried(STRICTER, { ...ALL, checkpoints: [asCheckpointId('da-bac')] })).toMatchObject({ passages: 0 })
  })

  it('more than a page of records, with another kiosk beside', async () => {
    const family = code(await declared(core, { purpose: 'family' }))
    const second = await core.kiosk()
    for (let i = 0; i < 400; i++) pass(i % 4 === 0 ? second : kiosk, family)
    await second.syncAll()
    expect(await tried(STRICTER)).toMatchObject({ passages: 400, changed: 400 })
  })
})

it('gives the records behind a number, page by page, each once', async () => {
  const family = code(await declared(core, { purpose: 'family' }))
  const expected = Array.from({ length: 5 }, (_, i) => pass(kiosk, family, { at: CORE_NOW + i }))
  pass(kiosk, family, { at: CORE_NOW + HOUR_MS })
  const { changes } = await tried(STRICTER)
  const [cell] = changes
  if (!cell) throw new Error('nothing changed')
  const first = await pageOfChanges(whatIfDeps(core), { draft: STRICTER, cell, after: null, limit: 3 })
  const second = await pageOfChanges(whatIfDeps(core), { draft: STRICTER, cell, after: first.next, limit: 3 })
  expect([...first.changes, ...second.changes].map(({ passage }) => passage)).toEqual(expected)
  expect([first.changes.length, second.changes.length, second.next]).toEqual([3, 2, null])
  expect(cell.examples.length).toBe(5)
})

describe('a long run', () => {
  beforeEach(async () => {
    const family = code(await declared(core, { purpose: 'family' }))
    for (let i = 0; i < 600; i++) pass(kiosk, family)
    await kiosk.syncAll()
  })

  it('lets others work meanwhile and says how far it is', async () => {
    let turns = 0
    const ticking = setInterval(() => turns++, 0)
    const seen: number[] = []
    await whatIf(whatIfDeps(core), { draft: STRICTER, filter: ALL, onProgress: ({ passages }) => seen.push(passages) })
    clearInterval(ticking)
    expect(seen).toEqual([128, 256, 384, 512])
    expect(turns).toBeGreaterThan(0)
  })

  it('stops when it is cancelled, with what it had counted', async () => {
    const cancel = new AbortController()
    const onProgress = ({ passages }: { readonly passages: number }) => passages === 256 && cancel.abort()
    const report = await whatIf(whatIfDeps(core), { draft: STRICTER, filter: ALL, signal: cancel.signal, onProgress })
    expect(report).toMatchObject({ state: 'cancelled', passages: 256, changed: 256 })
  })

  it('stops also where nothing was found yet that is asked for', async () => {
    const cancel = new AbortController()
    setImmediate(() => cancel.abort())
    const filter = { ...ALL, from: CORE_NOW + 24 * HOUR_MS }
    expect(await whatIf(whatIfDeps(core), { draft: STRICTER, filter, signal: cancel.signal })).toMatchObject({ state: 'cancelled', passages: 0 })
  })

  it('writes nothing', async () => {
    const count = async () => (await core.storage.read.selectFrom('audit').selectAll().execute()).length
    const before = await count()
    await whatIf(whatIfDeps(core), { draft: STRICTER, filter: ALL })
    expect(await count()).toBe(before)
    expect((await core.storage.read.selectFrom('ruleset').selectAll().execute()).length).toBe(1)
  })
})
