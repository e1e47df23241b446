import { describe, expect, it } from 'vitest'
import { lookUpShortCode } from '../../kiosk/scan/ask-short-code.ts'
import type { PassageView } from '../../kiosk/scan/passage-view.ts'
import { readingToShow } from '../../kiosk/scan/presented.ts'
import type { Post } from '../../kiosk/sync/kiosk-api.ts'
import { asAuthorityId, asCredentialId } from '../../shared/ids.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { areaCode, ISSUED_AT } from '../support/a-credential.ts'
import { anEuCertificate, anEuKey, EU_TEST } from '../support/an-eu-certificate.ts'
import { passportLines } from '../support/mrz-lines.ts'
import { testKey } from '../support/test-keys.ts'
import { aCode, aStation, HOME, otherId, type TestStation } from './a-station.ts'

const euKey = anEuKey()
const KEYS = { keys: [testKey(1, { specimen: true }).trusted], certificates: [euKey.trusted] }
const station = () => aStation({ parts: { keys: KEYS } })

/** Of the same person as the code: Trần Văn Thử, 1984. */
const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'
const NAMES = { fn: 'Trần', fnt: 'TRAN', gn: 'Văn Thử', gnt: 'VAN<THU' }
const certificate = (change: object = {}) => anEuCertificate(euKey, { certificate: { ...EU_TEST, nam: NAMES, ...change } })

async function scan(of: TestStation, text: string): Promise<PassageView> {
  return (await of.station.readCode(text)).view
}

async function join(of: TestStation, view: PassageView | null, text: string): Promise<PassageView> {
  const joined = view && (await of.station.addDocument(view, text))
  if (!joined) throw new Error('it did not join')
  return joined
}

/** The product's own findings; what else a province asks of a person without answers is its own business. */
const ids = (view: PassageView) => view.verdict.reasons.map(({ ruleId }) => ruleId).filter((id) => id.startsWith('CHOT-'))
const kinds = (of: TestStation) => of.log().map(({ kind }) => kind)
const readings = (of: TestStation) => of.log().flatMap((value: BodyValue) => (value.kind === 'scan' ? [value.reading] : []))

describe('a document that is not ours', () => {
  it.each([
    ['an ID card', () => CARD, 'id-card', 'unsigned'],
    ['a passport', () => passportLines({ birth: '840305' }), 'passport', 'unsigned'],
    ['the QR of 2021', () => '022084123012|TRAN VAN THU|1984-03-05|0|Q1|', 'personal-qr-2021', 'unsigned'],
    ['an EU certificate', () => certificate(), 'eu-certificate', 'attested'],
  ])('alone, %s says who it is and asks for the declaration; the log names nobody', async (_name, text, document, trust) => {
    const kiosk = await station()
    const view = await scan(kiosk, text())
    expect(view.verdict.outcome).toBe('refer')
    expect(ids(view)).toEqual(['CHOT-NO-DOCUMENT'])
    expect(readings(kiosk)).toEqual([{ kind: 'document', document, trust, problem: null, textHash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(JSON.stringify(kiosk.log())).not.toMatch(/Thử|THU|022084123012|C1234567/)
  })

  it('has another hash in each passage, so that nobody can join one person’s trips', async () => {
    const kiosk = await station()
    await scan(kiosk, CARD)
    kiosk.wait(HOUR_MS)
    await scan(kiosk, CARD)
    const [first, second] = readings(kiosk)
    expect(first).not.toEqual(second)
  })

  it('that is forged is refer, and said to be wrong; of an unknown signer it is refer, and said to be unchecked', async () => {
    const kiosk = await station()
    const forged = await scan(kiosk, anEuCertificate({ ...anEuKey(), keyId: euKey.keyId }))
    expect([forged.verdict.outcome, ids(forged)]).toEqual(['refer', ['CHOT-NO-DOCUMENT', 'CHOT-DOCUMENT-SIGNATURE-INVALID']])
    const stranger = await scan(kiosk, anEuCertificate(anEuKey()))
    expect([stranger.verdict.outcome, ids(stranger)]).toEqual(['refer', ['CHOT-NO-DOCUMENT', 'CHOT-DOCUMENT-UNKNOWN-KEY']])
    expect(readings(kiosk)).toMatchObject([
      { trust: 'bad', problem: 'signature-invalid' },
      { trust: 'unchecked', problem: 'unknown-key' },
    ])
  })

  it('is known again on this tablet: the same card the same way is a double use', async () => {
    const kiosk = await station()
    const first = await scan(kiosk, CARD)
    await kiosk.station.decide(first.passage, { outcome: 'admit', reason: 'Đã khai trên giấy, cho qua' })
    kiosk.wait(HOUR_MS)
    expect(ids(await scan(kiosk, `${CARD}||||`))).toContain('CHOT-DOUBLE-USE')
    kiosk.setDirection('exit')
    expect(ids(await scan(kiosk, CARD))).not.toContain('CHOT-DOUBLE-USE')
  })
})

describe('two documents of one person', () => {
  it('make one verdict: the card first, then the declaration, and one passage admitted', async () => {
    const kiosk = await station()
    const joined = await join(kiosk, await scan(kiosk, CARD), await aCode({ ...HOME, document: { kind: 'citizen-id', lastThree: '012' } }))
    expect(joined.verdict.outcome).toBe('admit')
    expect(joined.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'kiosk' })
    expect(kinds(kiosk)).toEqual(['scan', 'observation', 'decision'])
    expect(kiosk.log()[1]).toMatchObject({
      observed: { kind: 'document', document: 'credential', trust: 'attested', agrees: true, credential: '00112233445566ff' },
      verdict: { outcome: 'admit' },
    })
    expect((await kiosk.store.passage(joined.passage))?.credential).toBe('00112233445566ff')
  })

  it('make one verdict the other way round, with a certificate and a passport too', async () => {
    const kiosk = await station()
    let view = await scan(kiosk, await aCode({ ...HOME, birthYear: 1984 }, { id: asCredentialId('00000000000000e1') }))
    expect(view.verdict.outcome).toBe('admit')
    for (const text of [certificate(), passportLines({ birth: '840305' })]) view = await join(kiosk, view, text)
    expect(view.verdict.outcome).toBe('admit')
    expect(kinds(kiosk)).toEqual(['scan', 'decision', 'observation', 'observation'])
    expect(view.joined).toHaveLength(2)
  })

  it('that name two persons are refer, in the words of both, however green the first was', async () => {
    const kiosk = await station()
    const none = await kiosk.station.readNothing()
    const card = await join(kiosk, none, CARD)
    const view = await join(kiosk, card, await aCode({ ...HOME, birthYear: 1990, document: null }))
    expect(view.verdict.outcome).toBe('refer')
    expect(ids(view)).toEqual(['CHOT-DOCUMENTS-DIFFER'])
    const words = view.verdict.reasons.find(({ ruleId }) => ruleId === 'CHOT-DOCUMENTS-DIFFER')?.officerText.vi
    expect(words).toContain('căn cước “Trần Văn Thử”, sinh 1984; tờ khai “Trần Văn Thử”, sinh 1990')
    expect(kiosk.log().at(-1)).toMatchObject({ observed: { agrees: false } })
    expect(kinds(kiosk)).not.toContain('decision')
  })

  it('beside a green code what could not be checked takes the green back; a forged or another person’s paper starts a passage of its own', async () => {
    const kiosk = await station()
    const code = await aCode(HOME)
    const green = await scan(kiosk, code)
    expect(green.step).toMatchObject({ kind: 'decided', by: 'kiosk' })
    expect(await kiosk.station.addDocument(green, CARD.replace('Thử', 'Thật'))).toBeNull()
    expect(await kiosk.station.addDocument(green, anEuCertificate({ ...anEuKey(), keyId: euKey.keyId }))).toBeNull()
    const stranger = await join(kiosk, green, anEuCertificate(anEuKey(), { certificate: { ...EU_TEST, nam: NAMES } }))
    expect(ids(stranger)).toContain('CHOT-DOCUMENT-UNKNOWN-KEY')
    expect(kinds(kiosk)).toEqual(['scan', 'decision', 'observation', 'annul'])
  })

  it('of one kind are two persons: a second card, code or slip does not join', async () => {
    const kiosk = await station()
    const open = await scan(kiosk, CARD)
    expect(await kiosk.station.addDocument(open, CARD.replace('Thử', 'Thật'))).toBeNull()
    const joined = await join(kiosk, open, await aCode({ ...HOME, document: { kind: 'old-id', lastThree: '777' } }))
    const second = await aCode(HOME, { id: otherId(7), type: 'slip' })
    expect(await kiosk.station.addDocument(joined, second)).toBeNull()
  })

  it('a paper held still joins once, and is no new reading afterwards', async () => {
    const kiosk = await station()
    const none = await kiosk.station.readNothing()
    const joined = await join(kiosk, none, CARD)
    expect(await kiosk.station.addDocument(joined, CARD)).toBeNull()
    expect((await kiosk.station.readCode(CARD)).kind).toBe('repeat')
    expect(kinds(kiosk)).toEqual(['scan', 'observation'])
  })
})

describe('the wrong code held up first', () => {
  const right = () => aCode(HOME, { id: otherId(9) })

  it.each([
    ['a code of something else', async () => 'https://example.vn/menu'],
    ['half of a code', async () => (await right()).slice(0, 60)],
  ])('%s gives way to the right one: one person, admitted without a tap, and both are in the log', async (_name, wrong) => {
    const kiosk = await station()
    const first = await scan(kiosk, await wrong())
    expect([first.verdict.outcome, first.step.kind]).toEqual(['refer', 'open'])
    const view = await join(kiosk, first, await right())
    expect(view.verdict).toEqual({ outcome: 'admit', reasons: [], duties: [] })
    expect(view.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'kiosk' })
    expect(kinds(kiosk)).toEqual(['scan', 'observation', 'decision'])
    expect(readings(kiosk)).toMatchObject([{ kind: 'unreadable' }])
    kiosk.wait(HOUR_MS)
    expect(ids(await scan(kiosk, await right()))).toContain('CHOT-DOUBLE-USE')
  })

  it('gives way to a card, which still asks for the declaration', async () => {
    const kiosk = await station()
    const view = await join(kiosk, await scan(kiosk, 'https://example.vn/menu'), CARD)
    expect(ids(view)).toEqual(['CHOT-NO-DOCUMENT'])
    expect(readingToShow(view)).toMatchObject({ document: { source: 'id-card' } })
  })

  it('but one of an unknown signer was somebody’s: it waits for its officer', async () => {
    const kiosk = await station()
    const first = await scan(kiosk, await aCode(HOME, { id: otherId(8), issuer: asAuthorityId('VN-99') }))
    expect(first.reading.kind).toBe('unreadable')
    expect(await kiosk.station.addDocument(first, await right())).toBeNull()
    expect(kinds(kiosk)).toEqual(['scan'])
  })
})

describe('an old code held up first, and then the one that the same person has now', () => {
  const OLD = otherId(8)
  const NEW = otherId(9)
  const EXPIRED = { id: OLD, issuedAt: ISSUED_AT - 80 * HOUR_MS, expiresAt: ISSUED_AT - 8 * HOUR_MS }
  const REVOKED = { parts: { keys: KEYS, revocations: { credentials: [OLD] } } }

  it.each([
    ['expired', EXPIRED, {}],
    ['revoked', { id: OLD }, REVOKED],
    ['expired and revoked', EXPIRED, REVOKED],
  ])('%s, it gives way: one person without a tap, and the new code’s second use is seen', async (_name, change, options) => {
    const kiosk = await aStation({ parts: { keys: KEYS }, ...options })
    const first = await scan(kiosk, await aCode(HOME, change))
    expect([first.verdict.outcome, first.step.kind, first.reading.kind]).toEqual(['refer', 'open', 'unreadable'])
    const view = await join(kiosk, first, await aCode(HOME, { id: NEW }))
    expect(view.verdict).toEqual({ outcome: 'admit', reasons: [], duties: [] })
    expect(kinds(kiosk)).toEqual(['scan', 'observation', 'decision'])
    expect(readings(kiosk)).toMatchObject([{ kind: 'unreadable', credential: OLD }])
    expect(kiosk.log()[1]).toMatchObject({ observed: { credential: NEW, insteadOf: OLD } })
    expect((await kiosk.store.passage(view.passage))?.credential).toBe(NEW)
    kiosk.wait(HOUR_MS)
    expect(ids(await scan(kiosk, await aCode(HOME, { id: NEW })))).toContain('CHOT-DOUBLE-USE')
  })

  it.each([
    ['another name', { ...HOME, name: 'Lê Văn Hai' }],
    ['another year of birth', { ...HOME, birthYear: 1999 }],
  ])('of %s it is the next person’s: the first waits for the officer', async (_name, claims) => {
    const kiosk = await station()
    const first = await scan(kiosk, await aCode(HOME, EXPIRED))
    expect(await kiosk.station.addDocument(first, await aCode(claims, { id: NEW }))).toBeNull()
    expect(kinds(kiosk)).toEqual(['scan'])
  })

  it('is judged by the new one alone, and green never by what had ended: a card or a second old code does not join', async () => {
    const kiosk = await station()
    const first = await scan(kiosk, await aCode(HOME, EXPIRED))
    for (const text of [CARD, await aCode(HOME, { ...EXPIRED, id: otherId(7) })]) expect(await kiosk.station.addDocument(first, text)).toBeNull()
    const stops = [{ place: areaCode(310_930), from: '2021-02-03', to: '2021-02-17' }]
    const view = await join(kiosk, first, await aCode({ ...HOME, stops }, { id: NEW }))
    expect(view.verdict.outcome).not.toBe('admit')
    expect(view.step.kind).toBe('open')
  })

  it('once the officer has decided, is a passage of its own', async () => {
    const kiosk = await station()
    const first = await scan(kiosk, await aCode(HOME, EXPIRED))
    const decided = await kiosk.station.decide(first.passage, { outcome: 'refer', reason: null })
    if (!decided.ok) throw new Error(decided.error)
    expect(await kiosk.station.addDocument(kiosk.station.restep(first, decided.value), await aCode(HOME, { id: NEW }))).toBeNull()
  })
})

it('shows the declaration’s name and facts, whichever paper was held up first', async () => {
  const kiosk = await station()
  const none = await kiosk.station.readNothing()
  expect(readingToShow(none)).toEqual({ kind: 'none' })
  const card = await join(kiosk, none, CARD)
  expect(readingToShow(card)).toMatchObject({ kind: 'document' })
  const both = await join(kiosk, card, await aCode({ ...HOME, document: { kind: 'citizen-id', lastThree: '012' } }))
  expect(readingToShow(both)).toMatchObject({ kind: 'credential' })
})

describe('codes of ours of other types', () => {
  it('a vehicle’s pass is no person’s, joins a driver’s code, and brings more than one person through', async () => {
    const kiosk = await station()
    const pass = await aCode({ ...HOME, name: 'Xe 14A12345' }, { id: otherId(3), type: 'vehicle-pass' })
    const alone = await scan(kiosk, pass)
    expect(ids(alone)).toEqual(['CHOT-NO-DOCUMENT'])
    const driver = await join(kiosk, alone, await aCode())
    expect(ids(driver)).not.toContain('CHOT-DOCUMENTS-DIFFER')
    kiosk.wait(HOUR_MS)
    const mate = await scan(kiosk, await aCode({ ...HOME, name: 'Lê Văn Hai' }, { id: otherId(4) }))
    expect(ids(await join(kiosk, mate, pass))).not.toContain('CHOT-DOUBLE-USE')
  })

  it('a proof of completed quarantine opens nothing without a declaration', async () => {
    const kiosk = await station()
    expect(ids(await scan(kiosk, await aCode(HOME, { type: 'completed-quarantine' })))).toEqual(['CHOT-NO-DOCUMENT'])
  })

  it('a slip is a declaration like a phone’s', async () => {
    const kiosk = await station()
    expect((await scan(kiosk, await aCode(HOME, { type: 'slip' }))).verdict.outcome).toBe('admit')
  })
})

it('attests by a certificate what the code only declares, and the age of the test counts', async () => {
  const kiosk = await station()
  const green = await scan(kiosk, await aCode({ ...HOME, birthYear: 1984 }))
  const joined = await join(kiosk, green, certificate())
  const [reading] = joined.joined ?? []
  expect(reading?.kind === 'document' && reading.document.claims?.tests).toEqual([
    { kind: 'pcr', result: 'negative', sampledAt: ISSUED_AT - 30 * HOUR_MS, evidence: 'attested' },
  ])
})

describe('a short code', () => {
  it('is judged like the QR behind it, and the record says that nobody saw one', async () => {
    const kiosk = await station()
    const answer = await kiosk.station.readCode({ behindShortCode: await aCode() })
    expect(answer.view.verdict.outcome).toBe('admit')
    expect(readings(kiosk)).toEqual([{ kind: 'short-code', credential: '00112233445566ff' }])
    kiosk.wait(HOUR_MS)
    expect(ids(await scan(kiosk, await aCode()))).toContain('CHOT-DOUBLE-USE')
  })

  it.each([
    ['a server that is not there', { kind: 'unreachable', why: 'no network' }, 'offline'],
    ['a code that nothing has', { kind: 'answer', status: 404, body: { error: 'short-code-unknown' } }, 'unknown'],
    ['too many tries', { kind: 'answer', status: 429, body: null }, 'too-many'],
    ['a tablet that was revoked', { kind: 'answer', status: 401, body: { error: 'kiosk-revoked' } }, 'offline'],
    ['an answer of another shape', { kind: 'answer', status: 200, body: { qrPayload: 7 } }, 'offline'],
  ] as const)('opens nothing by %s', async (_name, answer, problem) => {
    const sign = async (path: string, body: string) => ({ 'x-kiosk-signature': `${path} ${body}` })
    expect(await lookUpShortCode(async () => answer, sign, '7K3MQ9ZD4')).toEqual({ ok: false, error: problem })
  })

  it('is asked for under the tablet’s signature', async () => {
    const sent: unknown[] = []
    const post: Post = async (...request) => {
      sent.push(request)
      return { kind: 'answer', status: 200, body: { qrPayload: 'KB1:1' } }
    }
    const found = await lookUpShortCode(post, async (path, body) => ({ 'x-kiosk-signature': `${path} ${body}` }), '7K3MQ9ZD4')
    expect(found).toEqual({ ok: true, value: 'KB1:1' })
    expect(sent).toEqual([['/api/kiosks/short-code', '{"code":"7K3MQ9ZD4"}', { 'x-kiosk-signature': '/api/kiosks/short-code {"code":"7K3MQ9ZD4"}' }]])
  })
})
