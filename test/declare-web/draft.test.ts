import { describe, expect, it } from 'vitest'
import { type Draft, EMPTY_DRAFT, EMPTY_TEST } from '../../declare-web/draft/draft.ts'
import { loadDraft, saveDraft } from '../../declare-web/draft/draft-store.ts'
import { draftToInput } from '../../declare-web/draft/draft-to-input.ts'
import { fieldPlaceOf } from '../../declare-web/draft/field-map.ts'
import { judgeAnswers, judgeDraft } from '../../declare-web/draft/judge-draft.ts'
import { sendAnswerOf } from '../../declare-web/pass/declarations-api.ts'
import { pendingFor } from '../../declare-web/pass/pending-send.ts'
import { seePreview } from '../../declare-web/preview/see-preview.ts'
import { pageOf, passPath, stepHref } from '../../declare-web/site/route.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { declarationInputSchema } from '../../shared/declaration/declaration-schema.ts'
import { aDeclaration, DECLARED_AT } from '../support/a-declaration.ts'
import { JUDGING } from './support/a-form-site.ts'

const BAI_CHAY = '2021:306673'

/** The plain traveller of the examples, typed into the form. */
const typed: Draft = {
  ...EMPTY_DRAFT,
  checkpoint: 'bach-dang',
  arrivalDate: '2021-02-17',
  arrivalHour: '21',
  name: 'Nguyễn Thị Minh Thử',
  birth: { day: '5', month: '3', year: '1985' },
  sex: 'female',
  documentNumber: '022185000123',
  phone: '0912345678',
  permanentPlace: BAI_CHAY,
  permanentAddress: 'Tổ 1, khu 2',
  stayAt: 'home',
  stops: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17', fromHour: '', toHour: '' }],
  destination: BAI_CHAY,
  means: 'car',
  plate: '14A-123.45',
  personsAboard: '1',
  purpose: 'return-home',
  sector: 'trade-services',
  symptoms: ['none'],
  exposures: ['none'],
  homePossible: 'yes',
  consent: true,
}

function errorsOf(change: Partial<Draft>): readonly string[] {
  return judgeDraft({ ...typed, ...change }, JUDGING).errors.map(({ step, field }) => `${step} ${field}`)
}

function withoutOpen(value: object): unknown {
  return JSON.parse(JSON.stringify(value, (_key, item: unknown) => (item === null || item === false ? undefined : item)))
}

describe('a draft', () => {
  it('becomes the very declaration that the example of the API is', () => {
    expect(withoutOpen(draftToInput(typed, DECLARED_AT))).toEqual(withoutOpen({ ...exampleDeclaration(DECLARED_AT, 'bach-dang') }))
  })

  it('has a field for everything that is sent', () => {
    expect(Object.keys(draftToInput(typed, DECLARED_AT)).sort()).toEqual(Object.keys(declarationInputSchema.def.shape).sort())
  })

  it('is accepted by the parser that the server uses, with nothing left to mend', () => {
    const judged = judgeDraft(typed, JUDGING)
    expect([judged.errors, judged.declaration?.claims.birthYear]).toEqual([[], 1985])
  })

  it('sends what was typed wrong as it was typed', () => {
    expect(draftToInput({ ...typed, birth: { day: '30', month: '2', year: '1985' } }, DECLARED_AT).traveller).toMatchObject({ birth: '1985-02-30' })
  })

  it('asks for a number where words were typed for one', () => {
    expect(draftToInput({ ...typed, personsAboard: 'hai' }, DECLARED_AT).travel).toMatchObject({ personsAboard: -1 })
    expect(judgeDraft({ ...typed, personsAboard: 'hai' }, JUDGING).errors.map(({ field }) => field)).toContain('personsAboard')
  })

  it.each(['now!', '24', '-1', '1.5', '1e300', '999999999999', 'NaN', ' '])('asks again for an hour that is none, sent by hand: "%s"', (hour) => {
    const test = { ...EMPTY_TEST, sampled: { day: '16', month: '2', year: '2021' }, sampledHour: hour }
    const input = draftToInput({ ...typed, arrivalHour: hour, tests: [test] }, DECLARED_AT)
    expect([input.arrivalAt, input.tests]).toEqual(['', [expect.objectContaining({ sampledAt: '2021-02-16' })]])
    expect(judgeDraft({ ...typed, arrivalHour: hour }, JUDGING).errors.map(({ field }) => field)).toContain('arrivalHour')
  })

  it('gives the year alone where only the year is known', () => {
    expect(draftToInput({ ...typed, birth: { day: '', month: '', year: '1940' } }, DECLARED_AT).traveller).toMatchObject({ birth: '1940' })
  })

  it('counts a test without an hour from the beginning of its day, never as fresher', () => {
    const test = {
      ...EMPTY_TEST,
      result: 'negative',
      sampled: { day: '16', month: '2', year: '2021' },
      resulted: { day: '16', month: '2', year: '2021' },
    }
    expect(draftToInput({ ...typed, tests: [test] }, DECLARED_AT).tests).toEqual([
      { kind: 'pcr', result: 'negative', sampledAt: '2021-02-16T00:00:00+07:00', resultAt: '2021-02-16T00:00:00+07:00' },
    ])
  })

  it('takes a result of the day of the sample for one that came after it', () => {
    const day = { day: '16', month: '2', year: '2021' }
    const test = { ...EMPTY_TEST, result: 'negative', sampled: day, sampledHour: '8', resulted: day }
    const { declaration, errors } = judgeDraft({ ...typed, tests: [test] }, JUDGING)
    const at = Date.UTC(2021, 1, 16, 1)
    expect([errors, declaration?.claims.tests]).toEqual([[], [expect.objectContaining({ sampledAt: at, resultAt: at })]])
  })

  it('sends where somebody stays, down to the door at which they can be found', () => {
    const stay = { stayAt: 'elsewhere', stayPlace: '2021:306670', stayAddress: 'Nhà trọ Thử, phòng 2' } as const
    const { declaration } = judgeDraft({ ...typed, ...stay }, JUDGING)
    expect(declaration).toMatchObject({
      stay: { place: '2021:306670', address: 'Nhà trọ Thử, phòng 2' },
      permanentAddress: 'Tổ 1, khu 2',
      claims: { residence: BAI_CHAY },
    })
  })

  it('leaves out what this traveller was not asked', () => {
    const input = draftToInput({ ...typed, means: 'on-foot', cargo: 'goods', stayPlace: BAI_CHAY, proxyName: 'Ai đó' }, DECLARED_AT)
    expect([input.travel, input.cargo, input.stay, input.proxy]).toEqual([
      { means: 'on-foot', personsAboard: null, plate: null, trailerPlate: null },
      null,
      null,
      null,
    ])
  })

  it('forgets the persons in the car of who then takes the coach', () => {
    expect(judgeDraft({ ...typed, means: 'coach', personsAboard: '4' }, JUDGING).declaration?.claims.travel?.personsAboard).toBe(1)
  })

  it('keeps "not answered" apart from "none of these"', () => {
    expect([draftToInput({ ...typed, symptoms: [] }, 0).symptoms, draftToInput(typed, 0).symptoms]).toEqual([null, []])
  })
})

describe('an error', () => {
  const goods: Partial<Draft> = { purpose: 'goods', cargo: 'goods', cargoOrigin: BAI_CHAY }
  const tested = { ...EMPTY_TEST, result: 'negative', sampled: { day: '16', month: '2', year: '2021' } }
  const cases: [name: string, change: Partial<Draft>, places: string[]][] = [
    ['lands at the name', { name: '' }, ['traveller name']],
    ['lands at the three boxes of the birth date', { birth: { day: '30', month: '2', year: '1985' } }, ['traveller birth']],
    ['lands at the card number that contradicts the birth year', { birth: { day: '5', month: '3', year: '1984' } }, ['traveller documentNumber']],
    ['lands at the hour of arrival', { arrivalHour: '' }, ['trip arrivalHour']],
    ['lands at the day of arrival alone while no hour is asked', { arrivalDate: '', arrivalHour: '' }, ['trip arrivalDate']],
    ['lands at the days without a place', { stops: [] }, ['stays stops']],
    ['lands at the plate of a car without one', { plate: '' }, ['means plate']],
    ['asks no plate and no number of persons of who comes by coach', { means: 'coach', plate: '', personsAboard: '' }, []],
    ['asks no number of persons of who comes by bus', { means: 'bus', personsAboard: '' }, []],
    ['asks no number of persons of who comes by taxi', { means: 'taxi', personsAboard: '' }, []],
    ['lands at the number of persons on one’s own motorbike', { means: 'motorbike', personsAboard: '' }, ['means personsAboard']],
    ['lands at the number of persons in one’s own car', { personsAboard: '' }, ['means personsAboard']],
    ['lands at the number of persons in one’s own truck', { means: 'truck', personsAboard: '' }, ['means personsAboard']],
    ['lands at the cargo of a goods trip', { purpose: 'goods' }, ['purpose cargo', 'purpose cargoOrigin']],
    ['lands at a place that is being added', { adding: { place: '', from: '', to: '', fromHour: '', toHour: '' } }, ['stays stay.place']],
    ['lands at the promise', { consent: false }, ['check consent']],
    ['lands at the place where somebody stays', { stayAt: 'elsewhere', stayPlace: '2021:100022' }, ['destination stayPlace']],
    ['lands at the address there', { stayAt: 'elsewhere', stayPlace: BAI_CHAY, stayAddress: 'x'.repeat(121) }, ['destination stayAddress']],
    ['lands at the address at home', { permanentAddress: 'x'.repeat(121) }, ['contact permanentAddress']],
    ['lands at the name of who declares', { forWhom: 'other', proxyPhone: '0912345678' }, ['traveller proxyName']],
    ['lands at the number of who declares', { forWhom: 'other', proxyName: 'An', proxyPhone: '1' }, ['traveller proxyPhone']],
    [
      'lands at the country of a passport',
      { documentKind: 'passport', documentNumber: 'M1234567', documentCountry: 'XX' },
      ['traveller documentCountry'],
    ],
    ['lands at the plate of a trailer', { means: 'truck', trailerPlate: '?' }, ['means trailerPlate']],
    ['lands at a place on the way of goods', { ...goods, cargoVia: [BAI_CHAY, '2021:399999'] }, ['purpose cargoVia.1']],
    ['lands at the origin of goods', { ...goods, cargoOrigin: '2021:399999' }, ['purpose cargoOrigin']],
    ['lands at the employer', { employer: 'x'.repeat(41) }, ['work employer']],
    ['lands at both open boxes of a test', { tests: [EMPTY_TEST] }, ['tests tests.0.result', 'tests tests.0.sampled']],
    ['lands at the day of a result', { tests: [{ ...tested, resulted: { day: '15', month: '2', year: '2021' } }] }, ['tests tests.0.resulted']],
    ['lands at the day of a dose', { doses: [{ product: '', given: { day: '30', month: '2', year: '2021' } }] }, ['tests doses.0.given']],
    ['lands at the name of a vaccine', { doses: [{ product: 'x'.repeat(21), given: tested.sampled }] }, ['tests doses.0.product']],
  ]
  it.each(cases)('%s', (_name, change, places) => {
    expect(errorsOf(change)).toEqual(places)
  })

  it('presses for an answer that the parser would let stay open', () => {
    expect(errorsOf({ sex: '', symptoms: [], homePossible: '' })).toEqual(['traveller sex', 'destination homePossible', 'symptoms symptoms'])
    expect(errorsOf({ exposures: [], sector: '', stayAt: '' })).toEqual(['destination stayAt', 'work sector', 'symptoms exposures'])
  })

  it('speaks of boxes, not of JSON', () => {
    const [error] = judgeDraft({ ...typed, birth: { day: 'a', month: '2', year: '1985' } }, JUDGING).errors
    expect(error?.message).toBe(vi.mend['birth-format'])
  })

  it('of the promise does not keep the preview away', () => {
    expect(judgeAnswers({ ...typed, consent: false }, JUDGING).errors).toEqual([])
  })

  it('of an unknown path is shown at the last page', () => {
    expect(fieldPlaceOf('something.new')).toEqual({ step: 'check', field: 'consent' })
    expect(fieldPlaceOf('tests.1.resultAt')).toEqual({ step: 'tests', field: 'tests.1.resulted' })
    expect(fieldPlaceOf('stops.3.fromHour')).toEqual({ step: 'stays', field: 'stops.3' })
  })
})

describe('a preview', () => {
  const declaration = judgeDraft(typed, JUDGING).declaration
  const changed = judgeDraft({ ...typed, symptoms: ['cough'] }, JUDGING).declaration
  const rephoned = judgeDraft({ ...typed, phone: '0987654321' }, JUDGING).declaration

  it('seen for the first time revises nothing', () => {
    expect(declaration && seePreview(typed, declaration).revised).toBe(false)
  })

  it('after which an answer was changed marks the declaration as revised for good', () => {
    if (!declaration || !changed) throw new Error('not valid')
    const first = { ...typed, ...seePreview(typed, declaration) }
    const second = { ...first, ...seePreview(first, changed) }
    expect([second.revised, seePreview(second, declaration).revised]).toEqual([true, true])
  })

  it('is not revised by a phone number that no rule reads', () => {
    if (!declaration || !rephoned) throw new Error('not valid')
    const first = { ...typed, ...seePreview(typed, declaration) }
    expect(seePreview(first, rephoned).revised).toBe(false)
  })
})

describe('sending', () => {
  const dice = (seed: number) => (bytes: number) => new Uint8Array(bytes).fill(seed)

  it('again after a lost reply sends the very same bytes under the same key', () => {
    const first = { ...pendingFor(typed, null, { now: DECLARED_AT, dice: dice(1) }), mayBeThere: true }
    expect(pendingFor(typed, first, { now: DECLARED_AT + 60_000, dice: dice(2) })).toBe(first)
  })

  it('is made anew where it surely never left the device: its "now" is the hour of sending', () => {
    const now = { ...typed, arrivalHour: 'now' }
    const first = pendingFor(now, null, { now: DECLARED_AT, dice: dice(1) })
    const later = pendingFor(now, first, { now: DECLARED_AT + 60_000, dice: dice(2) })
    expect([later.key === first.key, later.body === first.body]).toEqual([false, false])
  })

  it('another draft is another declaration', () => {
    const first = pendingFor(typed, null, { now: DECLARED_AT, dice: dice(1) })
    const changed = { ...typed, phone: '0987654321' }
    for (const mayBeThere of [false, true]) {
      const second = pendingFor(changed, { ...first, mayBeThere }, { now: DECLARED_AT, dice: dice(2) })
      expect([first.key, second.key, second.body.includes('0987654321')]).toEqual(['01'.repeat(16), '02'.repeat(16), true])
    }
  })

  const answers: [status: number, body: unknown, kind: string][] = [
    [422, { fields: [{ path: 'phone', code: 'phone', message: 'x' }] }, 'invalid'],
    [422, { error: 'idempotency-key-reused' }, 'key-used'],
    [429, {}, 'busy'],
    [503, null, 'busy'],
    [500, null, 'server'],
    [201, { reference: 'x' }, 'server'],
    [200, '<html>a hotel asks you to log in</html>', 'server'],
  ]
  it.each(answers)('reads the answer %s %j as %s', (status, body, kind) => {
    expect(sendAnswerOf({ kind: 'answer', status, body, retryAfterSeconds: 5 }).kind).toBe(kind)
  })
})

describe('a kept draft', () => {
  it('comes back as it was', () => {
    const storage = memoryStorage()
    saveDraft(storage, { draft: typed, pending: null })
    expect(loadDraft(storage).draft).toEqual(typed)
  })

  it.each([
    'nonsense',
    '{"draft":{"name":1}}',
    JSON.stringify({ draft: { ...typed, stops: [1] } }),
    JSON.stringify({ draft: { ...typed, birth: null } }),
  ])('of another shape is dropped whole: %s', (text) => {
    const storage = memoryStorage()
    storage.setItem('chot-draft-1', text)
    expect(loadDraft(storage).draft).toEqual(EMPTY_DRAFT)
  })

  it('comes back with what waits to be sent; of what an older page left nobody knows whether it arrived', () => {
    const storage = memoryStorage()
    const pending = { key: 'k', body: '{}', draft: '{}', isWaiting: true, mayBeThere: false }
    saveDraft(storage, { draft: typed, pending })
    expect(loadDraft(storage).pending).toEqual(pending)
    const { mayBeThere: _unknown, ...older } = pending
    storage.setItem('chot-draft-1', JSON.stringify({ draft: typed, pending: older }))
    expect(loadDraft(storage).pending).toEqual({ ...pending, mayBeThere: true })
    storage.setItem('chot-draft-1', JSON.stringify({ draft: typed, pending: { ...pending, key: 1 } }))
    expect(loadDraft(storage)).toEqual({ draft: typed, pending: null })
  })

  it('is not needed: without storage the form begins empty', () => {
    expect(loadDraft(null).draft).toEqual(EMPTY_DRAFT)
  })
})

describe('an address', () => {
  it('names the page, and the way back to the check', () => {
    expect(pageOf('/declare/stays', '?from=check')).toEqual({ kind: 'step', step: 'stays', from: 'check' })
    expect(pageOf(stepHref('tests'), '')).toEqual({ kind: 'step', step: 'tests', from: 'order' })
    expect(pageOf('/', '')).toEqual({ kind: 'step', step: 'start', from: 'order' })
  })

  it('of a pass leads to it, and nothing else does', () => {
    expect(pageOf(passPath('ABC123'), '')).toEqual({ kind: 'pass', reference: 'ABC123' })
    expect(pageOf('/d/<script>', '').kind).toBe('unknown')
    expect(pageOf('/declare/nowhere', '').kind).toBe('unknown')
    expect(pageOf('/declare/', '').kind).toBe('unknown')
  })
})

it('takes the example that other doors take', () => {
  expect(aDeclaration().traveller.name).toBe(typed.name)
})

function memoryStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    length: 0,
    key: () => null,
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
