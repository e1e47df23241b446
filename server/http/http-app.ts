import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { CoreDeps } from '../deps.ts'
import { replyToError } from './error-door.ts'
import { loopbackOnly } from './loopback-only.ts'
import { type Doors, languageOf, mountRoutes, NOT_FOUND, send } from './mount-routes.ts'
import { refusalReply } from './refusal.ts'
import { requestLog } from './request-log.ts'
import type { Route } from './route.ts'
import { apiHeaders } from './security-headers.ts'
import { PAGE_NOT_FOUND, sendPlainPage, serveSites } from './serve-sites.ts'

export interface HttpOptions extends Pick<CoreDeps, 'log' | 'clock'> {
  readonly doors: Doors
  /** `https`: reached over TLS only. */
  readonly transport: 'http' | 'https'
  readonly trustProxy: false | number | string
  /** Where the built sites lie. */
  readonly distFolder: string
  /** `loopback`: only this machine's own names; left out, the installation's hosts decide. */
  readonly reachedBy?: 'loopback'
  /** Pages that the server draws itself, before the built sites. */
  readonly drawnPages?: RequestHandler
}

/** Express with our doors around the route table and the three sites; what it serves is the caller's. */
export function httpApp(routes: readonly Route[], options: HttpOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustProxy)
  app.set('query parser', 'simple')
  app.set('strict routing', true)
  app.set('case sensitive routing', true)
  app.use(requestLog(options), compression())
  if (options.reachedBy === 'loopback') app.use(apiHeaders(options.transport), loopbackOnly)
  app.use(['/api', '/q', '/areas', '/healthz', '/readyz'], apiHeaders(options.transport))
  mountRoutes(app, routes, options.doors)
  app.use('/api', apiNotFound)
  if (options.drawnPages) app.use(options.drawnPages)
  serveSites(app, { folder: options.distFolder, hosts: options.doors.hosts, transport: options.transport })
  app.use(apiHeaders(options.transport), pageNotFound)
  app.use(errorDoor(options))
  return app
}

const apiNotFound: RequestHandler = (req, res) => {
  res.locals.route ??= 'unknown'
  send(res, refusalReply(NOT_FOUND, languageOf(req)))
}

const pageNotFound: RequestHandler = (_req, res) => {
  res.locals.route ??= 'unknown'
  sendPlainPage(res, 404, PAGE_NOT_FOUND)
}

/** Express knows an error handler by its four parameters. */
function errorDoor({ log }: HttpOptions): ErrorRequestHandler {
  return (error, req, res, next) => {
    const requestId = String(res.locals.requestId ?? '')
    const reply = replyToError(error, { requestId, language: languageOf(req), log })
    if (res.headersSent) return next(error)
    send(res, reply)
  }
}
