import * as z from 'zod/mini'
import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../result.ts'
import { compileRule } from './compile.ts'
import { daysOf } from './duties.ts'
import { attempt, type RulesetFault } from './rule-fault.ts'
import { LANGUAGE_VERSION, type Rule, type Ruleset, type Zone } from './ruleset.ts'
import { faultsOf, rulesetShape, zoneShape } from './ruleset-shape.ts'

/**
 * The only door for a ruleset, from a file, a form or a bundle: instants are epoch ms or ISO 8601 with an offset, no
 * unknown field, every rule compiles. Faults say where in the JSON and what to do.
 */
export function parseRuleset(input: unknown): Result<Ruleset, NonEmpty<RulesetFault>> {
  const parsed = z.safeParse(rulesetShape, input)
  if (!parsed.success) return err(faultsOf(parsed.error))
  const faults = rulesetFaults(parsed.data)
  return isNonEmpty(faults) ? err(faults) : ok(parsed.data)
}

export function parseZones(input: unknown): Result<readonly Zone[], NonEmpty<RulesetFault>> {
  const parsed = z.safeParse(z.readonly(z.array(zoneShape)), input)
  if (!parsed.success) return err(faultsOf(parsed.error))
  const faults = zoneFaults(parsed.data)
  return isNonEmpty(faults) ? err(faults) : ok(parsed.data)
}

function rulesetFaults(ruleset: Ruleset): readonly RulesetFault[] {
  const faults = [
    ...spanFaults(ruleset, 'validTo'),
    ...twice(
      ruleset.rules.map((rule) => rule.id),
      (index) => `rules.${index}.id`,
    ),
  ]
  if ((ruleset.layer === 'national') !== /^[A-Z]{2}$/.test(ruleset.authority)) {
    faults.push({ path: 'layer', problem: 'a national ruleset has a country as its authority (VN), a province has its own (VN-22)' })
  }
  const understood = ruleset.language <= LANGUAGE_VERSION
  ruleset.rules.forEach((rule, index) => {
    faults.push(...ruleFaults(rule, index))
    if (understood) faults.push(...meaningFaults(rule, index, ruleset))
  })
  return faults
}

function ruleFaults(rule: Rule, index: number): readonly RulesetFault[] {
  const faults = spanFaults(rule, `rules.${index}.validTo`)
  if (rule.strength === 'should' && rule.outcome !== 'admit') {
    faults.push({ path: `rules.${index}.outcome`, problem: 'a "should" only advises: write "admit"' })
  }
  return faults
}

/** What only compiling shows: operators, paths, parameters. A newer language than ours cannot be judged here. */
function meaningFaults(rule: Rule, index: number, ruleset: Ruleset): readonly RulesetFault[] {
  const compiled = compileRule(rule, index, ruleset)
  const faults: RulesetFault[] = compiled.kind === 'broken' ? [compiled.fault] : []
  if (compiled.kind === 'sound' && compiled.readsPersonLists !== rule.readsPersonLists) {
    faults.push({
      path: `rules.${index}.readsPersonLists`,
      problem: 'the rule reads a list of persons: write true, so that the public preview leaves it out',
    })
  }
  rule.duties.forEach((duty, position) => {
    const path = `rules.${index}.duties.${position}`
    const days = duty.kind === 'quarantine' ? [duty.days] : duty.kind === 'sample' ? duty.onDays : []
    for (const day of days) {
      const checked = attempt(path, () => daysOf(day, ruleset.parameters, path))
      if (!checked.ok) faults.push(checked.error)
    }
  })
  return faults
}

function zoneFaults(zones: readonly Zone[]): readonly RulesetFault[] {
  const faults = twice(
    zones.map((zone) => zone.zoneId),
    (index) => `${index}.zoneId`,
  )
  zones.forEach((zone, index) => {
    if (zone.to !== null && zone.to <= zone.from) faults.push({ path: `${index}.to`, problem: 'must be later than "from", or null while open' })
    if (zone.state === 'lifted' && zone.to === null) faults.push({ path: `${index}.to`, problem: 'a lifted zone says until when it counted' })
  })
  return faults
}

function spanFaults(span: Pick<Rule, 'validFrom' | 'validTo'>, path: string): RulesetFault[] {
  return span.validTo === null || span.validTo > span.validFrom ? [] : [{ path, problem: 'must be later than "validFrom", or null while open' }]
}

function twice(ids: readonly string[], path: (index: number) => string): RulesetFault[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ path: path(index), problem: `"${id}" stands twice: each needs its own` }] : []))
}
