import type { CoreDeps } from '../deps.ts'
import { tokenInCookies } from './session-cookie.ts'
import { findSession } from './session-store.ts'

/** Who the cookies of a request or socket belong to; null when signed out, closed or expired. */
export function sessionOf({ storage, clock }: Pick<CoreDeps, 'storage' | 'clock'>, transport: 'http' | 'https'): CoreDeps['sessionOf'] {
  return async (cookieHeader) => {
    const token = tokenInCookies(cookieHeader, transport)
    return token === null ? null : findSession(storage, token, clock.realNow())
  }
}
