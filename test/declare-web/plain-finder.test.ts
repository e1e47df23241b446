import { beforeEach, expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { answerPage } from '../../declare-web/plain/answer-page.tsx'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

/** Divisions whose names were gone through. */
let indexed: string[] = []
beforeEach(() => {
  indexed = []
})

function watchedTable(): AreaTable {
  const areas = testAreas()
  const provinces: AreaTable['provinces'] = (division) => {
    indexed.push(division)
    return areas.provinces(division)
  }
  return { ...areas, provinces }
}

/** A search without scripts for where somebody lives. */
async function searched(areas: AreaTable, place: string, change: { readonly language?: Language; readonly sites?: typeof FORM_SITE.sites } = {}) {
  const site = { ...FORM_SITE, sites: change.sites ?? FORM_SITE.sites, rulesets: [], zones: [], zoneEdges: [], asked: {} }
  const entries = [
    ['permanentPlace.search', place],
    ['go', 'find:permanentPlace'],
  ] as const
  const request = { path: '/declare/contact', search: '', entries, draft: EMPTY_DRAFT, language: change.language ?? 'vi', site, areas } as const
  const answer = await answerPage(request, async () => true)
  return answer.kind === 'page' ? answer.html : answer.kind
}

it('the names of the table are indexed for the first search and not again for the next', async () => {
  const areas = watchedTable()
  expect(await searched(areas, 'bai chay')).toContain('2021:306673')
  const first = [...indexed]
  expect(first.length).toBeGreaterThan(0)
  expect(await searched(areas, 'thuong dinh')).toContain('Thượng Đình')
  expect(indexed).toEqual(first)
})

it('another table, and other sites, are searched as they are', async () => {
  await searched(watchedTable(), 'bai chay')
  const before = indexed.length
  const other = watchedTable()
  await searched(other, 'bai chay')
  expect(indexed.length).toBe(2 * before)
  const site = { place: 'site:khu-mau', name: 'Khu công nghiệp Mẫu', parent: null } as (typeof FORM_SITE.sites)[number]
  expect(await searched(other, 'khu cong nghiep mau', { sites: [site] })).toContain('site:khu-mau')
})

it('countries are found by their names in the language of the page', async () => {
  const areas = watchedTable()
  const found = async (name: string, language: Language) => (await searched(areas, name, { language })).includes('value="country:KH"')
  expect(await found('campuchia', 'vi')).toBe(true)
  expect([await found('cambodia', 'en'), await found('cambodia', 'vi')]).toEqual([true, false])
})
