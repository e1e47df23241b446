import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Claims } from '../../shared/declaration/claims.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import type { Observation } from '../../shared/passage/observation.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import type { Passing, WatchHit } from '../../shared/rules/passing.ts'
import type { Duty, Verdict } from '../../shared/rules/verdict.ts'
import { aCheckpoint, aPassing, at, place } from './a-passing.ts'
import { demoZones, readJson, seedRuleset } from './seeds.ts'

interface Situation {
  readonly rulesets: readonly string[]
  readonly zones: string | null
  readonly authority: string
  readonly checkpointPlace: string
  readonly checkpointKind: Passing['checkpoint']['kind']
  readonly direction: Passing['direction']
  readonly now: string
  readonly issuedAt: string
  readonly audience: Passing['audience']
  readonly observations: readonly Instants<Observation>[]
  readonly watch: readonly Instants<WatchHit>[] | null
  readonly claims: Instants<Claims> | null
}

/** As JSON writes them: instants are texts. */
type Instants<T> = { readonly [K in keyof T]: unknown }

interface GoldenCase {
  readonly name: string
  readonly change: Partial<Omit<Situation, 'claims'>> & { readonly claims?: Partial<Instants<Claims>> | null }
  readonly expected: { readonly outcome: Verdict['outcome']; readonly ruleIds: readonly string[]; readonly duties?: readonly Duty[] }
}

const { base } = readJson('./cases/base.json') as { readonly base: Situation }
const files = readdirSync(new URL('./cases', import.meta.url)).filter((file) => file !== 'base.json')

/** `{claims}` is laid over the base's claims; all else replaces the base's. */
function situationOf({ change }: GoldenCase): Situation {
  const claims = change.claims === null ? null : { ...base.claims, ...change.claims }
  return { ...base, ...change, claims: claims as Situation['claims'] }
}

/** Every ISO instant in the JSON to epoch ms; local dates and place codes stay as they are. */
function withInstants(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}T/.test(value) ? at(value) : value
  if (Array.isArray(value)) return value.map(withInstants)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withInstants(field)]))
}

function passingOf(situation: Situation): Passing {
  const claims = withInstants(situation.claims) as Claims | null
  const watch = withInstants(situation.watch) as readonly WatchHit[] | null
  return aPassing({
    checkpoint: aCheckpoint({
      kind: situation.checkpointKind,
      authority: asAuthorityId(situation.authority),
      place: place(situation.checkpointPlace),
    }),
    direction: situation.direction,
    documents: claims === null ? [] : [{ source: 'credential', issuedAt: at(situation.issuedAt), claims }],
    observations: withInstants(situation.observations) as readonly Observation[],
    lists: {
      zones: situation.zones === null ? { state: 'unknown', why: 'missing' } : { state: 'known', value: demoZones() },
      watch: watch === null ? { state: 'unknown', why: 'stale' } : { state: 'known', value: watch },
      named: {},
    },
    audience: situation.audience,
  })
}

for (const file of files) {
  describe(file.replace('.json', ''), () => {
    const { cases } = readJson(`./cases/${file}`) as { readonly cases: readonly GoldenCase[] }
    it.each(cases)('$name', (golden) => {
      const situation = situationOf(golden)
      const rules = compileRulesets(situation.rulesets.map(seedRuleset), asAuthorityId(situation.authority))
      const verdict = evaluate(rules, passingOf(situation), at(situation.now))
      expect(verdict.reasons.filter((reason) => reason.fault)).toEqual([])
      expect({ outcome: verdict.outcome, ruleIds: verdict.reasons.map((reason) => reason.ruleId) }).toEqual({
        outcome: golden.expected.outcome,
        ruleIds: golden.expected.ruleIds,
      })
      if (golden.expected.duties) expect(verdict.duties).toEqual(golden.expected.duties)
    })
  })
}
