import { PROOF_HEADER, type ProofNeeded } from '../../shared/http/api.ts'
import { type Ask, fetchJson, type Reply } from '../site/fetch-json.ts'

/** As `fetchJson`; where the site under attack asks for a proof of work, it is made and the same sent again with it. */
export async function fetchProving(ask: Ask): Promise<Reply> {
  const reply = await fetchJson(ask)
  if (!isProofNeeded(reply)) return reply
  const { solveProof } = await import('./solve-proof.ts')
  return fetchJson({ ...ask, headers: { ...ask.headers, [PROOF_HEADER]: await solveProof(reply.body) } })
}

function isProofNeeded(reply: Reply): reply is Extract<Reply, { readonly kind: 'answer' }> & { readonly body: ProofNeeded } {
  if (reply.kind !== 'answer' || reply.status !== 429 || typeof reply.body !== 'object' || reply.body === null) return false
  const { challenge, bits }: Partial<Record<string, unknown>> = { ...reply.body }
  return typeof challenge === 'string' && typeof bits === 'number'
}
