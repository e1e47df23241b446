import { describe, expect, it } from 'vitest'
import { applyAct } from '../../declare-web/draft/acts.ts'
import { nextOpen } from '../../declare-web/draft/companion.ts'
import { companionOf } from '../../declare-web/draft/companion-of.ts'
import { type Draft, EMPTY_DRAFT, EMPTY_TEST } from '../../declare-web/draft/draft.ts'
import type { StepName } from '../../declare-web/steps/step-names.ts'

const BAI_CHAY = '2021:306673'
const STAY = { place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17', fromHour: '', toHour: '' }
const TODAY = '2021-02-17'

const sent: Draft = {
  ...EMPTY_DRAFT,
  checkpoint: 'bach-dang',
  name: 'Nguyễn Thị Minh Thử',
  documentNumber: '022185000123',
  phone: '0912345678',
  stops: [STAY],
  stayAt: 'home',
  destination: BAI_CHAY,
  means: 'car',
  symptoms: ['fever'],
  exposures: ['none'],
  consent: true,
  corrects: 'OLD',
}

const EMPTY: Readonly<Record<string, unknown>> = { ...EMPTY_DRAFT }

/** Nobody knows yet who travels along. */
const ASKED = (['contact', 'purpose', 'work'] as const).map((step) => ({ step, field: step, message: step }))

/** Pages that somebody with that draft turns through. */
function pagesOf(draft: Draft): readonly StepName[] {
  const pages: StepName[] = ['traveller']
  for (let at: StepName = 'traveller'; at !== 'check'; ) {
    at = nextOpen(at, draft, ASKED)
    pages.push(at)
  }
  return pages
}

describe('somebody who travels along', () => {
  it('has the journey of the first, and nothing that is that person’s own', () => {
    const draft = companionOf(sent)
    expect(draft).toMatchObject({ checkpoint: 'bach-dang', destination: BAI_CHAY, means: 'car', proxyName: 'Nguyễn Thị Minh Thử', forWhom: 'other' })
    expect(draft).toMatchObject({ name: '', documentNumber: '', symptoms: [], exposures: [], consent: false, corrects: '' })
  })

  it('has of all that was answered the trip, the home and the vehicle alone', () => {
    const date = { day: '5', month: '3', year: '1985' }
    const all: Draft = {
      ...sent,
      direction: 'exit',
      arrivalDate: TODAY,
      arrivalHour: 'now',
      birth: date,
      sex: 'female',
      nationality: 'KR',
      documentKind: 'passport',
      documentCountry: 'KR',
      permanentPlace: BAI_CHAY,
      permanentAddress: 'Tổ 1, khu 2',
      stayAt: 'elsewhere',
      stayPlace: BAI_CHAY,
      stayAddress: 'Tổ 3',
      adding: STAY,
      plate: '14A12345',
      trailerPlate: '14R00012',
      personsAboard: '4',
      purpose: 'goods',
      sector: 'coal',
      employer: 'Mỏ Thử',
      cargo: 'goods',
      cargoOrigin: BAI_CHAY,
      cargoVia: [BAI_CHAY],
      tests: [{ ...EMPTY_TEST, result: 'negative', sampled: date }],
      doses: [{ product: 'Thử', given: date }],
      homePossible: 'no',
      previewed: '{}',
      revised: true,
    }
    const draft = companionOf(all)
    const taken = Object.entries(draft).flatMap(([field, value]) => (JSON.stringify(value) === JSON.stringify(EMPTY[field]) ? [] : [field]))
    const journey = 'checkpoint direction arrivalDate arrivalHour means plate trailerPlate personsAboard purpose cargo cargoOrigin cargoVia'
    const home = 'phone permanentPlace permanentAddress stayAt stayPlace stayAddress destination homePossible'
    expect(taken.sort()).toEqual(`${journey} ${home} forWhom proxyName proxyPhone together`.split(' ').sort())
  })

  it('is declared by whom the first was declared by', () => {
    const child = { ...sent, forWhom: 'other', name: 'Trần An Thử', proxyName: 'Trần Văn Mẹ', proxyPhone: '0987654321' } as const
    expect(companionOf(child)).toMatchObject({ forWhom: 'other', proxyName: 'Trần Văn Mẹ', proxyPhone: '0987654321' })
    expect(companionOf(sent)).toMatchObject({ proxyName: sent.name, proxyPhone: sent.phone })
  })

  it('is asked about the fifteen days: nobody’s are taken over unasked', () => {
    const draft = companionOf(sent)
    expect([draft.stops, draft.together]).toEqual([[], [STAY]])
    expect(pagesOf(draft)).toEqual(['traveller', 'stays', 'work', 'symptoms', 'tests', 'check'])
    expect(pagesOf(sent)).toContain('means')
  })

  it('says yes once and has the same days; who has declared own days keeps them', () => {
    const draft = companionOf(sent)
    expect(applyAct(draft, 'together', TODAY)).toEqual({ stops: [STAY] })
    const own = { ...draft, stops: [{ ...STAY, place: '2021:200193' }] }
    expect(applyAct(own, 'together', TODAY)).toEqual({})
    expect(applyAct(EMPTY_DRAFT, 'together', TODAY)).toEqual({ stops: [] })
  })

  it('takes over no day that is not asked any more: a day after midnight is a gap', () => {
    const later = applyAct(companionOf({ ...sent, stops: [{ ...STAY, from: '2021-02-01' }] }), 'together', '2021-02-18')
    expect(later?.stops).toEqual([{ ...STAY, from: '2021-02-04' }])
  })

  it('is asked where to stay where the first one’s declaration does not tell', () => {
    expect(pagesOf(companionOf({ ...sent, stayAt: '' }))).toContain('destination')
  })
})
