import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { compileCertLogic } from '../../shared/rules/compile-certlogic.ts'
import { aDocument, aPassing, DEMO_NOW } from '../rules/a-passing.ts'
import { verdictUnder } from '../rules/a-ruleset.ts'
import { context, expression } from '../rules/arbitrary-certlogic.ts'
import { seedRuleset } from '../rules/seeds.ts'

/** One line that depends on every answer to expressions, and every verdict around midnight, of a seed: the same in every time zone. */
const seed = Number(process.argv[2] ?? 0)
const hash = createHash('sha256')
const samples = fc.sample(fc.tuple(expression, context), { seed, numRuns: 1000 })
for (const [written, data] of samples) {
  const compiled = compileCertLogic(written)
  hash.update(JSON.stringify(compiled.ok ? compiled.value(data) : compiled.error))
}
const rulesets = [seedRuleset('quang-ninh-2021-02-17')]
const test = { kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW - 72 * 3_600_000, evidence: 'attested' } as const
const hours = Array.from({ length: 48 }, (_, hour) => DEMO_NOW + hour * 3_600_000)
for (const now of hours) hash.update(JSON.stringify(verdictUnder(rulesets, aPassing({ documents: [aDocument({ tests: [test] })] }), now)))
process.stdout.write(`${hash.digest('hex')} of ${samples.length} answers, ${hours.length} verdicts`)
