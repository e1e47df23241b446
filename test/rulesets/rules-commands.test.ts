import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CliAnswer } from '../../server/cli/cli-answer.ts'
import { checkCommand } from '../../server/cli/rules-check.ts'
import { diffCommand } from '../../server/cli/rules-diff.ts'
import { explainCommand } from '../../server/cli/rules-explain.ts'
import { publishCommand } from '../../server/cli/rules-publish.ts'
import { simulateCommand } from '../../server/cli/rules-simulate.ts'
import { testCommand } from '../../server/cli/rules-test.ts'
import type { UntriedRules } from '../../server/rulesets/untried-rules.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'
import { aCore, type Core } from '../support/a-core.ts'
import { aVersion, barring, code, declared, pass, publishToday, UNREADABLE, whatIfDeps } from './a-recorded-evening.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-rules-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  return file
}

const SOUND = aVersion(1, [barring(['tourism'])])
const { base } = JSON.parse(readFileSync('seeds/rulesets/quang-ninh-2021-02-17.cases.json', 'utf8'))

/** What comes out for somebody with this purpose, under the ruleset called `draft`. */
function casesOf(expected: Readonly<Record<string, string>>): unknown {
  const cases = Object.entries(expected).map(([purpose, outcome]) => ({
    name: `for ${purpose}`,
    change: { claims: { purpose } },
    expected: { outcome, ruleIds: outcome === 'admit' ? [] : ['T-1'] },
  }))
  return { base: { ...base, rulesets: ['draft'], zones: [] }, cases }
}

describe('check', () => {
  it('finds no fault in a sound ruleset, and counts the cases beside it', () => {
    const file = write('draft.json', SOUND)
    write('draft.cases.json', casesOf({ tourism: 'turn-back' }))
    expect(checkCommand(file)).toMatchObject({ kind: 'done', json: { faults: [], cases: 1 } })
  })

  it('warns of a rule that no case fires, and of one that every case fires; neither is a refusal', async () => {
    const file = write('draft.json', SOUND)
    const warned = async () => {
      const checked = checkCommand(file)
      const tested = await testCommand(file, process.cwd())
      const answers = [checked, tested]
      expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done'])
      const { neverFired, alwaysFired } = checked.json as UntriedRules
      expect(tested.json).toMatchObject({ neverFired, alwaysFired })
      const lines = answers.map(({ text }) => text.split('\n').filter((line) => line.startsWith('Warning')))
      expect(lines[0]).toEqual(lines[1])
      return { neverFired, alwaysFired, lines: lines[0]?.length }
    }
    write('draft.cases.json', casesOf({ work: 'admit' }))
    expect(await warned()).toEqual({ neverFired: ['T-1'], alwaysFired: [], lines: 1 })
    write('draft.cases.json', casesOf({ tourism: 'turn-back' }))
    expect(await warned()).toEqual({ neverFired: [], alwaysFired: ['T-1'], lines: 1 })
    write('draft.cases.json', casesOf({ tourism: 'turn-back', work: 'admit' }))
    expect(await warned()).toEqual({ neverFired: [], alwaysFired: [], lines: 0 })
  })

  it('names line, path and remedy of each fault, and is a refusal', () => {
    const broken = write('draft.json', aVersion(1, [barring(['tourism'], { when: { and: [true, { likely: [1] }] } })]))
    const { kind, text, json } = checkCommand(broken)
    expect(kind).toBe('refused')
    expect(json).toMatchObject({ error: 'ruleset-invalid', faults: [{ path: expect.stringContaining('rules.0.when'), line: expect.any(Number) }] })
    const [{ line }] = (json as { faults: [{ line: number }] }).faults
    expect(readFileSync(broken, 'utf8').split('\n')[line - 1]).toMatch(/likely|\{/)
    expect(text).toContain(`line ${line}: rules.0.when`)
  })

  it('finds a fault of the cases beside it', () => {
    const file = write('draft.json', SOUND)
    write('draft.cases.json', { base: { ...base, now: 'tomorrow' }, cases: [{ name: 'x', change: {}, expected: { outcome: 'admit', ruleIds: [] } }] })
    expect(checkCommand(file)).toMatchObject({ kind: 'refused', json: { faults: [{ path: 'cases.0.change.now' }] } })
  })

  it('says where a file stops being JSON', () => {
    const answer = checkCommand(write('draft.json', '{\n  "rulesetId": "x",\n  "version" 1\n}'))
    expect(answer).toMatchObject({ kind: 'refused', json: { faults: [{ line: 3, problem: expect.stringContaining('not JSON') }] } })
  })

  it('calls a file that is not there wrong use', () => {
    expect(checkCommand(join(folder, 'nothing.json')).kind).toBe('wrong-use')
  })
})

describe('test', () => {
  it('passes where every case holds', async () => {
    const file = write('draft.json', SOUND)
    write('draft.cases.json', casesOf({ tourism: 'turn-back', family: 'admit' }))
    expect(await testCommand(file, '.')).toMatchObject({ kind: 'done', json: { passed: 2, failed: 0 } })
  })

  it('refuses with the case, what was expected and what came', async () => {
    const file = write('draft.json', SOUND)
    write('draft.cases.json', casesOf({ tourism: 'turn-back', family: 'turn-back' }))
    const answer = await testCommand(file, '.')
    expect(answer).toMatchObject({ kind: 'refused', json: { passed: 1, failed: 1, failures: [{ name: 'for family' }] } })
    expect(answer.text).toContain('expected turn-back, got admit')
    expect(answer.text).toContain('1 passed, 1 failed')
  })

  it('says which ruleset a case names in vain', async () => {
    const file = write('other.json', SOUND)
    write('other.cases.json', casesOf({ family: 'admit' }))
    expect((await testCommand(file, '.')).text).toContain('there is no ruleset "draft"')
  })

  it('calls a ruleset without cases wrong use', async () => {
    expect((await testCommand(write('draft.json', SOUND), '.')).kind).toBe('wrong-use')
  })
})

it('explains one rule, and says which there are where it is another', () => {
  const file = write('draft.json', SOUND)
  expect(explainCommand(file, 'T-1')).toMatchObject({
    kind: 'done',
    text: expect.stringContaining('When: the purpose of the trip is one of tourism'),
  })
  expect(explainCommand(file, 'T-9')).toMatchObject({ kind: 'refused', text: expect.stringContaining('There are: T-1') })
})

it('explains what must be done in both languages, with the parameters behind the numbers', () => {
  const { text } = explainCommand('seeds/rulesets/quang-ninh-2021-02-17.json', 'QN-R04')
  expect(text).toContain('cách ly tại cơ sở tập trung hoặc tại nhà, đủ 14 (quarantineDays) ngày tính từ ngày cuối ở vùng loại outbreak')
  expect(text).toContain('sample on days 1 (sampleDayFirst), 14 (sampleDaySecond), normal priority, paid by the traveller')
})

it('tells two versions apart: rules, parameters, dates, and which cases come out otherwise', async () => {
  const older = write('draft.json', aVersion(1, [barring(['tourism']), barring(['study'], { id: 'T-OLD' })], { parameters: { hours: 48 } }))
  write('draft.cases.json', casesOf({ tourism: 'turn-back', family: 'admit' }))
  const next: Ruleset = aVersion(2, [barring(['tourism', 'family'], { validTo: 1e13 }), barring(['work'], { id: 'T-NEW' })], {
    parameters: { hours: 72 },
  })
  const { json, text } = await diffCommand(older, write('next.json', next), '.')
  const { differences, cases } = json as { differences: { kind: string; field?: string; rule?: string }[]; cases: unknown }
  expect(differences.map(({ kind, field, rule }) => [kind, rule ?? field ?? ''])).toEqual([
    ['ruleset', 'version'],
    ['parameter', ''],
    ['rule-removed', 'T-OLD'],
    ['rule-added', 'T-NEW'],
    ['rule-changed', 'T-1'],
    ['rule-changed', 'T-1'],
  ])
  expect(cases).toEqual([{ name: 'for family', before: 'admit', after: 'turn-back T-1' }])
  expect(text).toContain('parameter hours: 48 -> 72')
  expect(text).toContain('1 of 2 golden case(s) come out otherwise')
})

describe('on an installation', () => {
  let core: Core
  beforeEach(async () => {
    core = await aCore()
    await publishToday(core)
  })
  afterEach(() => core.close())

  const publish = (kind: 'demo' | 'production', file: string, confirmed: 'yes' | 'no'): Promise<CliAnswer> =>
    publishCommand({ storage: core.storage, clock: core.deps.clock, kind }, { file, root: '.', confirmed })
  const versions = async () => (await core.storage.read.selectFrom('ruleset').select('version').execute()).map(({ version }) => version)

  it('publishes on a demo at once, in production only when asked twice', async () => {
    const next = write('draft.json', aVersion(2, [barring(['family'])]))
    expect((await publish('production', next, 'no')).kind).toBe('wrong-use')
    expect(await versions()).toEqual([1])
    expect((await publish('production', next, 'yes')).kind).toBe('done')
    expect((await publish('demo', write('third.json', aVersion(3, [barring(['study'])])), 'no')).kind).toBe('done')
    expect(await versions()).toEqual([1, 2, 3])
  })

  it('publishes nothing whose golden cases fail, and nothing that was published otherwise', async () => {
    const failing = write('draft.json', aVersion(2, [barring(['family'])]))
    write('draft.cases.json', casesOf({ family: 'admit' }))
    expect(await publish('demo', failing, 'yes')).toMatchObject({ kind: 'refused', json: { error: 'cases-failed' } })
    const other = write('same.json', aVersion(1, [barring(['family'])]))
    expect(await publish('demo', other, 'yes')).toMatchObject({ kind: 'refused', json: { error: 'version-published' } })
    expect(await versions()).toEqual([1])
  })

  it('tries a draft on what was recorded, with the records behind each number', async () => {
    const kiosk = await core.kiosk()
    const passage = pass(kiosk, code(await declared(core, { purpose: 'family' })))
    pass(kiosk, UNREADABLE, { outcome: 'refer' })
    await kiosk.syncAll()
    const file = write('draft.json', aVersion(2, [barring(['family'])]))
    const answer = await simulateCommand(whatIfDeps(core), { file, zones: null, checkpoint: ['bach-dang'], records: '5' })
    expect(answer).toMatchObject({ kind: 'done', json: { changed: 1, records: [{ from: 'admit', to: 'turn-back', passages: [{ passage }] }] } })
    expect(answer.text).toContain('bach-dang  17/02/2021 20:00  admit -> turn-back  1')
    expect(answer.text).toContain('cannot replay: 1 (unreadable-code)')
    expect(answer.text).not.toContain('Nguyễn')
  })

  it.each([
    ['an instant without its offset', { from: '2021-02-17T20:00' }],
    ['a checkpoint that is not there', { checkpoint: ['nowhere'] }],
    ['a number of records that is none', { records: 'many' }],
  ])('calls %s wrong use', async (_, options) => {
    const file = write('draft.json', aVersion(2, [barring(['family'])]))
    expect((await simulateCommand(whatIfDeps(core), { file, zones: null, ...options })).kind).toBe('wrong-use')
  })
})
