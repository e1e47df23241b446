import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { KEY } from '../../shared/credential/claim-keys.ts'
import * as health from '../../shared/declaration/health-vocabulary.ts'
import * as vocabulary from '../../shared/declaration/vocabulary.ts'
import { goldenCodes } from './golden-codes.ts'

const words = { ...vocabulary, ...health }

const page = readFileSync(new URL('../../docs/qr-format.md', import.meta.url), 'utf8')

const lists: readonly [name: string, list: readonly string[]][] = [
  ['sex', words.SEXES],
  ['document kind', words.DOCUMENT_KINDS],
  ['purpose', words.PURPOSES],
  ['sector', words.SECTORS],
  ['means', words.MEANS_OF_TRAVEL],
  ['cargo class', words.CARGO_CLASSES],
  ['symptom', words.SYMPTOMS],
  ['exposure', words.EXPOSURES],
  ['test kind', words.TEST_KINDS],
  ['test result', words.TEST_RESULTS],
  ['evidence', words.EVIDENCE],
]

it.each(lists)('the page tells foreign readers the positions of %s as they are', (name, list) => {
  expect(page).toContain(`| ${name} | ${list.join(', ')} |`)
})

it('the page has a row for every key of the claims, and no other', () => {
  const rows = [...page.matchAll(/^\| (\d+) \|/gm)].map((row) => Number(row[1]))
  expect(rows).toEqual(Object.values(KEY).sort((a, b) => a - b))
})

it('the worked example is the golden code', () => {
  const example = /^KB1:\d[0-9\s]+/m.exec(page)?.[0].replace(/\s/g, '')
  expect(example).toBe(
    goldenCodes()
      .find((code) => code.name === 'good-person')
      ?.text.trim(),
  )
})
