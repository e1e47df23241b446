import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { err, ok, type Result } from '../../shared/result.ts'
import type { CoreDeps } from '../deps.ts'
import { addressKey, type RateLimits } from '../http/rate-limits.ts'
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

/** Seals the answers under the browser's key, and gives it one where it has none; the seconds to wait where too many forms were begun. */
export async function keepAnswers(
  site: KeepDeps,
  { req, res }: { readonly req: Request; readonly res: Response },
  { before, after }: Answers,
): Promise<Result<string, number>> {
  // By what is kept, not by the cookie: whoever invents a key each time begins a form each time.
  const wait = before === null ? await site.limits.take('draft', addressKey(req.ip ?? '')) : null
  if (wait !== null) return err(wait)
  const { draftKey } = plainCookies(req.get('cookie'), site.transport)
  const key = draftKey ?? randomBytes(32).toString('base64url')
  await keepDraft(site.storage, key, { draft: after, at: site.clock.realNow() })
  if (draftKey === null) res.append('Set-Cookie', draftCookie(key, site.transport))
  return ok(key)
}
