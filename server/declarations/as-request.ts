import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { RouteRequest } from '../http/route.ts'

interface AsRequest {
  readonly body: unknown
  readonly rawBody?: string
  readonly language: Language
  readonly idempotencyKey?: string
}

/** What a page sends, as if it had come over the API: the same handlers take it. */
export function asRequest({ body, rawBody = '', language, idempotencyKey }: AsRequest): RouteRequest {
  return {
    body,
    rawBody,
    language,
    params: {},
    query: {},
    header: (name) => (name === 'idempotency-key' ? idempotencyKey : undefined),
    staff: null,
    kiosk: null,
    clientAddress: '',
  }
}
