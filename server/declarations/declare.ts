import type { Declaration } from '../../shared/declaration/declaration.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { type InvalidFields, type IssuedDeclaration, PREFER_MODULES } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { RouteReply, RouteRequest } from '../http/route.ts'
import type { Tx } from '../storage/storage.ts'
import { insertDeclaration, isShortCodeTaken } from './declaration-store.ts'
import { codeModules } from './draw-code.ts'
import type { HeldPass } from './held-pass.ts'
import { type Attempt, parseAttempt, recallReply, rememberReply } from './idempotency.ts'
import { type IssueDeps, issuedDeclaration, type PreparedDeclaration, prepareDeclaration, withNewShortCode } from './issue-declaration.ts'
import { markRevised } from './mark-revised.ts'
import type { PublicFacts, ReadPublicFacts } from './public-facts.ts'

export interface DeclareDeps extends IssueDeps, Pick<CoreDeps, 'storage' | 'zone'> {
  readonly publicFacts: ReadPublicFacts
}

/** What stands in the way of storing, looked at inside the transaction; and what is changed together with it. */
export interface Before {
  readonly check: (tx: Tx) => Promise<Refusal | null>
  readonly store: (tx: Tx, prepared: PreparedDeclaration) => Promise<void>
  /** Whose place is taken; null of a declaration that is new. */
  readonly replaces: HeldPass | null
}

/** The traveller's one round trip: the same parser, rules and clock as the preview on their phone, then a signature. */
export function declare(deps: DeclareDeps, request: RouteRequest): Promise<RouteReply> {
  return declareInstead(deps, request, NOTHING_BEFORE)
}

const NOTHING_BEFORE: Before = { check: async () => null, store: async () => undefined, replaces: null }

/** The same for a declaration that takes the place of another: `before` says whether it still may. */
export async function declareInstead(deps: DeclareDeps, request: RouteRequest, before: Before): Promise<RouteReply> {
  const attempt = parseAttempt(request.header('idempotency-key'), request.rawBody, deps.clock.realNow())
  if (!attempt.ok) return refusalReply(attempt.error, request.language)
  const said = attempt.value && (await recallReply(deps.storage.read, attempt.value))
  if (said) return replyOf(said, request)
  const facts = await deps.publicFacts()
  const { checkpoints } = facts
  const context = { areas: deps.areaTable, checkpoints, now: deps.clock.now(), zone: deps.zone, language: request.language }
  const parsed = parseDeclaration(request.body, context)
  if (!parsed.ok) return { status: 422, body: { ...INVALID[request.language], fields: parsed.error } satisfies InvalidFields }
  const prepared = await prepareInstead(deps, parsed.value, { facts, replaces: before.replaces })
  return replyOf(await storeOnce(deps, prepared, { attempt: attempt.value, before }), request)
}

interface Instead {
  readonly facts: PublicFacts
  readonly replaces: HeldPass | null
}

/** It names what it took the place of: whoever erases it erases that too. */
async function prepareInstead(deps: DeclareDeps, declaration: Declaration, { facts, replaces }: Instead): Promise<PreparedDeclaration> {
  if (replaces === null) return prepareDeclaration(deps, declaration, facts)
  const prepared = await prepareDeclaration(deps, markRevised(declaration, replaces.declaration), facts)
  return { ...prepared, reply: { ...prepared.reply, replaces: replaces.credential } }
}

function replyOf(answer: Result<string, Refusal>, request: RouteRequest): RouteReply {
  if (!answer.ok) return refusalReply(answer.error, request.language)
  const issued: IssuedDeclaration = JSON.parse(answer.value)
  return { status: 201, body: request.header('prefer') === PREFER_MODULES ? { ...issued, modules: codeModules(issued.qrPayload) } : issued }
}

/** 40 random bits against some ten million live codes: each try fails once in 100,000. */
const SHORT_CODE_TRIES = 5

interface Storing {
  readonly attempt: Attempt | null
  readonly before: Before
}

/** Of two requests with one key at the same time, the second finds the first's answer inside its own transaction. */
function storeOnce(deps: DeclareDeps, prepared: PreparedDeclaration, { attempt, before }: Storing): Promise<Result<string, Refusal>> {
  return deps.storage.write(async (tx) => {
    const said = attempt && (await recallReply(tx, attempt))
    if (said) return said
    const refusal = await before.check(tx)
    if (refusal) return err(refusal)
    await before.store(tx, prepared)
    const unique = await insertUnique(deps, tx, prepared)
    const reply = JSON.stringify(issuedDeclaration(unique.reply, unique.reference))
    if (attempt) await rememberReply(tx, attempt, reply)
    return ok(reply)
  })
}

/** Under a short code that nobody else has. */
export async function insertUnique(deps: DeclareDeps, tx: Tx, prepared: PreparedDeclaration): Promise<PreparedDeclaration> {
  let unique = prepared
  for (let tries = 1; await isShortCodeTaken(tx, unique.reply.shortCode); tries++) {
    if (tries === SHORT_CODE_TRIES) throw new Error('no free short code: the dice or the table of declarations is broken')
    unique = withNewShortCode(unique, deps.dice)
  }
  await insertDeclaration(tx, unique)
  return unique
}

export const INVALID = {
  vi: { error: 'invalid-declaration', message: 'Một số mục chưa đúng. Hãy sửa các mục được nêu; những gì đã nhập vẫn còn.' },
  en: { error: 'invalid-declaration', message: 'Some answers need a correction. Mend those named; what you typed is kept.' },
} as const
