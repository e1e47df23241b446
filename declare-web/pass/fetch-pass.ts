import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { fetchJson } from '../site/fetch-json.ts'
import { isIssued } from './declarations-api.ts'
import { readKeptPass } from './kept-passes.ts'

export type PassAnswer =
  /** `kept`: as this device knew it last, because the server said nothing of it now. */
  { readonly kind: 'found' | 'kept'; readonly issued: IssuedDeclaration } | { readonly kind: 'unknown' | 'failed' }

export async function fetchPass(reference: string): Promise<PassAnswer> {
  const reply = await fetchJson({ url: `/api/declarations/${encodeURIComponent(reference)}` })
  if (reply.kind === 'answer' && reply.status === 200 && isIssued(reply.body)) return { kind: 'found', issued: reply.body }
  return reply.kind === 'answer' && isRefusal(reply.status, reply.body) ? { kind: 'unknown' } : keptPass(reference)
}

/** Our own server's word that there is none; not a proxy's before a server that is away, nor a captive portal's. */
function isRefusal(status: number, body: unknown): boolean {
  return (status === 404 || status === 400 || status === 410) && typeof body === 'object' && body !== null && 'error' in body
}

/** Once opened here, it opens without a network, and while the server is away. */
async function keptPass(reference: string): Promise<PassAnswer> {
  const kept = await readKeptPass(reference)
  return isIssued(kept) ? { kind: 'kept', issued: kept } : { kind: 'failed' }
}
