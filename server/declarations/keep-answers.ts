import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { CoreDeps } from '../deps.ts'
import { addressKey, type RateLimits } from '../http/rate-limits.ts'
import { sendBusy } from './drawn-page.ts'
import { draftCookie, plainCookies } from './plain-cookies.ts'
import { keepDraft } from './plain-drafts.ts'

interface KeepDeps extends Pick<CoreDeps, 'storage' | 'clock'> {
  readonly limits: RateLimits
  readonly transport: 'http' | 'https'
}

interface Answers {
  /** As they were kept so far; null where none were. */
  readonly before: unknown
  readonly after: unknown
}

/** Seals the answers under the browser's key, and gives it one where it has none; null where it was refused, and told so. */
export async function keepAnswers(
  site: KeepDeps,
  { req, res }: { readonly req: Request; readonly res: Response },
  { before, after }: Answers,
): Promise<string | null> {
  // By what is kept, not by the cookie: whoever invents a key each time begins a form each time.
  const wait = before === null ? await site.limits.take('draft', addressKey(req.ip ?? '')) : null
  if (wait !== null) {
    sendBusy(res, wait)
    return null
  }
  const { draftKey } = plainCookies(req.get('cookie'))
  const key = draftKey ?? randomBytes(32).toString('base64url')
  await keepDraft(site.storage, key, { draft: after, at: site.clock.realNow() })
  if (draftKey === null) res.append('Set-Cookie', draftCookie(key, site.transport))
  return key
}
