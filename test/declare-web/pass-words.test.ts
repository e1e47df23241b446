import { expect, it } from 'vitest'
import { ownDataWords } from '../../declare-web/my-data/own-data-words.ts'
import { birthAsKept } from '../../declare-web/pass/find-page.tsx'
import { passWordsEn } from '../../declare-web/pass/pass-words-en.ts'
import { passWordsVi } from '../../declare-web/pass/pass-words-vi.ts'
import { pageWordsEn } from '../../declare-web/plain/page-words-en.ts'
import { pageWordsVi } from '../../declare-web/plain/page-words-vi.ts'
import { plainWordsIn } from '../../declare-web/plain/plain-words.ts'
import { wordsOf } from '../../declare-web/texts/outcome-word.ts'

function flat(words: object, path: string): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  )
}

it('a traveller is told that they may pass, not what an officer does', () => {
  expect([wordsOf('vi').detain, wordsOf('en').detain], 'an officer reports').toEqual(['Giữ lại', 'You will be held'])
  expect([wordsOf('en').admit, wordsOf('en')['turn-back'], wordsOf('vi').admit]).toEqual(['You may pass', 'Turn back', 'Cho qua'])
})

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

it.each([
  ['the pass', passWordsVi, passWordsEn],
  ['a page that the server draws', pageWordsVi, pageWordsEn],
  ['what is kept', ownDataWords('vi'), ownDataWords('en')],
  ['a page without JavaScript', plainWordsIn('vi'), plainWordsIn('en')],
])('%s says the same in both languages: every text, with the same places to fill', (_what, vi, en) => {
  const english = new Map(flat(en, ''))
  const vietnamese = flat(vi, '')
  expect([...english.keys()]).toEqual(vietnamese.map(([key]) => key))
  for (const [key, text] of vietnamese) {
    expect(text, key).toBe(text.normalize('NFC').trim())
    expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text))
    expect(english.get(key), key).not.toBe(text)
  }
})

it.each([
  ['5/3/1985', '1985-03-05'],
  ['05.03.1985', '1985-03-05'],
  [' 5-3-1985 ', '1985-03-05'],
  ['1985', '1985'],
  ['1985-03-05', '1985-03-05'],
  ['30/2/1985', '1985-02-30'],
  ['<b>', '<b>'],
])('a birth date written %j is looked for as %j', (typed, kept) => {
  expect(birthAsKept(typed)).toBe(kept)
})
