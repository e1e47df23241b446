import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { EMPTY_DRAFT, EMPTY_STOP } from '../../declare-web/draft/draft.ts'
import type { Form } from '../../declare-web/form/form.ts'
import { Reason } from '../../declare-web/form/reason.tsx'
import { haveReason } from '../../declare-web/form/why-asked.tsx'
import { AddStay } from '../../declare-web/steps/add-stay.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

haveReason(Reason)

it('says at each question of a place why it is asked, by the clause that looks at places', () => {
  const document = { vi: 'Luật về nơi đã ở', en: 'Law on places' }
  const stay = { ...EMPTY_STOP, place: '2021:310930', from: '2021-02-10', to: '2021-02-10' }
  const form: Form = {
    draft: { ...EMPTY_DRAFT, adding: stay },
    change: () => undefined,
    errorOf: () => null,
    texts: vi,
    language: 'vi',
    site: { ...FORM_SITE, asked: { stops: [{ document, clause: 'mục 1' }] } },
    areas: testAreas(),
    now: DECLARED_AT,
    today: '2021-02-17',
    previewOf: () => ({ state: 'failed' }),
    mode: 'plain',
  }
  const html = renderToString(h(AddStay, { form, stay, onNext: () => undefined }))
  const reasons = [...html.matchAll(/<span class="hidden"> “([^”]*)”<\/span><\/summary><p>([^<]*)/g)]
  const words = vi.stays
  expect(reasons.map(([, question]) => question)).toEqual([words.place, words.from, words.to, words.fromHour, words.toHour])
  for (const [, , reason] of reasons) expect(reason).toContain('Luật về nơi đã ở')
})
