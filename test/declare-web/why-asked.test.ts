import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { EMPTY_DOSE, EMPTY_DRAFT, EMPTY_TEST } from '../../declare-web/draft/draft.ts'
import type { Form } from '../../declare-web/form/form.ts'
import { Reason } from '../../declare-web/form/reason.tsx'
import { haveReason } from '../../declare-web/form/why-asked.tsx'
import { haveParts } from '../../declare-web/steps/late.tsx'
import { LATE_PARTS } from '../../declare-web/steps/late-parts.ts'
import { PurposeStep } from '../../declare-web/steps/purpose-step.tsx'
import { TestsStep } from '../../declare-web/steps/tests-step.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

const law = (name: string) => [{ document: { vi: name, en: name }, clause: 'mục 1' }]
const form: Form = {
  draft: {
    ...EMPTY_DRAFT,
    purpose: 'goods',
    cargoVia: [''],
    tests: [{ ...EMPTY_TEST, result: 'negative' }],
    doses: [EMPTY_DOSE],
  },
  change: () => undefined,
  errorOf: () => null,
  texts: vi,
  language: 'vi',
  site: {
    ...FORM_SITE,
    asked: { cargo: law('Luật về hàng'), tests: law('Luật về xét nghiệm'), doses: law('Luật về vắc xin') },
  },
  areas: testAreas(),
  now: DECLARED_AT,
  today: '2021-02-17',
  previewOf: () => ({ state: 'failed' }),
  mode: 'plain',
  plain: { searches: {}, find: () => [] },
}

haveParts(LATE_PARTS)
haveReason(Reason)

/** Every reason on the page, by the question that it stands at. */
function reasonsIn(html: string): readonly (readonly [question: string, reason: string])[] {
  return [...html.matchAll(/<details class="why"><summary>[^<]*<span class="hidden"> “([^<]*)”<\/span><\/summary><p>([^<]*)/g)].map(
    ([, question = '', reason = '']) => [question, reason],
  )
}

describe('why it is asked', () => {
  it('is said at each field of a test and of a dose, by the clause that looks at it', () => {
    const words = vi.tests
    const reasons = reasonsIn(renderToString(h(TestsStep, { form })))
    const ofTests = [words.testKind, words.testResult, words.sampledOn, words.sampledHour, words.resultOn]
    expect(reasons.map(([question]) => question)).toEqual([...ofTests, words.givenOn, words.product])
    for (const [question, reason] of reasons) expect(reason).toContain(ofTests.includes(question) ? 'Luật về xét nghiệm' : 'Luật về vắc xin')
  })

  it('is said of the places where goods were loaded and of those they passed', () => {
    const reasons = new Map(reasonsIn(renderToString(h(PurposeStep, { form }))))
    expect(reasons.get(vi.purpose.cargoOrigin)).toContain('Luật về hàng')
    expect(reasons.get(vi.purpose.cargoVia)).toContain('Luật về hàng')
  })

  it('is said plainly where no rule in force looks at it', () => {
    const html = renderToString(h(TestsStep, { form: { ...form, site: { ...form.site, asked: {} } } }))
    expect(new Set(reasonsIn(html).map(([, reason]) => reason))).toEqual(new Set([vi.why.noRule]))
  })
})
