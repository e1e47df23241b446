import { timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { normalisePhone } from '../../shared/declaration/normalise-phone.ts'
import type { FindReply, FindRequest } from '../../shared/http/api.ts'
import type { CoreDeps } from '../deps.ts'
import type { RateLimits } from '../http/rate-limits.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'
import { DEMO_SHORT_CODE } from '../seed/demo-passes.ts'
import { LINK } from './issue-declaration.ts'
import { sealUnder, sha256, unsealUnder } from './seal-under-key.ts'

export interface FindDeps extends Pick<CoreDeps, 'storage' | 'keys'> {
  readonly limits: RateLimits
}

const schema = z.strictObject({ shortCode: z.string().check(z.maxLength(40)), birth: z.string().check(z.maxLength(24)) })
const example: FindRequest = { shortCode: DEMO_SHORT_CODE, birth: '1985-03-05' }

export function findRoute(deps: FindDeps): Route {
  return {
    method: 'post',
    path: '/api/find',
    summary: 'The private link behind a short code and a birth date. Few tries, and every failure is answered alike',
    access: 'public',
    maxBytes: 1024,
    body: { schema, parsedBy: 'schema', example },
    replies: {
      200: { description: 'The link', schema: z.looseObject({ reference: z.string() }) },
      404: { description: 'Unknown, wrong, or too often' },
    },
    handle: async (request) => {
      const reference = await findLink(deps, schema.parse(request.body), request.clientAddress)
      return reference === null ? refusalReply(NOT_FOUND, request.language) : { status: 200, body: { reference } satisfies FindReply }
    },
  }
}

/** Null for whatever went wrong, after the same work: who guesses learns neither that a code exists nor that they were throttled. */
export async function findLink({ storage, keys, limits }: FindDeps, { shortCode, birth }: FindRequest, address: string): Promise<string | null> {
  const code = parseShortCode(shortCode)
  const asked = code.ok ? code.value : 'none'
  const wait = await limits.take('find', address)
  // Who has no tries left counts against no code: else one machine could lock out whom it likes, and fill the memory with codes.
  const soon = await limits.take('findCode', wait === null ? asked : 'none')
  const row = await storage.read.selectFrom('declaration').select(['body', 'sealed_link']).where('short_code', '=', asked).executeTakeFirst()
  const nobody = { body: NOBODY, sealed_link: sealUnder(keys.linkSecret, 'nobody', LINK) }
  const isTried = row !== undefined && wait === null && soon === null
  const later = await limits.take('findLater', isTried ? asked : 'none')
  const isHeld = row !== undefined && row.body !== '' && row.sealed_link !== null
  const held = isHeld ? row : nobody
  const isRight = isSame(...bothOf(birth.trim(), parsed(held.body)))
  const link = unsealUnder(keys.linkSecret, held.sealed_link ?? nobody.sealed_link, LINK)
  if (!isHeld || !isRight || !isTried || later !== null) return null
  await limits.forgive('findLater', asked)
  return link
}

/** Read where there is no declaration, so that one that is there costs no more. */
const NOBODY = '{"birthDate":"nobody was born then","phone":""}'

type Known = Pick<Declaration, 'birthDate' | 'phone'>

function parsed(body: string): Known {
  return JSON.parse(body)
}

/** What was typed and what was declared: the day of birth, or where only the year is known, the phone number. The year is no secret: the code tells it. */
function bothOf(typed: string, { birthDate, phone }: Known): readonly [string, string] {
  const number = normalisePhone(typed)
  return birthDate === null ? [number.ok ? number.value : typed, phone] : [typed, birthDate]
}

/** Takes the same time wherever the two begin to differ. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}

export const NOT_FOUND: Refusal = {
  status: 404,
  error: 'not-found',
  texts: {
    vi: 'Không tìm thấy tờ khai nào với mã ngắn và ngày sinh này. Xem lại từng chữ; thử sai nhiều lần thì phải chờ một giờ. Nếu không nhớ, hãy khai báo mới hoặc nhờ cán bộ chốt.',
    en: 'No declaration was found for this short code and birth date. Check each letter; after several wrong tries wait an hour. If you cannot remember, declare again or ask at the checkpoint.',
  },
}
