import * as z from 'zod/mini'
import { isPlaceCode } from '../../shared/areas/place.ts'
import { DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { CREDENTIAL_TYPES } from '../../shared/credential/credential.ts'
import { TEST_KINDS } from '../../shared/declaration/health-vocabulary.ts'
import { asAuthorityId, asCredentialId, asCrossingId, asLaneId, asPassageId, asStaffId } from '../../shared/ids.ts'
import { DOCUMENT_SOURCES, OBSERVATION_KINDS, OBSERVED_VIOLATIONS, QUEUE_LENGTHS } from '../../shared/passage/observation.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'

/** What an officer types as a reason; the kiosk's field is shorter. */
const MAX_REASON = 1000
const MAX_WORD = 100
const MAX_LIST = 200

const id = <T extends string>(maker: { readonly matches: (text: unknown) => text is T }) => z.custom<T>(maker.matches)
const text = z.string().check(z.maxLength(MAX_REASON))
const word = z.string().check(z.maxLength(MAX_WORD))
const count = z.int().check(z.gte(0))
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const place = z.custom(isPlaceCode)
const outcome = z.enum(OUTCOMES)
const direction = z.enum(DIRECTIONS)
const passage = id(asPassageId)
const crossing = id(asCrossingId)
const lane = id(asLaneId)
const staff = id(asStaffId)
const origin = z.nullable(place)
const officer = z.nullable(staff)
const versions = z.record(word, z.int())

/** Duties are kept as the kiosk wrote them: their orders are made from a fresh verdict, not from these. */
const duty = z.looseObject({ kind: word })

const verdict = z.strictObject({
  outcome,
  reasons: z
    .array(
      z.strictObject({
        ruleId: word,
        ruleVersion: z.int(),
        outcome,
        unknown: z.optional(z.array(word).check(z.maxLength(MAX_LIST))),
        fault: z.optional(text),
      }),
    )
    .check(z.maxLength(MAX_LIST)),
  duties: z.array(duty).check(z.maxLength(MAX_LIST)),
})

const trust = z.enum(['attested', 'unsigned', 'unchecked', 'bad'])

const paper = z.enum(['test', 'vaccination', 'identity', 'work', 'goods'])

const test = z.optional(z.strictObject({ kind: z.enum(TEST_KINDS), sampledAt: z.int() }))

const observed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('temperature'), tenths: z.int() }),
  z.strictObject({ kind: z.literal('symptom'), present: z.boolean() }),
  z.strictObject({ kind: z.literal('mask'), worn: z.boolean() }),
  z.strictObject({ kind: z.literal('papers-seen'), paper, agrees: z.boolean(), test }),
  z.strictObject({ kind: z.literal('persons-counted'), persons: count }),
  z.strictObject({ kind: z.literal('queue'), length: z.enum(QUEUE_LENGTHS) }),
  z.strictObject({ kind: z.literal('illegal-entry'), suspected: z.boolean() }),
  z.strictObject({ kind: z.literal('position'), latitude: z.int(), longitude: z.int() }),
  z.strictObject({ kind: z.literal('place'), place }),
  z.strictObject({ kind: z.literal('withdrawn'), of: z.enum(OBSERVATION_KINDS), paper: z.nullable(paper), test }),
  z.strictObject({ kind: z.literal('violation'), what: z.enum(OBSERVED_VIOLATIONS), note: z.nullable(text) }),
  z.strictObject({
    kind: z.literal('document'),
    document: z.enum([...DOCUMENT_SOURCES, 'form']),
    trust,
    agrees: z.boolean(),
    credential: z.optional(id(asCredentialId)),
    insteadOf: z.optional(id(asCredentialId)),
  }),
])

const reading = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('credential'),
    id: id(asCredentialId),
    issuer: id(asAuthorityId),
    type: z.enum(CREDENTIAL_TYPES),
    specimen: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('unreadable'), code: word, textHash: hash, credential: z.nullable(id(asCredentialId)) }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('document'), document: z.enum(DOCUMENT_SOURCES), trust, problem: z.nullable(word), textHash: hash }),
  z.strictObject({
    kind: z.literal('form'),
    paper: z.nullable(z.strictObject({ serial: word, writtenAt: z.int(), keyedBy: staff })),
  }),
  z.strictObject({ kind: z.literal('short-code'), credential: id(asCredentialId) }),
])

const value = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scan'),
    passage,
    crossing: z.nullable(crossing),
    lane,
    direction,
    officer,
    reading,
    origin,
    verdict,
    bundle: versions,
    clock: z.enum(['sure', 'doubtful']),
    online: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('observation'), passage, observed, verdict }),
  z.strictObject({
    kind: z.literal('decision'),
    passage,
    lane,
    direction,
    origin,
    outcome,
    verdictOutcome: outcome,
    officer,
    override: z.nullable(z.strictObject({ reason: text, secondOfficer: officer })),
    writtenAt: z.optional(z.int()),
  }),
  z.strictObject({ kind: z.literal('annul'), passage, reason: text, officer }),
  z.strictObject({
    kind: z.literal('crossing'),
    crossing,
    lane,
    direction,
    passages: z.array(passage).check(z.maxLength(MAX_LIST)),
    personsCounted: count,
    personsDeclared: z.optional(count),
    // A convoy is many crossings; more than this is a slip of the finger that would spoil a day's figures.
    vehicles: z.int().check(z.gte(0), z.lte(MAX_LIST)),
    plate: z.nullable(word),
    trailerPlate: z.nullable(word),
    outcome,
    origin,
  }),
  z.strictObject({
    kind: z.literal('shift'),
    event: z.enum(['start', 'end']),
    officer: staff,
    summary: z.nullable(
      z.strictObject({
        decisions: count,
        openScans: count,
        byOutcome: z.optional(z.partialRecord(outcome, count)),
        unsent: z.optional(count),
      }),
    ),
    code: z.optional(z.strictObject({ list: word, number: count })),
  }),
  z.strictObject({ kind: z.literal('clock'), event: z.enum(['jump', 'contact', 'doubtful', 'sure']), skewMs: z.nullable(z.int()) }),
  z.strictObject({ kind: z.literal('bundle-switch'), version: z.int(), parts: versions }),
  z.strictObject({
    kind: z.literal('lost'),
    epoch: z.int(),
    fromSeq: z.int(),
    toSeq: z.nullable(z.int()),
    cause: z.enum(['storage-lost', 'damaged', 'moved']),
  }),
  z.strictObject({
    kind: z.literal('health'),
    batteryPercent: z.nullable(z.int()),
    queued: count,
    persisted: z.boolean(),
    appVersion: word,
  }),
  z.strictObject({ kind: z.literal('queue'), lane, officer, length: z.enum(QUEUE_LENGTHS) }),
  // `claims` come sealed, so a plain one is a fault of the kiosk: it is parked.
  z.strictObject({ kind: z.literal('slip'), passage, credential: id(asCredentialId), expiresAt: z.int() }),
])

/** The value of a plain body, or null where nobody here can read it: such a record is parked, never refused. */
export function parseRecordValue(input: unknown): BodyValue | null {
  const parsed = value.safeParse(input)
  // Zod's types say `string` where ours are branded; the checks are the same.
  return parsed.success ? (parsed.data as unknown as BodyValue) : null
}
