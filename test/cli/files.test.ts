import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryBundleCommand, carryTakeCommand, envelopeCommand, shiftCodesCommand } from '../../server/cli/carry.ts'
import { importCertificatesCommand } from '../../server/cli/certificates.ts'
import type { CliAnswer } from '../../server/cli/cli-answer.ts'
import { type Installation, openForCommand } from '../../server/cli/cli-installation.ts'
import { declareCommand } from '../../server/cli/declare.ts'
import { setListCommand } from '../../server/cli/lists.ts'
import { setCheckpointsCommand, setZonesCommand } from '../../server/cli/places.ts'
import { checkCommand } from '../../server/cli/rules-check.ts'
import { diffCommand } from '../../server/cli/rules-diff.ts'
import { explainCommand } from '../../server/cli/rules-explain.ts'
import { publishCommand } from '../../server/cli/rules-publish.ts'
import { simulateCommand } from '../../server/cli/rules-simulate.ts'
import { testCommand } from '../../server/cli/rules-test.ts'
import { verdictCommand } from '../../server/cli/verdict.ts'

let folder: string
let here: Installation
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chot-files-'))
  here = await openForCommand({ DATA_DIR: join(folder, 'data') }, resolve('server/cli/main.ts'))
  for (const [name, write] of Object.entries(FILES)) write(join(folder, name))
})
afterAll(async () => {
  await here.storage.close()
  rmSync(folder, { recursive: true, force: true })
})

const root = resolve('.')
const RULESET = resolve('seeds/rulesets/quang-ninh-2021-02-17.json')
const at = { checkpoint: 'bach-dang', direction: 'entry', at: '2021-02-17T20:30:00+07:00' } as const

/** Every command that reads a file. */
const READERS: readonly [command: string, run: (file: string) => CliAnswer | Promise<CliAnswer>][] = [
  ['declare', (file) => declareCommand(here, file)],
  ['verdict', (file) => verdictCommand(here, { ...at, file })],
  ['rules check', (file) => checkCommand(file)],
  ['rules test', (file) => testCommand(file, root)],
  ['rules explain', (file) => explainCommand(file, null)],
  ['rules diff, the old one', (file) => diffCommand(file, RULESET, root)],
  ['rules diff, the new one', (file) => diffCommand(RULESET, file, root)],
  ['rules simulate', (file) => simulateCommand(here, { file, zones: null })],
  ['rules simulate, the zones', (file) => simulateCommand(here, { file: RULESET, zones: file })],
  ['rules publish', (file) => publishCommand(here, { file, root, confirmed: 'yes' })],
  ['checkpoints set', (file) => setCheckpointsCommand(here, file)],
  ['zones set', (file) => setZonesCommand(here, file)],
  ['lists set', (file) => setListCommand(here, 'roster', file)],
  ['certificates import', (file) => importCertificatesCommand(here, file)],
  ['carry take', (file) => carryTakeCommand(here, { file })],
]

const FILES: Readonly<Record<string, (file: string) => void>> = {
  folder: (file) => mkdirSync(file),
  empty: (file) => writeFileSync(file, ''),
  blank: (file) => writeFileSync(file, '\ufeff \r\n'),
  workbook: (file) => writeFileSync(file, Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0, 0x9d])),
  latin: (file) => writeFileSync(file, Buffer.from('[{"employer": "Th\xe9p"}]', 'latin1')),
  utf16: (file) => writeFileSync(file, Buffer.from('\ufeff[]', 'utf16le')),
  huge: (file) => {
    writeFileSync(file, '')
    truncateSync(file, 256 * 1024 * 1024 + 1)
  },
}

describe.each(READERS)('%s', (_command, run) => {
  it.each([
    ['missing', 'is not there: check'],
    ['empty/below', 'is not there: check'],
    ['folder', 'is a folder: name a file'],
    ['empty', 'is empty:'],
    ['blank', 'is empty:'],
    ['workbook', 'is not a text file'],
    ['latin', 'is not a text file'],
    ['utf16', 'is saved as UTF-16: save it again as UTF-8'],
    ['huge', 'is larger than 256 MB'],
    ['/dev/zero', 'is a device: name a file'],
  ])('says in one line what to do with a file that is %s', async (name, sentence) => {
    const file = resolve(folder, name)
    const { kind, text } = await run(file)
    expect([kind, text.split('\n').length]).toEqual(['wrong-use', 1])
    expect(text).toContain(`${file} ${sentence}`)
    expect(text).not.toMatch(/E[A-Z]{4,}|syscall|undefined|null/)
  })

  it('says of half a file what it lacks, in one line and with its name', async () => {
    const file = join(folder, 'half.json')
    writeFileSync(file, '{"rules":\n  [')
    const { kind, text } = await run(file)
    expect(kind).not.toBe('done')
    expect(text.split('\n')).toHaveLength(1)
    expect(text).toMatch(/half\.json(:| is) not (JSON: look for a missing comma|whole)/)
  })

  it.each([
    ['a list', '[]'],
    ['a number', '7'],
    ['golden cases', '{"cases": []}'],
    ['a deep nest', `${'['.repeat(2_000)}${']'.repeat(2_000)}`],
  ])('answers %s in a few lines, and never with an error of the program', async (_what, text) => {
    const file = join(folder, 'other.json')
    writeFileSync(file, text)
    const answer = await run(file)
    expect(answer.text.split('\n').length).toBeLessThan(55)
    expect(answer.text).not.toMatch(/undefined|\[object|at .*\.ts:/)
  })
})

it.each([
  ['golden cases', '{"cases": []}', 'holds golden cases: name the ruleset'],
  ['a list', '[]', 'is no ruleset'],
  ['null', 'null', 'is no ruleset'],
])('says in one line that %s are no ruleset', async (_what, text, sentence) => {
  const file = join(folder, 'kind.json')
  writeFileSync(file, text)
  for (const answer of [checkCommand(file), await testCommand(file, root), explainCommand(file, null)]) {
    expect(answer).toMatchObject({ kind: 'refused', text: expect.stringContaining(sentence) })
    expect(answer.text.split('\n')).toHaveLength(1)
  }
})

it('reads what a Windows editor put a byte order mark before', async () => {
  const file = join(folder, 'marked.json')
  writeFileSync(file, '\ufeff[{"employer": "Công ty Than Hạ Long"}]')
  expect(await setListCommand(here, 'roster', file)).toMatchObject({ kind: 'done', json: { entries: 1 } })
})

it('shows fifty faults of ten thousand, and counts the others', async () => {
  const file = join(folder, 'wrong.json')
  writeFileSync(file, JSON.stringify(Array.from({ length: 10_000 }, () => ({ plate: 'xe' }))))
  const { text } = await setListCommand(here, 'roster', file)
  expect(text).toContain('has 10000 faults')
  expect(text).toContain('and 9950 more')
})

describe('a file to carry', () => {
  const writers: readonly [string, (out: string) => Promise<CliAnswer>][] = [
    ['carry bundle', (out) => carryBundleCommand(here, { checkpoint: 'bach-dang', out })],
    ['envelope', (out) => envelopeCommand(here, { checkpoint: 'bach-dang', out })],
    ['shift-codes', (out) => shiftCodesCommand(here, { checkpoint: 'bach-dang', out })],
    ['carry bundle, the codes', (qr) => carryBundleCommand(here, { checkpoint: 'bach-dang', out: join(folder, 'never.chot'), qr })],
  ]
  it.each(writers)('that %s cannot write is said before anything is drawn or written', async (_command, write) => {
    const tokens = await here.storage.read.selectFrom('enrolment').select('token_hash').execute()
    expect(await write(join(folder, 'no-such', 'b.chot'))).toMatchObject({ kind: 'wrong-use', text: expect.stringContaining('is not there') })
    expect(await write(join(folder, 'folder'))).toMatchObject({ kind: 'wrong-use', text: expect.stringContaining('is a folder') })
    expect(await here.storage.read.selectFrom('enrolment').select('token_hash').execute()).toEqual(tokens)
    expect(existsSync(join(folder, 'never.chot'))).toBe(false)
  })
})
