import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FieldError } from '../../shared/declaration/declaration.ts'
import { type IssuedDeclaration, PREFER_MODULES } from '../../shared/http/api.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import type { Draft } from '../draft/draft.ts'
import type { PendingSend } from '../draft/draft-store.ts'
import type { Reply } from '../site/fetch-json.ts'
import { fetchProving } from './fetch-proving.ts'

export type SendAnswer =
  | { readonly kind: 'issued'; readonly issued: IssuedDeclaration }
  | { readonly kind: 'invalid'; readonly fields: readonly FieldError[] }
  | { readonly kind: 'busy'; readonly seconds: number }
  /** It cannot take the place of the old pass any more: why, in the traveller's language. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The key belongs to another body: this one needs a new key. */
  | { readonly kind: 'key-used' }
  | { readonly kind: 'offline' | 'lost' | 'server' }

/** One round trip. Sending the same `pending` again makes no second declaration: the server knows its key. */
export async function sendDeclaration(pending: PendingSend, language: Language): Promise<SendAnswer> {
  const headers = { 'content-type': 'application/json', 'accept-language': language, 'idempotency-key': pending.key, prefer: PREFER_MODULES }
  return sendAnswerOf(await fetchProving({ url: addressOf(pending), method: 'POST', body: pending.body, headers }))
}

/** A correction goes to the pass whose place it takes. */
function addressOf({ draft }: PendingSend): string {
  const { corrects = '' }: Partial<Draft> = JSON.parse(draft)
  return corrects === '' ? '/api/declarations' : `/api/declarations/${encodeURIComponent(corrects)}/correction`
}

export function sendAnswerOf(reply: Reply): SendAnswer {
  if (reply.kind !== 'answer') return { kind: reply.kind }
  if ((reply.status === 201 || reply.status === 200) && isIssued(reply.body)) return { kind: 'issued', issued: reply.body }
  if (reply.status === 422 && hasFields(reply.body)) return { kind: 'invalid', fields: reply.body.fields }
  if (reply.status === 422) return { kind: 'key-used' }
  if (reply.status === 409 && hasMessage(reply.body)) return { kind: 'refused', message: reply.body.message }
  return reply.status === 429 || reply.status === 503 ? { kind: 'busy', seconds: reply.retryAfterSeconds } : { kind: 'server' }
}

/** Our own server's word, or what this device kept of it: enough to tell it from a captive portal's page. */
export function isIssued(body: unknown): body is IssuedDeclaration {
  if (typeof body !== 'object' || body === null) return false
  const issued: Partial<Record<string, unknown>> = { ...body }
  const texts = ['reference', 'shortCode', 'qrPayload', 'pngUrl', 'checkpoint', 'direction'] as const
  const instants = ['issuedAt', 'expiresAt', 'arrivalAt'] as const
  return (
    texts.every((field) => typeof issued[field] === 'string') &&
    instants.every((field) => typeof issued[field] === 'number') &&
    isVerdict(issued.verdict)
  )
}

function isVerdict(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const verdict: Partial<Record<string, unknown>> = { ...value }
  return OUTCOMES.some((outcome) => outcome === verdict.outcome) && Array.isArray(verdict.reasons) && Array.isArray(verdict.duties)
}

function hasMessage(body: unknown): body is { readonly message: string } {
  return typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
}

function hasFields(body: unknown): body is { readonly fields: readonly FieldError[] } {
  if (typeof body !== 'object' || body === null || !('fields' in body) || !Array.isArray(body.fields)) return false
  return body.fields.every((field: unknown) => typeof field === 'object' && field !== null && 'path' in field && 'message' in field)
}
