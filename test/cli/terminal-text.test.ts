import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { terminalText } from '../../server/cli/terminal-text.ts'
import { builtProgram } from '../support/built-site.ts'

const CLEARS = '\u001b[2J\u001b[32madmit\u001b[0m'

it.each([
  ['an escape', CLEARS, '\\u001b[2J\\u001b[32madmit\\u001b[0m'],
  ['a return to the head of the line', 'refer\radmit', 'refer\\u000dadmit'],
  ['the one-byte form of an escape', '\u009b2J', '\\u009b2J'],
  ['rubbing out', 'no\b\b\u007f', 'no\\u0008\\u0008\\u007f'],
  ['a turned direction', '\u202etimda', '\\u202etimda'],
  ['another end of a line', 'a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\u0085d'],
])('%s is shown, not obeyed', (_, text, shown) => {
  expect(terminalText(text)).toBe(shown)
})

it('Vietnamese, its marks, lines, tabulators and emoji stay as they are', () => {
  const text = 'Nguyễn Thị Ánh\n\tđược qua, a\u0323 👨‍👩‍👧 – «mục 2»'
  expect(terminalText(text)).toBe(text)
})

it('what it made of JSON means what it meant', () => {
  const value = { name: `a\u009b\u202e\u2028${CLEARS}` }
  expect(JSON.parse(terminalText(JSON.stringify(value)))).toEqual(value)
})

it('a ruleset from elsewhere cannot write its own verdict on the terminal that explains it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chot-terminal-'))
  const file = join(folder, 'odd.json')
  const ruleset = JSON.parse(readFileSync('seeds/rulesets/quang-ninh-2021-02-17.json', 'utf8'))
  const [first] = ruleset.rules
  first.law.clause = CLEARS
  writeFileSync(file, JSON.stringify({ ...ruleset, title: { vi: CLEARS, en: 'refer\r\u009b2Jadmit' } }))
  const env = { ...process.env, NODE_ENV: '' }
  const { stdout, status } = spawnSync(process.execPath, [builtProgram('cli'), 'rules', 'explain', file], {
    env,
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true, force: true })
  expect(status).toBe(0)
  expect(stdout).toContain('\\u001b[2J')
  expect(stdout).not.toMatch(/[^\P{Cc}\n\t]/u)
})
