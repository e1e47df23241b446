import type { Refusal } from './refusal.ts'

export interface OriginHeaders {
  readonly fetchSite: string | undefined
  readonly origin: string | undefined
  /** The host the client called, port included, as the nearest trusted proxy saw it. */
  readonly host: string | undefined
}

/**
 * Browsers say where a request that changes something comes from, and pages of another site must not make one with a
 * visitor's cookie. Programs say nothing and carry no cookie by themselves, so silence passes.
 */
export function isSameOrigin({ fetchSite, origin, host }: OriginHeaders): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none'
  if (origin === undefined) return true
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase()
}

export const CROSS_SITE: Refusal = {
  status: 403,
  error: 'cross-site',
  texts: {
    vi: 'Yêu cầu này đến từ một trang web khác nên bị từ chối. Hãy mở trực tiếp trang của hệ thống rồi thử lại.',
    en: 'This request came from another web site and was refused. Open our own page and try again.',
  },
}
