import { expect, it } from 'vitest'
import { dutyText } from '../../declare-web/preview/duty-text.ts'
import { en } from '../../declare-web/texts/en.ts'
import { fill } from '../../declare-web/texts/fill.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from '../../shared/declaration/health-vocabulary.ts'
import { CARGO_CLASSES, DOCUMENT_KINDS, MEANS_OF_TRAVEL, PURPOSES, SECTORS, SEXES } from '../../shared/declaration/vocabulary.ts'

const vietnamese = flat(vi, '')
const english = flat(en, '')

it('has the same texts in both languages', () => {
  expect(vietnamese.size).toBeGreaterThan(250)
  expect([...english.keys()]).toEqual([...vietnamese.keys()])
})

it('leaves no text empty and no blank at an end', () => {
  for (const [key, text] of [...vietnamese, ...english]) {
    expect(text, key).not.toBe('')
    expect(text.trim() === text || key === '.nav.errorPrefix', key).toBe(true)
  }
})

it('has the same placeholders in both languages', () => {
  for (const [key, text] of vietnamese) expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text))
})

it('is Vietnamese where it says so: composed letters, and no English text left in', () => {
  for (const [key, text] of vietnamese) expect(text.normalize('NFC'), key).toBe(text)
  const same = [...vietnamese].filter(([key, text]) => english.get(key) === text).map(([key]) => key)
  const sameCountries = ['SG', 'MY', 'ID', 'PH', 'MM', 'CA'].map((code) => `.countries.${code}`)
  expect(same).toEqual(['.vocabulary.testKind.pcr', ...sameCountries, '.check.law'])
})

/** Words on buttons and links that act as such, and headings, by their keys. */
const BUTTONS =
  /^\.(?:nav\.(?:back|next|change|restart|restartYes|restartNo|toCheck|remove)|start\.(?:begin|resume)|site\.(?:retry|skip)|pass\.(?:save|print|copy|another|newDeclaration)|queue\.(?:now|see)|check\.(?:confirm|sending)|stays\.(?:save|cancel|add)|tests\.(?:addTest|addDose)|place\.find|why\.summary)$/
const HEADINGS = /\.(?:title|[a-zA-Z]+Title|legend)$/

it.each([
  ['a button', BUTTONS, 40],
  ['a heading', HEADINGS, 60],
  ['a line', /./, 300],
] as const)('%s is short enough for a phone, in both languages', (_what, keys, most) => {
  const found = [...vietnamese, ...english].filter(([key]) => keys.test(key))
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter(([, text]) => text.normalize('NFC').length > most).map(([key, text]) => `${key} ${text.length}`)).toEqual([])
})

it('says the last day of quarantine and who pays', () => {
  const duty = {
    kind: 'quarantine',
    kinds: ['facility', 'home'],
    payer: 'traveller',
    days: 14,
    anchor: '2021-02-17',
    through: '2021-03-03',
    controller: 'destination-commune',
  } as const
  expect(dutyText(duty, vi, 'vi')).toBe(
    'Cách ly tại cơ sở cách ly tập trung hoặc tại nhà, nơi lưu trú đến hết 03/03/2021 (14 ngày, tính từ 17/02/2021); người được cách ly tự trả chi phí.',
  )
  expect(dutyText(duty, en, 'en')).toContain('to the end of 03/03/2021')
})

it('names every day of sampling', () => {
  const duty = { kind: 'sample', payer: 'state', priority: 'normal', onDays: [1, 7, 14] } as const
  expect(dutyText(duty, vi, 'vi')).toBe('Lấy mẫu xét nghiệm vào ngày thứ 1, 7 và 14 (nhà nước trả).')
  expect(dutyText({ ...duty, onDays: [0] }, vi, 'vi')).toBe('Lấy mẫu xét nghiệm ngay tại chốt (nhà nước trả).')
  expect(dutyText({ ...duty, onDays: [0, 7] }, en, 'en')).toBe(
    'A sample is taken for testing at the checkpoint (the state pays for it). Samples are taken on day 7 (the state pays for it).',
  )
})

it('shows a placeholder that was given no value', () => {
  expect(fill('{a} và {b}', { a: 1 })).toBe('1 và {b}')
})

function placeholders(text: string): readonly string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort()
}

function flat(value: unknown, path: string): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no text`)
  return new Map(Object.entries(value).flatMap(([key, item]) => [...flat(item, `${path}.${key}`)]))
}

it.each([
  ['vi', vi],
  ['en', en],
])('words stand in the order of the closed lists, which is the order of the choices, in %s', (_, { vocabulary }) => {
  const lists: Record<string, readonly string[]> = {
    sex: SEXES,
    document: DOCUMENT_KINDS,
    purpose: PURPOSES,
    sector: SECTORS,
    means: MEANS_OF_TRAVEL,
    cargo: CARGO_CLASSES,
    symptom: SYMPTOMS,
    exposure: EXPOSURES,
    testKind: TEST_KINDS,
    testResult: TEST_RESULTS,
    direction: DIRECTIONS,
  }
  const words: Record<string, object> = { ...vocabulary }
  expect(Object.fromEntries(Object.keys(lists).map((name) => [name, Object.keys(words[name] ?? {})]))).toEqual(lists)
})
