import { afterEach, expect, it, vi } from 'vitest'
import { loadAreas } from '../../declare-web/site/load-areas.ts'
import { testAreasPart } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

const tables = new Map(testAreasPart().divisions.map(({ division, table }) => [`/areas/${division}.txt`, table]))

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['the division of 2021 where there are both', ['2025', '2021'], '2021'],
  ['today’s where an installation has only that', ['2025'], '2025'],
] as const)('the form asks in %s, and no phone loads another', async (_where, divisions, asked) => {
  const loaded: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    loaded.push(url)
    return new Response(tables.get(url))
  })
  const areas = await loadAreas({ ...FORM_SITE, divisions: divisions.map((division) => ({ division, url: `/areas/${division}.txt` })) })
  expect(areas.ok && areas.value.divisions).toEqual([asked])
  expect(loaded).toEqual([`/areas/${asked}.txt`])
})
