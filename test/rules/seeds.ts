import { readdirSync, readFileSync } from 'node:fs'
import { parseRuleset, parseZones } from '../../shared/rules/parse-ruleset.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'

/** What the demo province applies on its first evening, and its neighbour's. */
export const RULESET_FILES = ['national-demo-2021', 'quang-ninh-2021-02-17', 'hai-duong-2021-02-03'] as const

/** Every ruleset of the seeds, whatever its authority and date. */
export const ALL_RULESET_FILES: readonly string[] = readdirSync(new URL('../../seeds/rulesets', import.meta.url))
  .filter((file) => file.endsWith('.json') && !file.endsWith('.cases.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort()

const rulesets = new Map<string, Ruleset>()

export function seedRuleset(name: string): Ruleset {
  const parsed = rulesets.get(name) ?? parseSeed(name)
  rulesets.set(name, parsed)
  return parsed
}

function parseSeed(name: string): Ruleset {
  const parsed = parseRuleset(readJson(`../../seeds/rulesets/${name}.json`))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

let zones: readonly Zone[] | null = null

export function demoZones(): readonly Zone[] {
  zones = zones ?? parseDemoZones()
  return zones
}

function parseDemoZones(): readonly Zone[] {
  const parsed = parseZones(readJson('../../seeds/demo/zones.json'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export function readJson(relative: string): unknown {
  return JSON.parse(readFileSync(new URL(relative, import.meta.url), 'utf8'))
}
