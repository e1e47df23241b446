import * as z from 'zod/mini'
import type { AreaTable } from '../areas/area-table.ts'
import { isPlaceCode, type PlaceCode } from '../areas/place.ts'
import { canonicalJson, type Json } from '../canonical-json.ts'
import { CHECKPOINT_KINDS, DIRECTIONS } from '../checkpoints/checkpoint.ts'
import type { Claims } from '../declaration/claims.ts'
import { type AuthorityId, asAuthorityId, asCheckpointId, asPassageId } from '../ids.ts'
import { DOCUMENT_SOURCES, OBSERVATION_KINDS, type Observation } from '../passage/observation.ts'
import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../result.ts'
import { parseInstant, parseLocalDate } from '../time.ts'
import type { EpochMs } from '../units.ts'
import { compileRulesets } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { type Listed, type Passing, type PresentedDocument, WATCH_KINDS, type WatchHit } from './passing.ts'
import type { RulesetFault } from './rule-fault.ts'
import type { Ruleset, Zone } from './ruleset.ts'
import { faultsOf } from './ruleset-shape.ts'
import { OUTCOMES, type Verdict } from './verdict.ts'

/**
 * Golden cases: `{ "base": situation, "cases": [{ "name", "change", "expected" }] }`, JSON that any language can replay.
 * A case is the base with one change: `claims` is laid over the base's claims, every other field replaces the base's.
 * Instants are ISO 8601 with their offset, places are codes, `rulesets` and `zones` are names of files beside the cases.
 */
export interface GoldenCase {
  readonly name: string
  readonly situation: z.infer<typeof situationShape>
  readonly expected: { readonly outcome: Verdict['outcome']; readonly ruleIds: readonly string[]; readonly duties?: readonly unknown[] }
}

/** Where names in a situation lead. Null: there is no such file. */
export interface GoldenContext {
  readonly areas: AreaTable
  readonly ruleset: (name: string) => Ruleset | null
  readonly zones: (name: string) => readonly Zone[] | null
}

const instant = z.custom<string>((value) => parseInstant(value) !== null, 'give an instant with its offset: 2021-02-17T20:00:00+07:00')
const date = z.custom<string>((value) => parseLocalDate(value) !== null, 'give a day: 2021-02-17')
const place = z.custom<PlaceCode>((value) => isPlaceCode(value), 'give a place code: 2021:310930, country:LA, site:…')
const authority = z.custom<AuthorityId>((value) => asAuthorityId.matches(value), 'give an authority: VN or VN-22')
const hour = z.exactOptional(z.int().check(z.minimum(0), z.maximum(23)))

/** The names of all claims, so that a slip of the pen is found; what stands in them is looked at where slips are likely. */
const claimsShape = z.strictObject({
  name: z.string(),
  birthYear: z.int(),
  sex: z.unknown(),
  nationality: z.string(),
  residence: z.nullable(place),
  document: z.unknown(),
  stops: z.array(z.strictObject({ place, from: date, to: date, fromHour: hour, toHour: hour })),
  destination: z.nullable(place),
  purpose: z.unknown(),
  sector: z.unknown(),
  employer: z.unknown(),
  travel: z.unknown(),
  cargo: z.unknown(),
  symptoms: z.unknown(),
  exposures: z.unknown(),
  tests: z.array(z.looseObject({ kind: z.string(), sampledAt: instant })),
  doses: z.array(z.looseObject({ givenOn: date })),
  homePossible: z.unknown(),
  revised: z.boolean(),
})

const documentShape = z.strictObject({
  source: z.enum([...DOCUMENT_SOURCES, 'declaration', 'form']),
  issuedAt: instant,
  claims: claimsShape,
})

const situationShape = z.strictObject({
  rulesets: z.array(z.string()),
  /** A name, the zones themselves, or null: no list at hand. */
  zones: z.nullable(z.union([z.string(), z.array(z.unknown())])),
  authority,
  checkpointPlace: place,
  checkpointKind: z.enum(CHECKPOINT_KINDS),
  direction: z.enum(DIRECTIONS),
  now: instant,
  issuedAt: instant,
  audience: z.enum(['officer', 'preview']),
  observations: z.array(z.looseObject({ kind: z.enum(OBSERVATION_KINDS), observedAt: instant })),
  watch: z.nullable(z.array(z.looseObject({ kind: z.enum(WATCH_KINDS), from: instant }))),
  /** By list: whether this person or vehicle is on it; null where the list is not at hand. */
  named: z.exactOptional(z.record(z.string(), z.nullable(z.boolean()))),
  /** Further documents beside the one of `claims`. */
  documents: z.exactOptional(z.array(documentShape)),
  passageId: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  claims: z.nullable(claimsShape),
})

const fileShape = z.strictObject({
  about: z.exactOptional(z.string()),
  base: z.exactOptional(z.looseObject({})),
  cases: z.array(
    z.strictObject({
      name: z.string().check(z.minLength(1)),
      change: z.looseObject({ claims: z.exactOptional(z.nullable(z.looseObject({}))) }),
      expected: z.strictObject({ outcome: z.enum(OUTCOMES), ruleIds: z.array(z.string()), duties: z.exactOptional(z.array(z.unknown())) }),
    }),
  ),
})

/** `base` stands in for a file that has none of its own. */
export function parseGoldenCases(input: unknown, base: unknown = null): Result<readonly GoldenCase[], NonEmpty<RulesetFault>> {
  const file = z.safeParse(fileShape, input)
  if (!file.success) return err(faultsOf(file.error))
  const under = { ...asObject(file.data.base ?? base) }
  const cases: GoldenCase[] = []
  const faults: RulesetFault[] = []
  file.data.cases.forEach(({ name, change, expected }, index) => {
    const claims = change.claims === undefined ? under.claims : change.claims && { ...asObject(under.claims), ...change.claims }
    const situation = z.safeParse(situationShape, { ...under, ...change, claims })
    if (situation.success) cases.push({ name, situation: situation.data, expected })
    else faults.push(...faultsOf(situation.error).map(({ path, problem }) => ({ path: `cases.${index}.change.${path}`, problem })))
  })
  return isNonEmpty(faults) ? err(faults) : ok(cases)
}

/** What the rules say of a case; a sentence where a ruleset or the zones it names are not there. */
export function verdictOfCase({ situation }: GoldenCase, context: GoldenContext): Result<Verdict, string> {
  const rulesets: Ruleset[] = []
  for (const name of situation.rulesets) {
    const found = context.ruleset(name)
    if (found === null) return err(`there is no ruleset "${name}"`)
    rulesets.push(found)
  }
  const zones = zonesOf(situation, context)
  if (zones === undefined) return err(`there are no zones "${String(situation.zones)}"`)
  return ok(evaluate(compileRulesets(rulesets, situation.authority), passingOf(situation, { zones, areas: context.areas }), at(situation.now)))
}

/** In what a verdict differs from the expected one; empty where the case holds. */
export function disagreements({ expected }: GoldenCase, verdict: Verdict): readonly string[] {
  const ruleIds = verdict.reasons.map((reason) => reason.ruleId)
  const found: string[] = verdict.reasons.flatMap(({ ruleId, fault }) => (fault ? [`${ruleId} broke at ${fault.path}: ${fault.problem}`] : []))
  if (verdict.outcome !== expected.outcome) found.push(`expected ${expected.outcome}, got ${verdict.outcome}`)
  if (ruleIds.join(' ') !== expected.ruleIds.join(' ')) found.push(`expected the rules [${expected.ruleIds.join(', ')}], got [${ruleIds.join(', ')}]`)
  if (expected.duties !== undefined && text(expected.duties) !== text(verdict.duties)) {
    found.push(`expected the duties ${text(expected.duties)}, got ${text(verdict.duties)}`)
  }
  return found
}

type Situation = GoldenCase['situation']

/** Undefined: named and not there. */
function zonesOf({ zones }: Situation, context: GoldenContext): readonly Zone[] | null | undefined {
  if (zones === null) return null
  return typeof zones === 'string' ? (context.zones(zones) ?? undefined) : (withInstants(zones) as readonly Zone[])
}

function passingOf(situation: Situation, known: { readonly zones: readonly Zone[] | null; readonly areas: AreaTable }): Passing {
  const watch = withInstants(situation.watch) as readonly WatchHit[] | null
  const named = Object.entries(situation.named ?? {}).map(([list, value]) => [list, listed(value)] as const)
  return {
    passageId: asPassageId(situation.passageId ?? '0'.repeat(32)),
    checkpoint: checkpointOf(situation),
    direction: situation.direction,
    documents: documentsOf(situation),
    observations: withInstants(situation.observations) as readonly Observation[],
    lists: {
      zones: known.zones === null ? { state: 'unknown', why: 'missing' } : { state: 'known', value: known.zones },
      watch: watch === null ? { state: 'unknown', why: 'stale' } : { state: 'known', value: watch },
      named: Object.fromEntries(named),
    },
    areas: known.areas,
    audience: situation.audience,
  }
}

function listed(value: boolean | null): Listed<boolean> {
  return value === null ? { state: 'unknown', why: 'missing' } : { state: 'known', value }
}

function checkpointOf({ authority, checkpointKind, checkpointPlace }: Situation): Passing['checkpoint'] {
  const name = { vi: 'Chốt mẫu', en: 'Sample checkpoint' }
  const where = { id: asCheckpointId('golden'), name, kind: checkpointKind, authority, place: checkpointPlace }
  return { ...where, borders: null, road: null, schematic: { x: 0, y: 0 }, lanes: [], opensAt: 0, closesAt: null }
}

function documentsOf({ claims, issuedAt, documents = [] }: Situation): readonly PresentedDocument[] {
  const own = claims === null ? [] : [{ source: 'credential', issuedAt, claims } as const]
  return [...own, ...documents].map((document) => ({
    source: document.source,
    issuedAt: at(document.issuedAt),
    claims: withInstants(document.claims) as Claims,
  }))
}

/** Every ISO instant in the JSON to epoch ms; local days and place codes stay as they are. */
function withInstants(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}T/.test(value) ? (parseInstant(value) ?? value) : value
  if (Array.isArray(value)) return value.map(withInstants)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withInstants(field)]))
}

function at(instantText: string): EpochMs {
  return parseInstant(instantText) ?? 0
}

function asObject(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function text(value: unknown): string {
  return canonicalJson(value as Json)
}
