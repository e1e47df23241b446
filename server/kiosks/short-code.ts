import * as z from 'zod/mini'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import type { ShortCodeReply, ShortCodeRequest } from '../../shared/sync/protocol.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'

const schema = z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(40)) })

/**
 * What an officer types where a phone or paper shows no readable QR. The kiosk opens and judges the answer as if it had
 * scanned it; whoever asks without an enrolled tablet's signature gets nothing.
 */
export function shortCodeRoute(deps: CoreDeps): Route {
  const example: ShortCodeRequest = { code: '7K3M-Q9ZD-4' }
  return {
    method: 'post',
    path: '/api/kiosks/short-code',
    summary: 'The QR text behind a short code, for an enrolled tablet',
    access: 'kiosk',
    maxBytes: 1024,
    body: { schema, parsedBy: 'schema', example },
    replies: {
      200: { description: 'The text of the QR code; it may have expired or been revoked, which the tablet says' },
      404: { description: 'Nothing has this code, or it is no code: the same answer' },
    },
    handle: (request) => lookUp(deps, request),
  }
}

async function lookUp({ storage }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  if (request.kiosk === null) throw new Error('a kiosk route was reached without a checked signature')
  const code = parseShortCode(schema.parse(request.body).code)
  const row = code.ok && (await storage.read.selectFrom('declaration').select('qr_payload').where('short_code', '=', code.value).executeTakeFirst())
  if (!row || row.qr_payload === '') return refusalReply(UNKNOWN, request.language)
  const reply: ShortCodeReply = { qrPayload: row.qr_payload }
  return { status: 200, body: reply }
}

const UNKNOWN: Refusal = {
  status: 404,
  error: 'short-code-unknown',
  texts: {
    vi: 'Không có tờ khai nào mang mã ngắn này. Hãy xem lại từng chữ, hoặc khai tại chốt (khoảng một phút).',
    en: 'No declaration has this short code. Check each letter, or fill in the one-minute form here.',
  },
}
