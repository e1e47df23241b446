import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { disagreements, type GoldenContext, parseGoldenCases, verdictOfCase } from '../../shared/rules/golden-case.ts'
import { testAreas } from '../support/areas.ts'
import { ALL_RULESET_FILES, demoZones, readJson, seedRuleset } from './seeds.ts'

const files = readdirSync(new URL('../../seeds/rulesets', import.meta.url)).filter((file) => file.endsWith('.cases.json'))
const context: GoldenContext = {
  areas: testAreas(),
  ruleset: (name) => (ALL_RULESET_FILES.includes(name) ? seedRuleset(name) : null),
  zones: (name) => (name === 'demo/zones' ? demoZones() : null),
}

for (const file of files) {
  describe(file.replace('.cases.json', ''), () => {
    const parsed = parseGoldenCases(readJson(`../../seeds/rulesets/${file}`))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    it.each(parsed.value)('$name', (golden) => {
      const verdict = verdictOfCase(golden, context)
      if (!verdict.ok) throw new Error(verdict.error)
      expect(disagreements(golden, verdict.value)).toEqual([])
    })
  })
}

/** Their parameter is 0 in the seeds: test/scenarios publishes versions in which they are on. */
const OFF_BY_DEFAULT: readonly string[] = ['LS-R43', 'QN-R15-CREW']

it('tries every rule of every ruleset: each fires in one of the golden cases beside it', () => {
  const untried = ALL_RULESET_FILES.flatMap((name) => {
    const parsed = files.includes(`${name}.cases.json`) ? parseGoldenCases(readJson(`../../seeds/rulesets/${name}.cases.json`)) : null
    const fired = new Set(parsed?.ok ? parsed.value.flatMap(({ expected }) => expected.ruleIds) : [])
    return seedRuleset(name)
      .rules.filter(({ id }) => !fired.has(id) && !OFF_BY_DEFAULT.includes(id))
      .map(({ id }) => `${name}: ${id}`)
  })
  expect(untried).toEqual([])
})
