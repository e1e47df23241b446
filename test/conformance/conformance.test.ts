import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type Report, runConformance } from './run-conformance.ts'

/** The public corpora lie beside the project where it was made; CI says so where they are missing. */
const corpora = fileURLToPath(new URL('../../../shared/conformance', import.meta.url))
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe(existsSync(corpora) ? 'the public corpora' : `the public corpora are not run: there is no folder ${corpora}`, () => {
  it.runIf(existsSync(corpora))('agree with us on every check that they count', async () => {
    const { passed, failed, disagreements, notes } = await runConformance(corpora)
    expect(disagreements).toEqual([])
    expect({ passed: passed >= 241 + 930, failed }).toEqual({ passed: true, failed: 0 })
    expect(notes.filter((note) => note.includes('known fault'))).toEqual([
      expect.stringContaining('FR/2DCode/raw/test_pcr_ok.json: DECODE: '),
      expect.stringContaining('FR/2DCode/raw/test_pcr_ok.json: VALIDJSON: '),
    ])
  })
})

/** A corpus of our own, small and with every layout; `extra` files are added, or replace. */
async function runOn(extra: { readonly [path: string]: unknown } = {}): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'chot-conformance-'))
  folders.push(folder)
  for (const [path, content] of Object.entries({ ...CORPUS, ...extra })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return await runConformance(folder)
}

const TWO_DOSES = { '>=': [{ var: 'payload.v.0.dn' }, { var: 'payload.v.0.sd' }] }
const CORPUS = {
  'suite/and.json': {
    name: 'and',
    cases: [
      {
        name: 'two paths',
        certLogicExpression: { and: [{ var: 'a' }, { var: 'b' }] },
        assertions: [
          { data: { a: true, b: {} }, expected: {} },
          { data: { a: '' }, expected: '', message: 'the first falsy one' },
          { certLogicExpression: false, data: null, expected: false, message: "the assertion's own expression wins, even a false one" },
          { directive: 'skip', data: {}, expected: 'something else' },
        ],
      },
      { name: 'left out', directive: 'skip', certLogicExpression: 1, assertions: [{ data: {}, expected: 2 }] },
    ],
  },
  'suite/skipped.json': { directive: 'skip', cases: [{ certLogicExpression: 1, assertions: [{ data: {}, expected: 2 }] }] },
  'validation/operators.json': {
    cases: [
      { certLogicExpression: { constructor: [] }, issues: [{ expr: { constructor: [] }, message: 'unrecognised operator: "constructor"' }] },
      { certLogicExpression: [true, 'x', 1], issues: [] },
    ],
  },
  'VN/GR-VN-0001/rule.json': { Identifier: 'GR-VN-0001', Type: 'Acceptance', Country: 'VN', Version: '1.0.0', Logic: TWO_DOSES },
  'VN/GR-VN-0001/tests/done.json': { name: 'done', payload: { v: [{ dn: 2, sd: 2 }] }, external: { valueSets: {} }, expected: true },
  'VN/GR-VN-0001/tests/half.json': `\uFEFF${JSON.stringify({ payload: { v: [{ dn: 1, sd: 2 }] }, expected: false })}`,
  'VN/GR-VN-0002/rule.json': { Identifier: 'GR-VN-0002', Logic: { if: [{ var: 'external' }, { var: 'external.list.01' }, { var: 'payload' }] } },
  'VN/GR-VN-0002/tests/no-external.json': { payload: null, expected: null },
  'VN/GR-VN-0002/tests/external-as-it-is.json': { payload: null, external: { list: { '01': [1] } }, expected: [1] },
  'dgc/VN/2DCode/raw/1.json': { PREFIX: 'HC1:6BF', EXPECTEDRESULTS: { EXPECTEDUNPREFIX: true, EXPECTEDCOMPRESSION: false, EXPECTEDENCODE: true } },
  'other/package.json': { name: 'none of our business' },
  'other/broken.json': 'no JSON, and of no layout',
}
const AGREED = 3 + 2 + 4 + 2

describe('a corpus of our own', () => {
  it('is found in all its layouts and agrees; strays and what is not checked are told and not counted', async () => {
    const { passed, failed, disagreements, notes } = await runOn()
    expect({ passed, failed, disagreements }).toEqual({ passed: AGREED, failed: 0, disagreements: [] })
    expect(notes).toEqual([expect.stringContaining('other/broken.json is no JSON'), expect.stringContaining('EXPECTEDENCODE is not checked: 1 ')])
  })

  it('tells of each disagreement the file, what was expected and what came', async () => {
    const wrong = { name: 'wrong', payload: { v: [{ dn: 2, sd: 2 }] }, expected: { yes: true } }
    const faulty = { name: 'faulty', payload: { v: [{ dn: 'two', sd: 2 }] }, expected: true }
    const { passed, failed, disagreements } = await runOn({ 'VN/GR-VN-0001/tests/a.json': wrong, 'VN/GR-VN-0001/tests/b.json': faulty })
    expect({ passed, failed }).toEqual({ passed: AGREED, failed: 2 })
    expect(disagreements).toEqual([
      'VN/GR-VN-0001/tests/a.json: wrong: expected {"yes":true}, got true',
      'VN/GR-VN-0001/tests/b.json: faulty: expected true, got "fault at >=.0: needs a whole number, not string \\"two\\""',
    ])
  })

  it('fails every test of a rule that cannot be read or compiled, and goes on', async () => {
    const broken = await runOn({ 'VN/GR-VN-0001/rule.json': '{ "Logic": ' })
    expect({ passed: broken.passed, failed: broken.failed }).toEqual({ passed: AGREED - 2, failed: 3 })
    expect(broken.disagreements[0]).toMatch(/^VN\/GR-VN-0001\/rule\.json: is no JSON: /)
    const unknown = await runOn({ 'VN/GR-VN-0001/rule.json': { Logic: { maybe: [1] } } })
    expect({ passed: unknown.passed, failed: unknown.failed }).toEqual({ passed: AGREED - 2, failed: 2 })
  })

  it.each([
    ['a broken test of a rule', 'VN/GR-VN-0001/tests/c.json', '{'],
    ['a test that is no object', 'VN/GR-VN-0001/tests/c.json', '[]'],
    ['a test that expects nothing', 'VN/GR-VN-0001/tests/c.json', '{"payload":null}'],
    ['a broken file among suites', 'suite/c.json', '{'],
    ['a broken file at the top', 'c.json', ''],
  ])('counts %s as a failure with its path, and goes on', async (_name, path, content) => {
    const { passed, failed, disagreements } = await runOn({ [path]: content })
    expect({ passed, failed }).toEqual({ passed: AGREED, failed: 1 })
    expect(disagreements[0]?.startsWith(`${path}: `)).toBe(true)
  })

  it('lets a known fault pass only in the file and the check that are named', async () => {
    const wrong = { PREFIX: 'HC2:6BF', JSON: { nam: {} }, EXPECTEDRESULTS: { EXPECTEDUNPREFIX: true, EXPECTEDDECODE: true } }
    const { passed, failed, disagreements, notes } = await runOn({
      'dgc/FR/2DCode/raw/test_pcr_ok.json': wrong,
      'dgc/XFR/2DCode/raw/other.json': wrong,
    })
    expect({ passed, failed }).toEqual({ passed: AGREED + 1, failed: 3 })
    expect(disagreements[0]).toBe('dgc/FR/2DCode/raw/test_pcr_ok.json: UNPREFIX: expected true, got false')
    expect(notes[0]).toBe('dgc/FR/2DCode/raw/test_pcr_ok.json: DECODE: expected true, got false (a known fault of the data)')
  })

  it('runs nothing beside what says "only"', async () => {
    const only = {
      cases: [
        {
          certLogicExpression: 1,
          assertions: [
            { directive: 'only', data: {}, expected: 1 },
            { data: {}, expected: 2 },
          ],
        },
      ],
    }
    expect(await runOn({ 'suite/only.json': only })).toMatchObject({ passed: AGREED + 1, failed: 0 })
  })
})
