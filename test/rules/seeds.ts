import { readFileSync } from 'node:fs'
import { parseRuleset, parseZones } from '../../shared/rules/parse-ruleset.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'

export const RULESET_FILES = ['national-demo-2021', 'quang-ninh-2021-02-17', 'hai-duong-2021-02-03'] as const

export function seedRuleset(name: string): Ruleset {
  const parsed = parseRuleset(readJson(`../../seeds/rulesets/${name}.json`))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export function demoZones(): readonly Zone[] {
  const parsed = parseZones(readJson('../../seeds/demo/zones.json'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export function readJson(relative: string): unknown {
  return JSON.parse(readFileSync(new URL(relative, import.meta.url), 'utf8'))
}
