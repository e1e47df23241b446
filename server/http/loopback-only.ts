import type { RequestHandler } from 'express'
import { isLoopback } from '../start/config.ts'
import { languageOf, send } from './mount-routes.ts'
import { type Refusal, refusalReply } from './refusal.ts'

/**
 * A stranger's name may be made to lead to 127.0.0.1 (DNS rebinding): to the browser the stranger's page is then of our own
 * site, and the passwords of a demo stand in a public file. Who gives no name at all is no browser.
 */
export const loopbackOnly: RequestHandler = (req, res, next) => {
  if (req.hostname === undefined || isLoopback(req.hostname.toLowerCase())) return next()
  res.locals.route = 'other host'
  send(res, refusalReply(OTHER_HOST, languageOf(req)))
}

const OTHER_HOST: Refusal = {
  status: 421,
  error: 'other-host',
  texts: {
    vi: 'Bản dùng thử này chỉ mở bằng 127.0.0.1 hoặc localhost. Để mở bằng tên khác, hãy đặt HOST, hoặc PUBLIC_URL, KIOSK_URL và CONTROL_URL.',
    en: 'This demo answers only as 127.0.0.1 or localhost. To reach it by another name set HOST, or PUBLIC_URL, KIOSK_URL and CONTROL_URL.',
  },
}
