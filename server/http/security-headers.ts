import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Site } from './site-hosts.ts'

type Sources = Readonly<Record<string, readonly string[]>>

const SELF = "'self'"
const NONE = "'none'"

/** Everything a page of ours may load comes from its own origin; scripts and styles are files, never inline. */
const BASE: Sources = {
  defaultSrc: [NONE],
  scriptSrc: [SELF],
  scriptSrcAttr: [NONE],
  styleSrc: [SELF],
  styleSrcAttr: [NONE],
  imgSrc: [SELF, 'data:', 'blob:'],
  fontSrc: [SELF],
  connectSrc: [SELF],
  manifestSrc: [SELF],
  formAction: [SELF],
  baseUri: [NONE],
  objectSrc: [NONE],
  frameAncestors: [NONE],
}

const OF_SITE: { readonly [site in Site]: Sources } = {
  'declare-web': { workerSrc: [SELF] },
  // zxing is WebAssembly; it runs in a worker of ours, and what the camera sees stays in the page.
  kiosk: { scriptSrc: [SELF, "'wasm-unsafe-eval'"], workerSrc: [SELF, 'blob:'], mediaSrc: [SELF, 'blob:'] },
  'control-room': {},
}

/**
 * The camera reads codes at the kiosk, and a paper certificate or ID card on the traveller's own phone. A patrol's tablet says
 * where it stands, and a hand-held scanner may hang on a serial port.
 */
const PERMISSIONS: { readonly [site in Site]: string } = {
  'declare-web': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  kiosk: 'camera=(self), screen-wake-lock=(self), fullscreen=(self), serial=(self), geolocation=(self), microphone=(), payment=(), usb=()',
  'control-room': 'camera=(), fullscreen=(self), geolocation=(), microphone=(), payment=(), usb=()',
}

/** `https`: the installation is reached over TLS only, so browsers are told never to try without. */
export function siteHeaders(site: Site, transport: 'http' | 'https'): RequestHandler {
  const protect = helmetWith({ ...BASE, ...OF_SITE[site] }, transport)
  return (req, res, next) => {
    res.setHeader('Permissions-Policy', PERMISSIONS[site])
    protect(req, res, next)
  }
}

/** For answers that are no pages: nothing may run, nothing may be framed. */
export function apiHeaders(transport: 'http' | 'https'): RequestHandler {
  return helmetWith({ defaultSrc: [NONE], frameAncestors: [NONE] }, transport)
}

function helmetWith(directives: Sources, transport: 'http' | 'https'): RequestHandler {
  const withSocket = { ...directives, ...(directives.connectSrc && { connectSrc: [SELF, socketOfSelf] }) }
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: withSocket as never },
    strictTransportSecurity: transport === 'https' && { maxAge: 31_536_000, includeSubDomains: false },
    // The link to a pass is private: no other site may learn it from a Referer. To ourselves it may be told, for a page that tells
    // nobody anything also hides from us where its forms come from. The first is for browsers that do not know the second.
    referrerPolicy: { policy: ['no-referrer', 'same-origin'] },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
}

/** Safari before 15.4 does not count a WebSocket to the same host as 'self'. */
function socketOfSelf(req: { readonly headers: { readonly host?: string | undefined } }): string {
  const host = req.headers.host ?? ''
  return /^[a-z0-9.:[\]-]{1,255}$/i.test(host) ? `ws://${host} wss://${host}` : SELF
}
