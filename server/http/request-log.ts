import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { CoreDeps } from '../deps.ts'

/**
 * One line per request: which route, never the address itself, since a pass's private link is part of it. No bodies, no
 * names, no cookies, no client address.
 */
export function requestLog({ log, clock }: Pick<CoreDeps, 'log' | 'clock'>): RequestHandler {
  return (req, res, next) => {
    const requestId = randomBytes(6).toString('hex')
    const startedAt = clock.realNow()
    res.locals.requestId = requestId
    res.setHeader('X-Request-Id', requestId)
    res.once('close', () => {
      const route = typeof res.locals.route === 'string' ? res.locals.route : 'none'
      const ended = res.writableFinished ? 'done' : 'cut off'
      log.info({ requestId, method: req.method, route, status: res.statusCode, ms: clock.realNow() - startedAt, ended }, 'request')
    })
    next()
  }
}
