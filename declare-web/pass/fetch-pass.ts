import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { fetchJson } from '../site/fetch-json.ts'
import { isIssued } from './declarations-api.ts'
import { readKeptPass } from './kept-passes.ts'

export type PassAnswer = { readonly kind: 'found'; readonly issued: IssuedDeclaration } | { readonly kind: 'unknown' | 'failed' }

export async function fetchPass(reference: string): Promise<PassAnswer> {
  const reply = await fetchJson({ url: `/api/declarations/${encodeURIComponent(reference)}` })
  if (reply.kind !== 'answer') return keptPass(reference)
  if (reply.status === 200 && isIssued(reply.body)) return { kind: 'found', issued: reply.body }
  return reply.status === 404 || reply.status === 400 || reply.status === 410 ? { kind: 'unknown' } : { kind: 'failed' }
}

/** Once opened here, it opens without a network. */
async function keptPass(reference: string): Promise<PassAnswer> {
  const kept = await readKeptPass(reference)
  return isIssued(kept) ? { kind: 'found', issued: kept } : { kind: 'failed' }
}
