import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseRuleset, parseZones } from '../../shared/rules/parse-ruleset.ts'
import { testAreas } from '../support/areas.ts'
import { ALL_RULESET_FILES, demoZones, seedRuleset } from './seeds.ts'

/** The full directives lie beside the project where it was made; elsewhere only the quoted phrases are at hand. */
const directives = fileURLToPath(new URL('../../../shared/directives', import.meta.url))

describe.each(ALL_RULESET_FILES)('%s', (name) => {
  it('parses, and parses to the same again as a bundle carries it', () => {
    const ruleset = seedRuleset(name)
    expect(parseRuleset(JSON.parse(JSON.stringify(ruleset)))).toEqual({ ok: true, value: ruleset })
  })

  it('says why each parameter has its value', () => {
    const { parameters, parameterNotes = {} } = seedRuleset(name)
    expect(Object.keys(parameterNotes)).toEqual(Object.keys(parameters))
  })

  it.runIf(existsSync(directives) && !quotesOthers(name))('quotes phrases that stand in the directives, word for word', () => {
    const folded = readdirSync(directives).map((file) => fold(readFileSync(`${directives}/${file}`, 'utf8')))
    const missing = seedRuleset(name).rules.filter((rule) => !folded.some((text) => text.includes(fold(rule.law.phrase))))
    expect(missing.map((rule) => `${rule.id}: ${rule.law.phrase}`)).toEqual([])
    expect(folded.length).toBe(5)
  })
})

it('places every demo zone in the division of 2021', () => {
  const areas = testAreas()
  expect(demoZones().map(({ place }) => areas.get(place)?.name)).toEqual(['Tỉnh Hải Dương', 'Xã Tân Trường', 'Thị xã Kinh Môn'])
})

it('refuses zones that say two things at once, and says where', () => {
  const [zone] = demoZones()
  const wrong = [
    { ...zone, to: zone?.from },
    { ...zone, state: 'lifted' },
    { ...zone, place: 'Hải Dương' },
  ]
  const paths = [wrong.slice(0, 2), wrong.slice(2)].map((zones) => {
    const parsed = parseZones(zones)
    return parsed.ok ? [] : parsed.error.map(({ path }) => path)
  })
  expect(paths).toEqual([['1.zoneId', '0.to', '1.to'], ['0.place']])
})

/** The national layer's later papers are not among the five directives: docs/rules-coverage.md says where their words come from. */
function quotesOthers(name: string): boolean {
  return /^national-(contacts|tests|levels)-/.test(name)
}

function fold(text: string): string {
  return text.normalize('NFC').replace(/\*/g, '').replace(/\s+/g, ' ')
}
