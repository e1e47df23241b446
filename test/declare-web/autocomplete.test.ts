import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { type Draft, EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { DateField } from '../../declare-web/form/date-field.tsx'
import type { Form } from '../../declare-web/form/form.ts'
import { ContactStep } from '../../declare-web/steps/contact-step.tsx'
import { WorkStep } from '../../declare-web/steps/work-step.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

function formFor(forWhom: Draft['forWhom']): Form {
  return {
    draft: { ...EMPTY_DRAFT, forWhom },
    change: () => undefined,
    errorOf: () => null,
    texts: vi,
    language: 'vi',
    site: FORM_SITE,
    areas: testAreas(),
    now: DECLARED_AT,
    today: '2021-02-17',
    previewOf: () => ({ state: 'failed' }),
    mode: 'plain',
  }
}

function purposesOf(forWhom: Draft['forWhom']): Readonly<Record<string, string>> {
  const form = formFor(forWhom)
  const html = [h(ContactStep, { form }), h(WorkStep, { form })].map((page) => renderToString(page)).join('')
  const boxes = [...html.matchAll(/<input [^>]*>/g)].map(([tag]) => [/ name="([^"]+)"/.exec(tag)?.[1], / autocomplete="([^"]+)"/.exec(tag)?.[1]])
  return Object.fromEntries(boxes.filter(([name, purpose]) => name !== undefined && purpose !== undefined))
}

it('each box of one’s own says what it is for, in the words of a single line, so that a browser can offer it', () => {
  expect(purposesOf('self')).toEqual({
    phone: 'tel',
    'permanentPlace.search': 'off',
    permanentAddress: 'address-line1',
    employer: 'organization',
  })
  expect(renderToString(h(ContactStep, { form: formFor('self') }))).toMatch(/<input [^>]*id="phone"[^>]*type="tel"/)
  const birth = renderToString(
    h(DateField, {
      field: { form: formFor('self'), name: 'birth', label: 'x' },
      value: EMPTY_DRAFT.birth,
      onInput: () => undefined,
      autocomplete: 'bday',
    }),
  )
  expect([...birth.matchAll(/autocomplete="([^"]+)"/g)].map(([, purpose]) => purpose)).toEqual(['bday-day', 'bday-month', 'bday-year'])
})

it('and for somebody else none does: a browser would offer its owner’s', () => {
  expect(new Set(Object.values(purposesOf('other')))).toEqual(new Set(['off']))
})
