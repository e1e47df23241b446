import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import * as z from 'zod/mini'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import type { GroupReply } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import type { Tx } from '../storage/storage.ts'
import { EXAMPLE_CHECKPOINT, invalidSchema, issuedSchema, MAX_DECLARATION_BYTES } from './api.ts'
import { type DeclareDeps, insertUnique } from './declare.ts'
import { type Attempt, parseAttempt, recallReply, rememberReply } from './idempotency.ts'
import { issuedDeclaration, type PreparedDeclaration, prepareDeclaration } from './issue-declaration.ts'

/** A full coach. */
const MAX_ROWS = 60

const requestSchema = z.strictObject({ rows: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_ROWS)) })
const row = z.int()
const replySchema = z.looseObject({
  rows: z.array(z.union([z.looseObject({ row, issued: issuedSchema }), z.looseObject({ row, fields: invalidSchema.def.shape.fields })])),
})

export function groupRoute(deps: DeclareDeps): Route {
  return {
    method: 'post',
    path: '/api/groups',
    summary: `Declare for up to ${MAX_ROWS} who travel together: each good row is issued, each wrong one comes back with its faults`,
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

type Row = { readonly row: number; readonly prepared: PreparedDeclaration } | Extract<GroupReply['rows'][number], { readonly fields: unknown }>

export async function declareGroup(deps: DeclareDeps, request: RouteRequest): Promise<RouteReply> {
  const attempt = parseAttempt(request.header('idempotency-key'), `group\n${request.rawBody}`, deps.clock.realNow())
  if (!attempt.ok) return refusalReply(attempt.error, request.language)
  const said = attempt.value && (await recallReply(deps.storage.read, attempt.value))
  const answer = said ?? (await storeGroup(deps, await judgeRows(deps, request), attempt.value))
  return answer.ok ? { status: 200, body: JSON.parse(answer.value) } : refusalReply(answer.error, request.language)
}

/** One after the other: sixty signatures at once would keep a kiosk waiting. */
async function judgeRows(deps: DeclareDeps, request: RouteRequest): Promise<readonly Row[]> {
  const facts = await deps.publicFacts()
  const context = { areas: deps.areaTable, checkpoints: facts.checkpoints, now: deps.clock.now(), zone: deps.zone, language: request.language }
  const judged: Row[] = []
  for (const [at, input] of requestSchema.parse(request.body).rows.entries()) {
    const parsed = parseDeclaration(input, context)
    judged.push(parsed.ok ? { row: at, prepared: await prepareDeclaration(deps, parsed.value, facts) } : { row: at, fields: parsed.error })
    await (request.nextTurn ?? turnOfTheLoop)()
  }
  return judged
}

/** All good rows or, where the disk refuses, none. */
function storeGroup(deps: DeclareDeps, rows: readonly Row[], attempt: Attempt | null): Promise<Result<string, Refusal>> {
  return deps.storage.write(async (tx) => {
    const said = attempt && (await recallReply(tx, attempt))
    if (said) return said.ok ? ok(said.value) : err(said.error)
    const told: GroupReply['rows'][number][] = []
    for (const one of rows) told.push('fields' in one ? one : await issued(deps, tx, one))
    const reply = JSON.stringify({ rows: told } satisfies GroupReply)
    if (attempt) await rememberReply(tx, attempt, reply)
    return ok(reply)
  })
}

async function issued(
  deps: DeclareDeps,
  tx: Tx,
  { row, prepared }: Extract<Row, { readonly prepared: unknown }>,
): Promise<GroupReply['rows'][number]> {
  const { reply, reference } = await insertUnique(deps, tx, prepared)
  return { row, issued: issuedDeclaration(reply, reference) }
}
