import { describe, expect, it } from 'vitest'
import { type Draft, EMPTY_DATE, EMPTY_DRAFT, EMPTY_TEST } from '../../declare-web/draft/draft.ts'
import { judgeAnswers, judgeDraft } from '../../declare-web/draft/judge-draft.ts'
import { draftOfDeclaration } from '../../declare-web/pass/draft-of-declaration.ts'
import { answersOf } from '../../declare-web/steps/answers.ts'
import { JUDGING } from './support/a-form-site.ts'

const BAI_CHAY = '2021:306673'
const HA_LONG = '2021:200193'

const resident: Draft = {
  ...EMPTY_DRAFT,
  checkpoint: 'bach-dang',
  arrivalDate: '2021-02-18',
  arrivalHour: '9',
  name: 'Nguyễn Thị Minh Thử',
  birth: { day: '5', month: '3', year: '1985' },
  sex: 'female',
  documentNumber: '022185000123',
  phone: '0912345678',
  permanentPlace: BAI_CHAY,
  permanentAddress: 'Tổ 1, khu 2',
  stayAt: 'home',
  stops: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17', fromHour: '', toHour: '19' }],
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

const test = {
  ...EMPTY_TEST,
  kind: 'pcr',
  result: 'negative',
  sampled: { day: '16', month: '2', year: '2021' },
  sampledHour: '8',
  resulted: { day: '17', month: '2', year: '2021' },
} as const

function corrected(draft: Draft) {
  const { declaration } = judgeAnswers(draft, JUDGING)
  if (declaration === null) throw new Error(JSON.stringify(judgeDraft(draft, JUDGING).errors))
  return { declaration, again: draftOfDeclaration(declaration, 'REFERENCE') }
}

describe('a declaration opened to be corrected', () => {
  it.each<[string, Partial<Draft>]>([
    ['of a resident', {}],
    ['of somebody who stays elsewhere', { destination: HA_LONG, stayAt: 'elsewhere', stayPlace: '2021:306670', stayAddress: 'Khách sạn Thử' }],
    [
      'made for somebody else who knows but the year',
      { forWhom: 'other', proxyName: 'Con Thử', proxyPhone: '0912000111', documentNumber: '022140000123', birth: { ...EMPTY_DATE, year: '1940' } },
    ],
    ['of somebody who leaves', { direction: 'exit', purpose: 'work' }],
    ['of somebody who cannot stay apart at home', { homePossible: 'no' }],
    ['with a result of the day of the sample', { tests: [{ ...test, resulted: test.sampled }] }],
    ['of a foreigner', { nationality: 'KR', documentKind: 'passport', documentNumber: 'M12345678', documentCountry: 'KR' }],
    [
      'of a driver',
      { means: 'truck', plate: '15C12345', trailerPlate: '15R00012', purpose: 'goods', cargo: 'goods', cargoOrigin: HA_LONG, cargoVia: [BAI_CHAY] },
    ],
    ['with a test and a dose', { tests: [test], doses: [{ product: 'AstraZeneca', given: { day: '1', month: '2', year: '2021' } }] }],
    ['with a symptom', { symptoms: ['fever', 'cough'], exposures: ['contact-of-case'] }],
  ])('%s says the same when sent again', (_who, change) => {
    const { declaration, again } = corrected({ ...resident, ...change })
    expect(judgeAnswers({ ...again, consent: true }, JUDGING).declaration).toEqual(declaration)
    expect(judgeDraft({ ...again, consent: true }, JUDGING).errors).toEqual([])
  })

  it('never takes who only passes through for somebody who stays at home: it asks', () => {
    const { again } = corrected({ ...resident, destination: HA_LONG, stayAt: 'none' })
    expect(judgeDraft({ ...again, consent: true }, JUDGING).errors.map(({ field }) => field)).toEqual(['stayAt'])
  })

  it('keeps open what was open, and the mark of answers that were changed', () => {
    const { again } = corrected({ ...resident, homePossible: '', sex: '', symptoms: [], revised: true })
    expect(again).toMatchObject({ homePossible: '', sex: '', symptoms: [], exposures: ['none'], revised: true })
  })

  it('asks for consent anew', () => {
    expect(judgeDraft(corrected(resident).again, JUDGING).errors.map(({ field }) => field)).toEqual(['consent'])
  })
})

describe('the answers to be checked', () => {
  it('hold all that was asked: the country of a passport, the hour of a sample, the day of its result', () => {
    const draft: Draft = { ...resident, documentKind: 'passport', documentCountry: 'KR', documentNumber: 'M12345678', tests: [test] }
    const form = { ...JUDGING, draft, today: '2021-02-17', mode: 'plain', change: () => undefined, errorOf: () => null } as const
    const lines = answersOf({ ...form, previewOf: () => ({ state: 'loading' }) }).flatMap(({ answers }) => answers.flatMap((one) => one.lines))
    expect(lines).toContain('Hàn Quốc')
    expect(lines, 'as the kiosk shows it').toContain('14A12345')
    expect(lines).toContain('PCR, Âm tính, ngày lấy mẫu 16/02/2021 8 giờ, ngày có kết quả 17/02/2021')
    expect(lines.join()).not.toContain('0912000111')
  })

  it('say who declared for somebody else', () => {
    const draft: Draft = { ...resident, forWhom: 'other', proxyName: 'Con Thử', proxyPhone: '0912000111' }
    const form = { ...JUDGING, draft, today: '2021-02-17', mode: 'plain', change: () => undefined, errorOf: () => null } as const
    const lines = answersOf({ ...form, previewOf: () => ({ state: 'loading' }) }).flatMap(({ answers }) => answers.flatMap((one) => one.lines))
    expect(lines).toContain('Con Thử, 0912000111')
  })
})
