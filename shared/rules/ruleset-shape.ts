import * as z from 'zod/mini'
import { isPlaceCode, type PlaceCode } from '../areas/place.ts'
import { CHECKPOINT_KINDS, DIRECTIONS, type Texts } from '../checkpoints/checkpoint.ts'
import { type AuthorityId, asAuthorityId } from '../ids.ts'
import { OBSERVATION_KINDS } from '../passage/observation.ts'
import type { NonEmpty } from '../result.ts'
import { parseInstant } from '../time.ts'
import type { EpochMs } from '../units.ts'
import { QUARANTINE_KINDS, RECEIVERS } from './duty-kinds.ts'
import type { RulesetFault } from './rule-fault.ts'
import { type Expression, ZONE_KINDS } from './ruleset.ts'
import { OUTCOMES, PAYERS, PRIORITIES, VIOLATION_KINDS } from './verdict.ts'

/** Bounds that no honest ruleset meets; they keep a hostile one from filling a tablet. */
const MAX_RULES = 500
const MAX_TEXT = 2000
const MAX_DEPTH = 60

const short = z.string().check(z.minLength(1), z.maxLength(120))
export const textsField: z.ZodMiniType<Texts> = z.strictObject({
  vi: z.string().check(z.minLength(1), z.maxLength(MAX_TEXT)),
  en: z.string().check(z.minLength(1), z.maxLength(MAX_TEXT)),
})
export const authorityField = z.custom<AuthorityId>((value) => asAuthorityId.matches(value), 'give an authority: VN or VN-22')
export const placeField = z.custom<PlaceCode>((value) => isPlaceCode(value), 'give a place code: 2021:310930, country:LA, site:…')
const wholeVersion = z.int().check(z.minimum(1))

/** Epoch ms as bundles carry it, or an instant with its offset as people write it. */
export const instantField = z.pipe(
  z.custom<number | string>(
    (value) => Number.isSafeInteger(value) || parseInstant(value) !== null,
    'give an instant with its offset: 2021-02-17T00:00:00+07:00',
  ),
  z.transform((value: number | string): EpochMs => (typeof value === 'number' ? value : (parseInstant(value) ?? 0))),
)
const expression = z.custom<Expression>(
  (value) => isExpression(value, MAX_DEPTH),
  'give an expression: textsField, whole numbers, true, false, lists, { "operator": … }',
)

const days = z.union([z.int().check(z.minimum(0), z.maximum(366)), z.readonly(z.strictObject({ parameter: short }))])
const zoneKinds = atLeastOne(z.enum(ZONE_KINDS))
const anchor = z.readonly(
  z.discriminatedUnion('from', [z.strictObject({ from: z.literal('last-day-in-zone'), zoneKinds }), z.strictObject({ from: z.literal('crossing') })]),
)
const receivers = atLeastOne(z.enum(RECEIVERS))

const duty = z.readonly(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('quarantine'),
      kinds: atLeastOne(z.enum(QUARANTINE_KINDS)),
      payer: z.enum(PAYERS),
      days,
      anchor,
      controller: z.enum(['destination-commune', 'health', 'facility']),
    }),
    z.strictObject({ kind: z.literal('sample'), payer: z.enum(PAYERS), priority: z.enum(PRIORITIES), onDays: atLeastOne(days) }),
    z.strictObject({ kind: z.literal('isolate-now') }),
    z.strictObject({ kind: z.literal('hand-over'), to: receivers }),
    z.strictObject({ kind: z.literal('follow-up'), to: receivers }),
    z.strictObject({ kind: z.literal('record-violation'), violation: z.enum(VIOLATION_KINDS), draft: z.boolean() }),
    z.strictObject({ kind: z.literal('disinfect') }),
    z.strictObject({ kind: z.literal('advise'), text: textsField }),
    z.strictObject({ kind: z.literal('not-cleared-for-work') }),
  ]),
)

const rule = z.readonly(
  z.strictObject({
    id: z
      .string()
      .check(z.regex(/^(?!CHOT-)[A-Z0-9]+(-[A-Z0-9]+)*$/, 'write capital words joined by "-", not starting with CHOT-: QN-R04'), z.maxLength(40)),
    version: wholeVersion,
    validFrom: instantField,
    validTo: z.nullable(instantField),
    strength: z.enum(['must', 'should']),
    outcome: z.enum(OUTCOMES),
    checkpointKinds: z.readonly(z.array(z.enum(CHECKPOINT_KINDS))),
    directions: z.readonly(z.array(z.enum(DIRECTIONS))),
    when: expression,
    unless: expression,
    duties: z.readonly(z.array(duty)),
    law: z.readonly(z.strictObject({ document: textsField, clause: short, phrase: z.string().check(z.minLength(1), z.maxLength(200)) })),
    officerText: textsField,
    travellerText: textsField,
    readsPersonLists: z.boolean(),
  }),
)

export const rulesetShape = z.readonly(
  z.strictObject({
    rulesetId: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'write small words joined by "-"')),
    version: wholeVersion,
    language: wholeVersion,
    authority: authorityField,
    layer: z.enum(['national', 'province']),
    title: textsField,
    zone: z.custom<string>(isZoneName, 'give a time zone by its name: Asia/Ho_Chi_Minh'),
    validFrom: instantField,
    validTo: z.nullable(instantField),
    parameters: z.readonly(z.record(z.string(), z.union([z.int(), z.string(), z.boolean()]))),
    parameterNotes: z.exactOptional(z.readonly(z.record(z.string(), textsField))),
    requiredObservations: z.readonly(z.array(z.enum(OBSERVATION_KINDS))),
    secondOfficerFor: z.exactOptional(z.readonly(z.array(z.enum(OUTCOMES)))),
    rules: z.readonly(z.array(rule).check(z.minLength(1), z.maxLength(MAX_RULES))),
  }),
)

export const zoneShape = z.readonly(
  z.strictObject({
    zoneId: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'write small words joined by "-"')),
    place: placeField,
    kind: z.enum(ZONE_KINDS),
    state: z.enum(['prepared', 'active', 'lifted']),
    from: instantField,
    to: z.nullable(instantField),
    authority: authorityField,
    source: textsField,
    untraced: z.exactOptional(z.boolean()),
  }),
)

/** Each of zod's complaints as a path into the JSON and a sentence. */
export function faultsOf(error: z.core.$ZodError): NonEmpty<RulesetFault> {
  const [first, ...rest] = error.issues.map((issue) => ({ path: issue.path.join('.'), problem: problemOf(issue) }))
  return [first ?? { path: '', problem: 'is not a ruleset' }, ...rest]
}

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has no field ${issue.keys.map((key) => `"${key}"`).join(', ')}: check the spelling`
    case 'invalid_value':
      return `give one of: ${issue.values.join(', ')}`
    case 'invalid_type':
      return issue.input === undefined ? `is missing or not ${issue.expected}` : `must be ${issue.expected}`
    case 'too_small':
      return `is too small or too short: at least ${issue.minimum}`
    case 'too_big':
      return `is too big or too long: at most ${issue.maximum}`
    default:
      return issue.message
  }
}

function atLeastOne<T extends z.ZodMiniType>(item: T) {
  return z.readonly(z.tuple([item], item))
}

function isExpression(value: unknown, depth: number): value is Expression {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || depth === 0) return false
  return Object.values(value).every((inner) => isExpression(inner, depth - 1))
}

function isZoneName(value: unknown): boolean {
  if (typeof value !== 'string') return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: value }).format(0) !== ''
  } catch {
    return false
  }
}
