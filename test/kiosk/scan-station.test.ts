import { describe, expect, it } from 'vitest'
import { REPEAT_MS } from '../../kiosk/scan/repeats.ts'
import { MIN_REASON_LENGTH } from '../../kiosk/scan/station/decide-passage.ts'
import { asStaffId } from '../../shared/ids.ts'
import { emptyLog, followsHead, headerHash } from '../../shared/passage/chain.ts'
import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { ordinaryClaims } from '../support/a-credential.ts'
import { bundleParts } from './a-bundle.ts'
import { aCode, aStation, HOME, NOON, otherId, SECOND_PIN, type TestStation } from './a-station.ts'

const REASON = 'Đã xem giấy tờ'

async function scanned(kiosk: TestStation, text: string) {
  return (await kiosk.station.readCode(text)).view
}

describe('a reading', () => {
  it('of a traveller without findings is admitted hands-free, scan and decision in one breath', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    expect(view.verdict.outcome).toBe('admit')
    expect(view.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'kiosk' })
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'decision'])
    expect(kiosk.log()[1]).toMatchObject({ outcome: 'admit', officer: null, override: null })
  })

  it('that is not green stays open, with its scan in the log', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    expect(view.verdict.outcome).toBe('detain')
    expect(view.step).toEqual({ kind: 'open', because: 'verdict' })
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan'])
    expect(view.verdict.reasons[0]?.law?.clause).toBeTruthy()
  })

  it.each([
    ['a foreign code', 'https://example.org/abc'],
    ['a torn code', 'KB1:12345'],
    ['nothing but spaces', '   '],
  ])('of %s is recorded by its hash alone and refers', async (_name, text) => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, text)
    expect(view.verdict.outcome).toBe('refer')
    const [scan] = kiosk.log()
    expect(scan).toMatchObject({ kind: 'scan', reading: { kind: 'unreadable' } })
    expect(JSON.stringify(kiosk.store.records())).not.toContain('example.org')
  })

  it('of a person without a code refers and says so', async () => {
    const kiosk = await aStation()
    const view = await kiosk.station.readNothing()
    expect(view.verdict.outcome).not.toBe('admit')
    expect(kiosk.log()[0]).toMatchObject({ reading: { kind: 'none' } })
  })

  it('leaves a chain that links from the first record', async () => {
    const kiosk = await aStation()
    await scanned(kiosk, await aCode())
    await scanned(kiosk, await aCode(ordinaryClaims, { id: otherId(2) }))
    const [first] = kiosk.store.records()
    if (!first) throw new Error('no record')
    let head = emptyLog(first.header.checkpoint, first.header.kiosk, first.header.epoch)
    for (const record of kiosk.store.records()) {
      expect(followsHead(head, record)).toBeNull()
      head = { ...head, seq: record.header.seq, hash: headerHash(record.header) }
    }
  })

  it('keeps no name in the log', async () => {
    const kiosk = await aStation()
    await scanned(kiosk, await aCode())
    expect(JSON.stringify(kiosk.store.records())).not.toContain(HOME.name)
  })
})

describe('the same code again', () => {
  it('within five seconds is the same answer, and no record', async () => {
    const kiosk = await aStation()
    const code = await aCode()
    const first = await scanned(kiosk, code)
    kiosk.wait(REPEAT_MS)
    const again = await kiosk.station.readCode(code)
    expect(again).toMatchObject({ kind: 'repeat', view: { passage: first.passage } })
    expect(kiosk.log()).toHaveLength(2)
  })

  it('stays the same answer for as long as it is in view', async () => {
    const kiosk = await aStation()
    const code = await aCode()
    await scanned(kiosk, code)
    for (let i = 0; i < 20; i++) {
      kiosk.wait(REPEAT_MS - 1)
      expect((await kiosk.station.readCode(code)).kind).toBe('repeat')
    }
    expect(kiosk.log()).toHaveLength(2)
  })

  it('a millisecond later is a second use and refers', async () => {
    const kiosk = await aStation()
    const code = await aCode()
    await scanned(kiosk, code)
    kiosk.wait(REPEAT_MS + 1)
    const view = await scanned(kiosk, code)
    expect(view.verdict.outcome).toBe('refer')
    expect(view.verdict.reasons[0]?.ruleId).toBe('CHOT-DOUBLE-USE')
  })

  it('two codes held up by turns are two readings, not a stream of them', async () => {
    const kiosk = await aStation()
    const codes = [await aCode(), await aCode(HOME, { id: otherId(7) })]
    for (let i = 0; i < 10; i++) {
      for (const code of codes) {
        await kiosk.station.readCode(code)
        kiosk.wait(100)
      }
    }
    expect(kiosk.log().filter(({ kind }) => kind === 'scan')).toHaveLength(2)
  })
})

describe('double use', () => {
  it('is none after a passage the other way', async () => {
    const kiosk = await aStation()
    const code = await aCode()
    await scanned(kiosk, code)
    kiosk.wait(HOUR_MS)
    kiosk.setDirection('exit')
    expect((await scanned(kiosk, code)).verdict.outcome).toBe('admit')
    kiosk.wait(HOUR_MS)
    kiosk.setDirection('entry')
    expect((await scanned(kiosk, code)).verdict.outcome).toBe('admit')
  })

  it('counts only decisions that let the person through', async () => {
    const kiosk = await aStation()
    const code = await aCode(ordinaryClaims)
    const view = await scanned(kiosk, code)
    await kiosk.station.decide(view.passage, { outcome: 'turn-back', reason: REASON })
    kiosk.wait(HOUR_MS)
    const again = await scanned(kiosk, code)
    expect(again.verdict.reasons.map(({ ruleId }) => ruleId)).not.toContain('CHOT-DOUBLE-USE')
  })

  it('never makes a stricter verdict milder', async () => {
    const kiosk = await aStation()
    const code = await aCode(ordinaryClaims)
    const view = await scanned(kiosk, code)
    await kiosk.station.decide(view.passage, { outcome: 'admit', reason: REASON })
    kiosk.wait(HOUR_MS)
    const again = await scanned(kiosk, code)
    expect(again.verdict.outcome).toBe('detain')
    expect(again.verdict.reasons.map(({ ruleId }) => ruleId)).toContain('CHOT-DOUBLE-USE')
  })
})

describe('a decision', () => {
  it('as the verdict says needs no reason', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    expect((await kiosk.station.decide(view.passage, { outcome: 'detain', reason: null })).ok).toBe(true)
    expect(kiosk.log().at(-1)).toMatchObject({ kind: 'decision', outcome: 'detain', officer: 'lan.bach-dang', override: null })
  })

  it.each([
    ['no reason', null, false],
    ['a reason one letter short', 'x'.repeat(MIN_REASON_LENGTH - 1), false],
    ['spaces for a reason', ' '.repeat(MIN_REASON_LENGTH + 4), false],
    ['a reason just long enough', 'x'.repeat(MIN_REASON_LENGTH), true],
  ])('against the verdict with %s', async (_name, reason, accepted) => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    const decided = await kiosk.station.decide(view.passage, { outcome: 'admit', reason: reason })
    expect(decided.ok).toBe(accepted)
    expect(kiosk.log()).toHaveLength(accepted ? 2 : 1)
    if (!decided.ok) expect(decided.error).toBe('reason-missing')
  })

  it('is made once', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    await kiosk.station.decide(view.passage, { outcome: 'detain', reason: null })
    expect(await kiosk.station.decide(view.passage, { outcome: 'detain', reason: null })).toEqual({ ok: false, error: 'already-decided' })
    expect(kiosk.log()).toHaveLength(2)
  })

  it('can be annulled for fifteen minutes to the millisecond, with a reason', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    expect(await kiosk.station.annul(view.passage, 'nhầm')).toEqual({ ok: false, error: 'reason-missing' })
    kiosk.wait(ANNUL_WITHIN_MS)
    expect((await kiosk.station.annul(view.passage, 'Nhầm người trong xe')).ok).toBe(true)
    expect(kiosk.log().at(-1)).toMatchObject({ kind: 'annul', passage: view.passage })
  })

  it('and not one millisecond later', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    kiosk.wait(ANNUL_WITHIN_MS + 1)
    expect(await kiosk.station.annul(view.passage, 'Nhầm người trong xe')).toEqual({ ok: false, error: 'too-late' })
    expect(kiosk.log()).toHaveLength(2)
  })

  it('annulled leaves the passage open for another', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    await kiosk.station.annul(view.passage, 'Nhầm người trong xe')
    expect((await kiosk.station.decide(view.passage, { outcome: 'refer', reason: REASON })).ok).toBe(true)
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'decision', 'annul', 'decision'])
  })
})

describe('where the rules want two officers', () => {
  const strict = (change: Partial<Ruleset> = {}) => {
    const { rulesets } = bundleParts().rules
    return aStation({ parts: { rules: { rulesets: rulesets.map((ruleset) => ({ ...ruleset, secondOfficerFor: ['detain'] as const, ...change })) } } })
  }
  const MINH = asStaffId('minh.bach-dang')
  const LAN = asStaffId('lan.bach-dang')

  it.each([
    ['none', undefined, 'second-missing'],
    ['the same again', { officer: LAN, pin: SECOND_PIN }, 'second-is-first'],
    ['another with a wrong PIN', { officer: MINH, pin: '000000' }, 'pin-wrong-pin'],
    ['another with the right PIN', { officer: MINH, pin: SECOND_PIN }, null],
  ])('an override with %s', async (_name, second, error) => {
    const kiosk = await strict()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    const decided = await kiosk.station.decide(view.passage, { outcome: 'refer', reason: REASON, ...(second && { second }) })
    expect(decided.ok ? null : decided.error).toBe(error)
    expect(kiosk.log()).toHaveLength(error === null ? 2 : 1)
    if (error === null) expect(kiosk.log()[1]).toMatchObject({ officer: LAN, override: { secondOfficer: MINH } })
  })

  it('the verdict itself is confirmed by one', async () => {
    const kiosk = await strict()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    expect((await kiosk.station.decide(view.passage, { outcome: 'detain', reason: null })).ok).toBe(true)
  })

  it.each([
    ['a ruleset of tomorrow', { validFrom: NOON + 1 }],
    ['a ruleset that has ended', { validTo: NOON }],
    ['a ruleset for other verdicts', { secondOfficerFor: ['quarantine'] as const }],
  ])('%s asks for none', async (_name, change) => {
    const kiosk = await strict(change)
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    const outcome = view.verdict.outcome === 'refer' ? 'turn-back' : 'refer'
    expect((await kiosk.station.decide(view.passage, { outcome, reason: REASON })).ok).toBe(true)
  })
})

describe('an observation', () => {
  it('that changes a green verdict takes the admission back in the same breath', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    const next = await kiosk.station.observe(view, { kind: 'temperature', tenths: 385 })
    expect(next.verdict.outcome).not.toBe('admit')
    expect(next.step.kind).toBe('open')
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'decision', 'observation', 'annul'])
    expect((await kiosk.store.passage(view.passage))?.decided).toBeNull()
  })

  it('that changes nothing leaves the admission standing', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    const next = await kiosk.station.observe(view, { kind: 'temperature', tenths: 366 })
    expect(next.step).toEqual(view.step)
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'decision', 'observation'])
  })

  it('corrected admits hands-free with the correction', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    const hot = await kiosk.station.observe(view, { kind: 'temperature', tenths: 385 })
    const well = await kiosk.station.observe(hot, { kind: 'temperature', tenths: 366 })
    expect(well.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'kiosk' })
    expect(well.observations).toHaveLength(1)
    expect(kiosk.log().at(-1)).toMatchObject({ kind: 'decision', outcome: 'admit' })
  })

  it('taken back is as if nobody had tapped it', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    const hot = await kiosk.station.observe(view, { kind: 'temperature', tenths: 385 })
    expect(hot.verdict.outcome).not.toBe('admit')
    const mended = await kiosk.station.observe(hot, { kind: 'withdrawn', of: 'temperature', paper: null })
    expect(mended.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'kiosk' })
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'decision', 'observation', 'annul', 'observation', 'decision'])
  })

  it('after an officer has taken the admission back never admits by itself: their hand stands over the kiosk’s', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode())
    const annulled = await kiosk.station.annul(view.passage, 'Người khác cầm mã này')
    if (!annulled.ok) throw new Error(annulled.error)
    const taken = kiosk.station.restep(view, annulled.value)
    const masked = await kiosk.station.observe(taken, { kind: 'mask', worn: true })
    const well = await kiosk.station.observe(masked, { kind: 'temperature', tenths: 366 })
    expect([masked.step.kind, well.step.kind, well.verdict.outcome]).toEqual(['open', 'open', 'admit'])
    expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'decision', 'annul', 'observation', 'observation'])
    expect((await kiosk.station.decide(view.passage, { outcome: 'admit', reason: null })).ok).toBe(true)
  })
})

describe('what ages', () => {
  it.each([
    ['lists of eight hours are fresh', 8 * HOUR_MS, 'admit', 'decided'],
    ['a millisecond more and green waits for a tap', 8 * HOUR_MS + 1, 'admit', 'open'],
    ['at 72 hours it still waits for a tap', 72 * HOUR_MS, 'admit', 'open'],
    ['and beyond everything refers', 72 * HOUR_MS + 1, 'refer', 'open'],
  ])('%s', async (_name, ageMs, outcome, step) => {
    const kiosk = await aStation({ issuedAt: NOON - ageMs })
    const view = await scanned(kiosk, await aCode())
    expect([view.verdict.outcome, view.step.kind]).toEqual([outcome, step])
    expect(kiosk.log().filter(({ kind }) => kind === 'decision')).toHaveLength(step === 'decided' ? 1 : 0)
  })

  it.each([
    ['the least version the bundle asks for', '0.1.0', 'admit'],
    ['one version less', '0.1.1', 'refer'],
    ['far less, counted as numbers', '0.10.0', 'refer'],
    ['a higher version than asked for', '0.0.99', 'admit'],
    ['a version that no number says', 'new', 'refer'],
  ])('an app of %s', async (_name, minAppVersion, outcome) => {
    const policy = { ...bundleParts().policy, minAppVersion }
    const { verdict } = await scanned(await aStation({ parts: { policy } }), await aCode())
    expect(verdict.outcome).toBe(outcome)
    expect(verdict.reasons.some(({ ruleId }) => ruleId === 'CHOT-APP-OLD')).toBe(outcome === 'refer')
  })

  it('a green that waited is decided by the officer, without a reason', async () => {
    const kiosk = await aStation({ issuedAt: NOON - 9 * HOUR_MS })
    const view = await scanned(kiosk, await aCode())
    expect((await kiosk.station.decide(view.passage, { outcome: 'admit', reason: null })).ok).toBe(true)
    expect(kiosk.log().at(-1)).toMatchObject({ officer: 'lan.bach-dang', override: null })
  })
})

describe('nothing fails open', () => {
  it('a doubtful clock refers, whatever the code says', async () => {
    const kiosk = await aStation()
    kiosk.change({ clock: 'doubtful' })
    const view = await scanned(kiosk, await aCode())
    expect(view.verdict.outcome).toBe('refer')
    expect(view.verdict.reasons.map(({ ruleId }) => ruleId).join()).not.toMatch(/EXPIRED/)
  })

  it('a kiosk without a bundle refers', async () => {
    const kiosk = await aStation()
    kiosk.change({ bundle: null })
    expect((await scanned(kiosk, await aCode())).verdict.outcome).toBe('refer')
  })

  it('a revoked code refers', async () => {
    const kiosk = await aStation({ parts: { revocations: { credentials: [otherId(5)] } } })
    expect((await scanned(kiosk, await aCode(HOME, { id: otherId(5) }))).verdict.outcome).toBe('refer')
  })

  it('a fault in the core refers, and is recorded', async () => {
    const kiosk = await aStation()
    kiosk.breakNext()
    const view = await scanned(kiosk, await aCode())
    expect(view.verdict.reasons[0]?.ruleId).toBe('CHOT-FAULT')
    expect(view.verdict.outcome).toBe('refer')
    expect(kiosk.log()[0]).toMatchObject({ kind: 'scan', verdict: { outcome: 'refer' } })
  })

  it('a full disk is not green: the screen says that nothing was recorded', async () => {
    const kiosk = await aStation()
    kiosk.store.failWrites('yes')
    const view = await scanned(kiosk, await aCode())
    expect(view.verdict.outcome).toBe('refer')
    expect(view.step.kind).toBe('unrecorded')
    expect(kiosk.log()).toHaveLength(0)
  })

  it('and a decision that could not be kept says so', async () => {
    const kiosk = await aStation()
    const view = await scanned(kiosk, await aCode(ordinaryClaims))
    kiosk.store.failWrites('yes')
    expect(await kiosk.station.decide(view.passage, { outcome: 'detain', reason: null })).toEqual({ ok: false, error: 'storage' })
    expect((await kiosk.store.passage(view.passage))?.decided).toBeNull()
  })

  it('an expired code refers after its hour', async () => {
    const kiosk = await aStation()
    const code = await aCode(HOME, { expiresAt: NOON + HOUR_MS })
    kiosk.wait(HOUR_MS + MINUTE_MS)
    expect((await scanned(kiosk, code)).verdict.outcome).toBe('refer')
  })
})
