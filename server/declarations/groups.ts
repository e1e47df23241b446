import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import * as z from 'zod/mini'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import type { GroupReply, IssuedDeclaration } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { EXAMPLE_CHECKPOINT, invalidSchema, issuedSchema, MAX_DECLARATION_BYTES } from './api.ts'
import { type DeclareDeps, insertUnique } from './declare.ts'
import { type Attempt, IDEMPOTENCY_KEY, parseAttempt, recallReply, rememberReply } from './idempotency.ts'
import { issuedDeclaration, type PreparedDeclaration, prepareDeclaration } from './issue-declaration.ts'
import { sha256 } from './seal-under-key.ts'

/** A full coach. */
const MAX_ROWS = 60

const requestSchema = z
  .strictObject({
    rows: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_ROWS)),
    keys: z.optional(z.array(z.string().check(z.regex(IDEMPOTENCY_KEY)))),
  })
  .check(z.refine(({ rows, keys }) => keys === undefined || keys.length === rows.length, { path: ['keys'] }))
const row = z.int()
const replySchema = z.looseObject({
  rows: z.array(z.union([z.looseObject({ row, issued: issuedSchema }), z.looseObject({ row, fields: invalidSchema.def.shape.fields })])),
})

export function groupRoute(deps: DeclareDeps): Route {
  return {
    method: 'post',
    path: '/api/groups',
    summary: `Declare for up to ${MAX_ROWS} who travel together: each good row is issued, each wrong one comes back with its faults. With keys, one secret random text a row, a row sent again under its key makes no second declaration, whatever else is in the list`,
    access: 'public',
    maxBytes: (MAX_ROWS * MAX_DECLARATION_BYTES) / 4,
    body: {
      schema: requestSchema,
      parsedBy: 'schema',
      get example() {
        return { rows: [exampleDeclaration(deps.clock.now(), EXAMPLE_CHECKPOINT)] }
      },
    },
    replies: { 200: { description: 'One answer a row, in their order', schema: replySchema }, 422: { description: 'No rows, or too many' } },
    handle: (request) => declareGroup(deps, request),
  }
}

type Told = GroupReply['rows'][number]
interface Prepared {
  readonly row: number
  readonly prepared: PreparedDeclaration
  readonly attempt: Attempt | null
}

export async function declareGroup(deps: DeclareDeps, request: RouteRequest): Promise<RouteReply> {
  const attempt = parseAttempt(request.header('idempotency-key'), `group\n${request.rawBody}`, deps.clock.realNow())
  if (!attempt.ok) return refusalReply(attempt.error, request.language)
  const said = attempt.value && (await recallReply(deps.storage.read, attempt.value))
  const answer = said ?? (await storeGroup(deps, await judgeRows(deps, request), attempt.value))
  return answer.ok ? { status: 200, body: JSON.parse(answer.value) } : refusalReply(answer.error, request.language)
}

/** One after the other: sixty signatures at once would keep a kiosk waiting. */
async function judgeRows(deps: DeclareDeps, request: RouteRequest): Promise<readonly (Told | Prepared)[]> {
  const facts = await deps.publicFacts()
  const context = { areas: deps.areaTable, checkpoints: facts.checkpoints, now: deps.clock.now(), zone: deps.zone, language: request.language }
  const { rows, keys } = requestSchema.parse(request.body)
  const judged: (Told | Prepared)[] = []
  for (const [row, input] of rows.entries()) {
    const attempt = rowAttempt(keys?.[row], input, deps.clock.realNow())
    const before = attempt && (await issuedBefore(deps, deps.storage.read, attempt))
    const parsed = before === null ? parseDeclaration(input, context) : null
    if (before !== null) judged.push({ row, issued: before })
    else if (parsed?.ok) judged.push({ row, prepared: await prepareDeclaration(deps, parsed.value, facts), attempt })
    else judged.push({ row, fields: parsed?.error ?? [] })
    await (request.nextTurn ?? turnOfTheLoop)()
  }
  return judged
}

/**
 * The key is of a person on a trip, as the sender tells them apart; the moment of sending, which is in the row, changes
 * nothing. Other answers under the same key are another declaration: nobody is given somebody else's code.
 */
function rowAttempt(key: string | undefined, input: unknown, at: EpochMs): Attempt | null {
  if (key === undefined) return null
  const said = JSON.stringify({ ...Object(input), arrivalAt: null })
  return { key, requestHash: sha256(`row of a group\n${said}`), at }
}

/** The code that this row got from a sending whose reply was lost; none where it was taken back since. */
async function issuedBefore(deps: DeclareDeps, db: Storage['read'] | Tx, attempt: Attempt): Promise<IssuedDeclaration | null> {
  const said = await recallReply(db, attempt)
  if (!said?.ok) return null
  const issued: IssuedDeclaration = JSON.parse(said.value)
  const live = db.selectFrom('declaration').select('short_code').where('short_code', '=', issued.shortCode).where('revoked_at', 'is', null)
  return (await live.where('expires_at', '>', deps.clock.now()).executeTakeFirst()) ? issued : null
}

/** All good rows or, where the disk refuses, none. */
function storeGroup(deps: DeclareDeps, rows: readonly (Told | Prepared)[], attempt: Attempt | null): Promise<Result<string, Refusal>> {
  return deps.storage.write(async (tx) => {
    const said = attempt && (await recallReply(tx, attempt))
    if (said) return said.ok ? ok(said.value) : err(said.error)
    const told: Told[] = []
    for (const one of rows) told.push('prepared' in one ? await issued(deps, tx, one) : one)
    const reply = JSON.stringify({ rows: told } satisfies GroupReply)
    if (attempt) await rememberReply(tx, attempt, reply)
    return ok(reply)
  })
}

async function issued(deps: DeclareDeps, tx: Tx, { row, prepared, attempt }: Prepared): Promise<Told> {
  const before = attempt && (await issuedBefore(deps, tx, attempt))
  if (before) return { row, issued: before }
  const { reply, reference } = await insertUnique(deps, tx, prepared)
  const made = issuedDeclaration(reply, reference)
  if (attempt) await rememberReply(tx, attempt, JSON.stringify(made))
  return { row, issued: made }
}
