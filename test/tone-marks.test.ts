import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/**
 * `khỏe`, `tỏa`, `xóa`, `ủy`: as the directives write them, and not `khoẻ`, `toả`, `xoá`, `uỷ`. Both are right; a civil
 * servant who reads both on one page takes it for carelessness. After q the u is no vowel: `quý`, `quỹ`.
 */
const OTHER_SPELLING = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/giu

/** What people say in a spelling of their own: comments, and headings of lists that are understood in both. */
const SPOKEN_OF: readonly string[] = ['declare-web/groups/columns.ts', 'shared/areas/search-places.ts', 'shared/declaration/fold-name.ts']
const FOLDERS = ['declare-web', 'kiosk', 'control-room', 'server', 'shared', 'seeds/rulesets']

const written = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.(?:tsx?|json)$/.test(file) && !SPOKEN_OF.includes(file)),
)

/** Law is quoted as it was printed. */
function found(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.includes('"phrase":') ? [] : [...line.matchAll(OTHER_SPELLING)].map(() => line.trim())))
}

it('tells the two spellings apart', () => {
  expect(['khoẻ', 'XOÁ', 'tuỳ thân', 'huỷ'].map((text) => found(text).length)).toEqual([1, 1, 1, 1])
  expect(found('khỏe, xóa, tùy thân, hủy, quý vị, quỹ, toàn, hoàn, loại, thuốc, khoảng')).toEqual([])
  expect(found('        "phrase": "nơi phong toả"')).toEqual([])
})

it('is written one way on every page, screen and rule', () => {
  expect(written.length).toBeGreaterThan(300)
  expect(written.flatMap((file) => found(readFileSync(file, 'utf8')).map((line) => `${file}: ${line}`))).toEqual([])
})
