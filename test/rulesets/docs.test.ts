import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtProgram } from '../support/built-site.ts'

/** The guide's worked example, taken out of the guide and followed word for word on a fresh demo. */
const guide = readFileSync('docs/rules.md', 'utf8')
const files = new Map([...guide.matchAll(/<!-- file: (\S+) -->\n```json\n([\s\S]*?)\n```/g)].map(([, name = '', text = '']) => [name, text]))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-rules-guide-'))
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function cli(...args: string[]): { readonly status: number | null; readonly answer: unknown; readonly stderr: string } {
  const env = { ...process.env, NODE_ENV: '', DATA_DIR: join(folder, 'data'), CHOT_CALLED_FROM: folder }
  const run = spawnSync(process.execPath, [builtProgram('cli'), '--json', ...args], { env, encoding: 'utf8' })
  return { status: run.status, answer: run.stdout === '' ? null : JSON.parse(run.stdout), stderr: run.stderr }
}

interface SaidVerdict {
  readonly outcome: string
  readonly reasons: readonly { readonly ruleId: string }[]
  readonly duties: readonly { readonly kind: string }[]
}

function verdictAt(at: string): SaidVerdict {
  const { status, answer } = cli('verdict', '--file', 'xe-tai.json', '--checkpoint', 'bach-dang', '--direction', 'entry', '--at', at)
  expect(status).toBe(0)
  return answer as SaidVerdict
}

const ofDirective = ({ reasons }: SaidVerdict): readonly string[] => reasons.map(({ ruleId }) => ruleId).filter((id) => id.startsWith('CT99'))

it('carries the three files of its example', () => {
  expect([...files.keys()]).toEqual(['chi-thi-99.json', 'chi-thi-99.cases.json', 'xe-tai.json'])
})

it('checks and tests as the guide promises', () => {
  expect(cli('rules', 'check', 'chi-thi-99.json')).toMatchObject({ status: 0, answer: { rulesetId: 'chi-thi-99', rules: 3, faults: [], cases: 10 } })
  expect(cli('rules', 'test', 'chi-thi-99.json')).toMatchObject({ status: 0, answer: { passed: 10, failed: 0 } })
})

it('quotes phrases that stand in the directive as the guide prints it', () => {
  const directive = guide
    .slice(guide.indexOf('> **Chỉ thị 99'), guide.indexOf('**Step 1.'))
    .replace(/\n>/g, '')
    .replace(/\*|\s+/g, ' ')
    .replace(/\s+/g, ' ')
  const { rules }: { rules: { law: { phrase: string } }[] } = JSON.parse(files.get('chi-thi-99.json') ?? '')
  expect(rules.filter(({ law }) => !directive.includes(law.phrase))).toEqual([])
})

it('has its own phrases and no others in the words of explain', () => {
  const { status, answer } = cli('rules', 'explain', 'chi-thi-99.json', '--rule', 'CT99-K1')
  expect(status).toBe(0)
  expect(answer).toMatchObject({
    explained: [
      {
        id: 'CT99-K1',
        when: { en: ['the travel [travel.means] is truck'] },
        unless: { en: ['has a test pcr with result negative, known at least as seen (basis: sampled; maxAgeHours: 48 (testHours))'] },
      },
    ],
  })
})

it('publishes on a fresh demo and the checkpoint says what was promised', () => {
  const noon = '2021-02-20T09:00:00+07:00'
  expect(ofDirective(verdictAt(noon))).toEqual([])
  expect(cli('rules', 'publish', 'chi-thi-99.json')).toMatchObject({ status: 0, answer: { rulesetId: 'chi-thi-99', state: 'published' } })
  const verdict = verdictAt(noon)
  expect(verdict.outcome).toBe('admit-with-test')
  expect(ofDirective(verdict)).toEqual(['CT99-K1', 'CT99-K3'])
  expect(verdict.duties.map(({ kind }) => kind)).toEqual(['sample', 'advise'])
  expect(cli('rules', 'publish', 'chi-thi-99.json')).toMatchObject({ status: 0, answer: { state: 'already' } })
})

it('is tried on the passages of a demo that has none yet', () => {
  const tried = cli('rules', 'simulate', 'chi-thi-99.json', '--from', '2021-02-10T00:00:00+07:00', '--checkpoint', 'bach-dang')
  expect(tried).toMatchObject({ status: 0, answer: { state: 'complete', passages: 0, changed: 0 } })
})
