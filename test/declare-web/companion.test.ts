import { describe, expect, it } from 'vitest'
import { applyAct } from '../../declare-web/draft/acts.ts'
import { nextOpen } from '../../declare-web/draft/companion.ts'
import { companionOf } from '../../declare-web/draft/companion-of.ts'
import { type Draft, EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
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
