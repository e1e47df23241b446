import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { countryOptions } from '../../declare-web/form/countries.ts'
import type { Form } from '../../declare-web/form/form.ts'
import { SelectField } from '../../declare-web/form/select-field.tsx'
import { en } from '../../declare-web/texts/en.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

const form: Form = {
  draft: EMPTY_DRAFT,
  change: () => undefined,
  errorOf: () => null,
  texts: en,
  language: 'en',
  site: FORM_SITE,
  areas: testAreas(),
  now: DECLARED_AT,
  today: '2021-02-17',
  previewOf: () => ({ state: 'failed' }),
  mode: 'plain',
}

function drawn(value: string): string {
  const field = { form, name: 'nationality', label: 'Nationality' }
  return renderToString(h(SelectField, { field, value, options: countryOptions(form), empty: null, onChange: () => undefined }))
}

it('without scripts countries stand under two headings, neighbours first, each once, and what was chosen is chosen in either', () => {
  const groups = [...drawn('VN').matchAll(/<optgroup label="([^"]+)">(.*?)<\/optgroup>/g)].map(([, heading = '', inner = '']) => ({
    heading,
    codes: [...inner.matchAll(/value="([A-Z]{2})"/g)].map(([, code]) => code),
  }))
  expect(groups.map(({ heading, codes }) => [heading, codes[0]])).toEqual([
    ['Vietnam, neighbours and usual countries', 'VN'],
    ['Other countries, in alphabetical order', 'AF'],
  ])
  expect(groups[0]?.codes.slice(0, 4)).toEqual(['VN', 'CN', 'LA', 'KH'])
  const all = groups.flatMap(({ codes }) => codes)
  expect([all.length, new Set(all).size]).toEqual([249, 249])
  for (const code of ['LA', 'NO']) expect(drawn(code).match(/<option[^>]* selected[^>]*>/g)).toEqual([expect.stringContaining(`value="${code}"`)])
})
