import { beforeEach, describe, expect, it } from 'vitest'
import { createPaperDesk } from '../../kiosk/paper/paper-desk.ts'
import type { KeyedPaper } from '../../kiosk/paper/read-form.ts'
import { takesForm } from '../../kiosk/scan/join-documents.ts'
import type { PassageView } from '../../kiosk/scan/passage-view.ts'
import { formIn } from '../../kiosk/scan/presented.ts'
import { makeSealingFile, sealingKeyOf } from '../../server/keys/sealing-file.ts'
import { nodeOpenPort } from '../../server/sealing/node-open-port.ts'
import { parsePersonalClaims } from '../../server/sealing/parse-personal-claims.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import { asAuthorityId, asStaffId } from '../../shared/ids.ts'
import { EMPTY_FORM, type FormInput } from '../../shared/paper/form-input.ts'
import type { LogRecord } from '../../shared/passage/records.ts'
import { openSealed } from '../../shared/sealing/seal-body.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { areaCode } from '../support/a-credential.ts'
import { bundleParts } from './a-bundle.ts'
import { aCode, aStation, HOME, NOON, otherId, type TestStation } from './a-station.ts'

const BAI_CHAY = areaCode(306_670)
const NUMBER = '022058001234'

const HOME_FORM: FormInput = {
  ...EMPTY_FORM,
  name: 'Trần Văn Thử',
  birth: '1958',
  documentNumber: NUMBER,
  stays: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17' }],
  destination: BAI_CHAY,
  purpose: 'return-home',
  means: 'motorbike',
  plate: '14B1-234.56',
  symptoms: [],
  exposures: [],
}

const file = makeSealingFile(0)
const publicKey = bytesOfBase64Url(file.publicKey) ?? new Uint8Array()
const sealing = { keyId: keyIdOf(publicKey), publicKey: file.publicKey }
const opening = { keyId: sealing.keyId, publicKey, port: nodeOpenPort(sealingKeyOf(file)) }

let kiosk: TestStation
beforeEach(async () => {
  kiosk = await aStation({ parts: { keys: { ...bundleParts().keys, sealing } } })
})

const kinds = () => kiosk.store.records().map(({ header, body }) => `${header.kind}:${body.form}`)

async function opened(record: LogRecord | undefined) {
  if (record?.body.form !== 'sealed') throw new Error('not sealed')
  const answer = await openSealed(record.body.box, record.header, [opening])
  return answer.ok ? parsePersonalClaims(answer.value.value) : answer.error
}

/** Of the same man as the form. */
const CARD = `${NUMBER}||Trần Văn Thử|12031958|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021`

const anExpiredCode = () => aCode(HOME, { issuedAt: NOON - 80 * HOUR_MS, expiresAt: NOON - 8 * HOUR_MS })

async function fillFor(view: PassageView, change: Partial<FormInput> = {}): Promise<PassageView> {
  const answer = await kiosk.station.joinForm(view, { ...HOME_FORM, ...change })
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

async function read(change: Partial<FormInput> = {}, keyed: KeyedPaper | null = null) {
  const answer = await kiosk.station.readForm({ ...HOME_FORM, ...change }, keyed)
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

describe('a form for the person whose answer waits', () => {
  it.each([
    ['who has no code', () => kiosk.station.readNothing()],
    ['whose card was read', async () => (await kiosk.station.readCode(CARD)).view],
    ['who held up something else', async () => (await kiosk.station.readCode('https://example.vn/menu')).view],
    ['whose code has run out', async () => (await kiosk.station.readCode(await anExpiredCode())).view],
  ])('%s makes one passage and one decision', async (_who, first) => {
    const view = await first()
    expect([takesForm(view), view.step.kind]).toEqual([true, 'open'])
    const filled = await fillFor(view)
    expect(filled.verdict).toEqual({ outcome: 'admit', reasons: [], duties: [] })
    expect(filled.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'kiosk' })
    expect(kinds().filter((kind) => !kind.startsWith('claims'))).toEqual(['scan:plain', 'observation:plain', 'decision:plain'])
    expect(kiosk.log()[1]).toMatchObject({ observed: { kind: 'document', document: 'form', trust: 'unsigned', agrees: true } })
    const sealed = await Promise.all(kiosk.store.records().slice(3).map(opened))
    expect(sealed.at(-1)).toMatchObject({ passage: view.passage, source: 'form', contact: { documentNumber: NUMBER } })
    expect(takesForm(filled)).toBe(false)
    expect(formIn(filled)?.claims.name).toBe('Trần Văn Thử')
  })

  it('that names another person than the card is refer', async () => {
    const { view } = await kiosk.station.readCode(CARD)
    const filled = await fillFor(view, { name: 'Lê Văn Khác' })
    expect(filled.verdict.reasons.map(({ ruleId }) => ruleId)).toEqual(['CHOT-DOCUMENTS-DIFFER'])
    expect(kiosk.log().at(-1)).toMatchObject({ observed: { document: 'form', agrees: false } })
  })

  it('with a field missing says which, and records nothing', async () => {
    const view = await kiosk.station.readNothing()
    expect(await kiosk.station.joinForm(view, { ...HOME_FORM, name: '' })).toEqual({ ok: false, error: { kind: 'fields', fields: ['name'] } })
    expect(kinds()).toEqual(['scan:plain'])
  })

  it('is not offered for a code that was forged, or that is a declaration', async () => {
    const code = await aCode(HOME)
    expect(takesForm((await kiosk.station.readCode(await aCode(HOME, { id: otherId(5), issuer: asAuthorityId('VN-99') }))).view)).toBe(false)
    kiosk.change({ clock: 'doubtful' })
    expect(takesForm((await kiosk.station.readCode(code)).view)).toBe(false)
  })
})

describe('a form that is sent', () => {
  it('by a thumb that taps twice is one person', async () => {
    const desk = createPaperDesk({
      ...kiosk.deps,
      store: kiosk.store,
      station: kiosk.station,
      scans: { form: async () => undefined },
      onRecorded: () => undefined,
    })
    expect(await Promise.all([desk.submit(HOME_FORM, null), desk.submit(HOME_FORM, null)])).toEqual([null, null])
    expect(kiosk.log().filter(({ kind }) => kind === 'scan')).toHaveLength(1)
    expect(await desk.submit({ ...HOME_FORM, name: 'Lê Thị Khác' }, null)).toBeNull()
    expect(kiosk.log().filter(({ kind }) => kind === 'scan')).toHaveLength(2)
  })
})

describe('a form at the kiosk', () => {
  it('of somebody who was at home is admitted like a code, scan, decision and sealed claims in one breath', async () => {
    const view = await read()
    expect([view.verdict.outcome, view.step]).toEqual(['admit', { kind: 'decided', outcome: 'admit', by: 'kiosk' }])
    expect(kinds()).toEqual(['scan:plain', 'decision:plain', 'claims:sealed'])
    expect(kiosk.log()[0]).toMatchObject({ kind: 'scan', reading: { kind: 'form', paper: null }, officer: 'lan.bach-dang' })
  })

  it('can be read again by the server alone', async () => {
    const view = await read()
    expect(await opened(kiosk.store.records()[2])).toMatchObject({
      passage: view.passage,
      source: 'form',
      claims: { name: 'Trần Văn Thử', birthYear: 1958 },
      contact: { documentNumber: NUMBER },
    })
  })

  it('from an outbreak is not, and its claims wait under the tablet’s own key', async () => {
    const view = await read({ stays: [{ place: areaCode(310_930), from: '2021-02-03', to: '2021-02-17' }] })
    expect(view.verdict.outcome).not.toBe('admit')
    expect(kinds()).toEqual(['scan:plain'])
    expect(await kiosk.store.read('personal')).toHaveLength(1)
  })

  it('goes sealed into the log with the decision, and the draft is gone', async () => {
    const view = await read({ stays: [{ place: areaCode(310_930), from: '2021-02-03', to: '2021-02-17' }] })
    await kiosk.station.decide(view.passage, { outcome: view.verdict.outcome, reason: null })
    expect(kinds()).toEqual(['scan:plain', 'decision:plain', 'claims:sealed'])
    expect(await kiosk.store.read('personal')).toEqual([])
    expect(await opened(kiosk.store.records()[2])).toMatchObject({ passage: view.passage })
  })

  it('is decided all the same where the bundle names no key: then the draft waits', async () => {
    kiosk = await aStation()
    await read()
    expect(kinds()).toEqual(['scan:plain', 'decision:plain'])
    expect(await kiosk.store.read('personal')).toHaveLength(1)
  })

  it('leaves neither name nor number readable anywhere on the tablet', async () => {
    await read()
    await read({ name: 'Phạm Thị Mở', stays: [{ place: areaCode(310_930), from: '2021-02-03', to: '2021-02-17' }] })
    const disk = JSON.stringify([kiosk.store.records(), await kiosk.store.read('personal')])
    for (const secret of ['Trần', 'Phạm', 'Mở', NUMBER, '234.56', '14B1']) expect(disk).not.toContain(secret)
    expect(disk.length).toBeGreaterThan(1000)
  })

  it('with an open question is referred, never admitted', async () => {
    expect((await read({ symptoms: null, exposures: null })).verdict.outcome).toBe('refer')
  })

  it('names what must be mended, and records nothing', async () => {
    expect(await kiosk.station.readForm({ ...HOME_FORM, name: '' }, null)).toEqual({ ok: false, error: { kind: 'fields', fields: ['name'] } })
    expect(kinds()).toEqual([])
  })

  it('on a full disk is not green', async () => {
    kiosk.store.failWrites('yes')
    expect((await read()).step).toEqual({ kind: 'unrecorded' })
  })
})

describe('a paper keyed in later', () => {
  const paper: KeyedPaper = { serial: 'QN 000-123', writtenAt: NOON - 5 * HOUR_MS, writtenBy: asStaffId('minh.bach-dang'), outcome: 'admit' }

  it('keeps its serial, who wrote it, who keyed it and when it was written', async () => {
    const view = await read({}, paper)
    const { writtenAt } = paper
    const reading = { kind: 'form', paper: { serial: 'QN000123', writtenAt, keyedBy: 'lan.bach-dang' } }
    expect(kiosk.log()[0]).toMatchObject({ kind: 'scan', officer: 'minh.bach-dang', reading })
    expect(kiosk.log()[1]).toMatchObject({ kind: 'decision', outcome: 'admit', officer: 'minh.bach-dang', override: null })
    expect(kiosk.store.records()[0]?.header.occurredAt).toBe(NOON)
    expect(view.step).toEqual({ kind: 'decided', outcome: 'admit', by: 'officer' })
  })

  it('is judged by the hour it was written: the day that has come since was never asked', async () => {
    expect((await read()).verdict.outcome).toBe('admit')
    kiosk.wait(24 * HOUR_MS)
    expect((await read()).verdict.outcome).toBe('refer')
    expect((await read({}, { ...paper, writtenAt: NOON })).verdict.outcome).toBe('admit')
  })

  it('records what was done; where the rules say otherwise the paper is the reason', async () => {
    await read({}, { ...paper, outcome: 'turn-back' })
    expect(kiosk.log()[1]).toMatchObject({
      outcome: 'turn-back',
      verdictOutcome: 'admit',
      override: { reason: 'Theo phiếu giấy số QN000123', secondOfficer: 'lan.bach-dang' },
    })
  })

  it('is refused a second time on this kiosk, however its serial is written', async () => {
    await read({}, paper)
    expect(await kiosk.station.readForm(HOME_FORM, { ...paper, serial: 'qn-000.123' })).toEqual({
      ok: false,
      error: { kind: 'paper', problem: 'serial-keyed-already' },
    })
    expect(kiosk.log().filter(({ kind }) => kind === 'scan')).toHaveLength(1)
  })

  it('is refused to its own writer', async () => {
    expect(await kiosk.station.readForm(HOME_FORM, { ...paper, writtenBy: asStaffId('lan.bach-dang') })).toEqual({
      ok: false,
      error: { kind: 'paper', problem: 'same-officer' },
    })
  })
})
