import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { disagreements, type GoldenContext, parseGoldenCases, verdictOfCase } from '../../shared/rules/golden-case.ts'
import { testAreas } from '../support/areas.ts'
import { demoZones, readJson, seedRuleset } from './seeds.ts'

const { base } = readJson('./cases/base.json') as { readonly base: unknown }
const files = readdirSync(new URL('./cases', import.meta.url)).filter((file) => file !== 'base.json')
const context: GoldenContext = { areas: testAreas(), ruleset: seedRuleset, zones: () => demoZones() }

for (const file of files) {
  describe(file.replace('.json', ''), () => {
    const parsed = parseGoldenCases(readJson(`./cases/${file}`), base)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    it.each(parsed.value)('$name', (golden) => {
      const verdict = verdictOfCase(golden, context)
      if (!verdict.ok) throw new Error(verdict.error)
      expect(disagreements(golden, verdict.value)).toEqual([])
    })
  })
}
