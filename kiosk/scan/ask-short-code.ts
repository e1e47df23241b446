import { err, ok, type Result } from '../../shared/result.ts'
import type { ShortCodeRequest } from '../../shared/sync/protocol.ts'
import type { KioskParts } from '../kiosk-parts.ts'
import { practice } from '../practice/running-practice.ts'
import { type Post, type SignRequest, signerOf } from '../sync/kiosk-api.ts'
import type { ScanDesk } from './scan-desk.ts'

/** `offline`: nobody answered, and nine letters prove nothing by themselves. */
export type ShortCodeProblem = 'offline' | 'unknown' | 'too-many'

const PATH = '/api/kiosks/short-code'

/** The server's QR text goes the way of a scanned one: keys, expiry, revocation and rules are this tablet's own. */
export function askShortCode(parts: Pick<KioskParts, 'store' | 'post'>, scans: ScanDesk): (code: string) => Promise<ShortCodeProblem | null> {
  const sign = signerOf(parts.store)
  return async (code) => {
    const found = await lookUpShortCode(parts.post, sign, code)
    if (!found.ok) return found.error
    await (practice.value?.scans ?? scans).behindShortCode(found.value)
    return null
  }
}

export async function lookUpShortCode(post: Post, sign: SignRequest, code: string): Promise<Result<string, ShortCodeProblem>> {
  const request: ShortCodeRequest = { code }
  const body = JSON.stringify(request)
  const answer = await post(PATH, body, await sign(PATH, body))
  if (answer.kind === 'unreachable') return err('offline')
  if (answer.status === 429) return err('too-many')
  if (answer.status === 404) return err('unknown')
  const text = answer.status === 200 ? qrPayloadIn(answer.body) : null
  return text === null ? err('offline') : ok(text)
}

function qrPayloadIn(body: unknown): string | null {
  const payload = typeof body === 'object' && body !== null && 'qrPayload' in body ? body.qrPayload : null
  return typeof payload === 'string' ? payload : null
}
