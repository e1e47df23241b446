import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { EMPTY_DATE, EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { RadioField } from '../../declare-web/form/choice-field.tsx'
import { DateField } from '../../declare-web/form/date-field.tsx'
import type { Form } from '../../declare-web/form/form.ts'
import { Reason } from '../../declare-web/form/reason.tsx'
import { TextField } from '../../declare-web/form/text-field.tsx'
import { haveReason } from '../../declare-web/form/why-asked.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

haveReason(Reason)

function drawn(message: string | null) {
  const of = { draft: EMPTY_DRAFT, change: () => undefined, areas: testAreas(), today: '2021-02-17', texts: vi, language: 'vi' } as const
  const form: Form = { ...of, site: FORM_SITE, now: DECLARED_AT, errorOf: () => message, previewOf: () => ({ state: 'failed' }), mode: 'plain' }
  const field = (name: string) => ({ form, name, label: name, hint: 'như trên giấy tờ' })
  const nothing = () => undefined
  return {
    date: renderToString(h(DateField, { field: field('birth'), value: EMPTY_DATE, onInput: nothing })),
    choice: renderToString(h(RadioField, { field: field('sex'), value: '', options: [{ value: 'male', label: 'Nam' }], onChange: nothing })),
    text: renderToString(h(TextField, { field: field('phone'), value: '', onInput: nothing })),
  }
}

const inputs = (html: string) => html.match(/<input[^>]*>/g) ?? []

describe('a wrong answer', () => {
  it('is heard at each box of a date, with what is wrong', () => {
    const { date } = drawn('Không có ngày này')
    expect(inputs(date)).toHaveLength(3)
    for (const box of inputs(date))
      expect(box).toMatch(
        /aria-invalid="true".*aria-describedby="birth-hint birth-error"|aria-describedby="birth-hint birth-error".*aria-invalid="true"/,
      )
    expect(date).toMatch(/id="birth-error"[^>]*>.*Không có ngày này/)
  })

  it('is heard of a group of choices and at a line of text', () => {
    const { choice, text } = drawn('Hãy chọn')
    expect(choice).toMatch(/<fieldset[^>]*aria-describedby="sex-hint sex-error"/)
    expect(inputs(text)[0]).toContain('aria-describedby="phone-hint phone-error"')
    expect(inputs(text)[0]).toContain('aria-invalid="true"')
  })

  it('is nothing that a right one is called', () => {
    expect(Object.values(drawn(null)).join('')).not.toMatch(/aria-invalid|-error/)
  })
})
