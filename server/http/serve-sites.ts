import { access } from 'node:fs/promises'
import { extname, join } from 'node:path'
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { siteHeaders } from './security-headers.ts'
import { type Site, type SiteHosts, serves } from './site-hosts.ts'

export interface SitesOptions {
  /** Where the builds lie: `dist`. */
  readonly folder: string
  readonly hosts: SiteHosts
  readonly transport: 'http' | 'https'
}

interface SitePages {
  readonly site: Site
  readonly base: string
  /** Addresses below `base` that are views of the one page. */
  readonly views: RegExp
}

/** Words between slashes. A word ends only at a slash: were the slash optional, a long wrong address could be cut into words in 2^n ways. */
const WORDS = /^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*\/?)?$/i

/** The kiosk's and the control room's come first: the declaration site has the root. */
const PAGES: readonly SitePages[] = [
  { site: 'kiosk', base: '/kiosk', views: WORDS },
  { site: 'control-room', base: '/control', views: WORDS },
  { site: 'declare-web', base: '/', views: /^\/(?:d\/[^/]{1,60}\/?|declare\/[a-z]{1,20}\/?)?$/ },
]

const ONE_YEAR_S = 31_536_000

export function serveSites(app: Express, options: SitesOptions): void {
  for (const pages of PAGES) app.use(pages.base, siteHandler(pages, options))
}

function siteHandler(pages: SitePages, options: SitesOptions): RequestHandler {
  const folder = join(options.folder, pages.site)
  const router = express.Router({ strict: true })
  router.use(siteHeaders(pages.site, options.transport), (req, _res, next) => next(isRead(req) ? undefined : 'router'))
  router.use(preferBrotli(folder), express.static(folder, { index: false, redirect: false, setHeaders: cacheFor }))
  router.use((req, res, next) => (pages.views.test(req.path) ? sendPage(folder, { res, next }) : next()))
  return (req, res, next) => {
    if (!serves(options.hosts, req.host, pages.site)) return next()
    res.locals.route = `site ${pages.site}`
    if (pages.base !== '/' && req.originalUrl.split('?')[0] === pages.base) return res.redirect(308, `${pages.base}/`)
    router(req, res, next)
  }
}

/** Plain names only: nothing that could climb out of the folder. */
const COMPRESSED = /^(?:\/[\w-][\w.-]*)+\.(?:js|css|json|wasm|svg|webmanifest)$/

/** The form made at build time is a third smaller than what could be made while the browser waits. */
function preferBrotli(folder: string): RequestHandler {
  return async (req, res, next) => {
    if (!COMPRESSED.test(req.path)) return next()
    res.vary('Accept-Encoding')
    // A part of a file is a part of its plain form.
    if (req.headers.range !== undefined || req.acceptsEncodings('br') !== 'br') return next()
    const isThere = await access(join(folder, `${req.path}.br`)).then(
      () => true,
      () => false,
    )
    if (isThere) {
      res.type(extname(req.path)).setHeader('Content-Encoding', 'br')
      req.url = req.url.replace(req.path, `${req.path}.br`)
    }
    next()
  }
}

function isRead(req: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

/** Names of built assets carry the hash of their content; pages, manifest and service worker must be asked for again. */
function cacheFor(res: Response, path: string): void {
  const isHashed = /[\\/]assets[\\/]/.test(path)
  res.setHeader('Cache-Control', isHashed ? `public, max-age=${ONE_YEAR_S}, immutable` : 'no-cache')
}

interface PageExchange {
  readonly res: Response
  readonly next: NextFunction
}

function sendPage(folder: string, { res, next }: PageExchange): void {
  res.setHeader('Cache-Control', 'no-cache')
  res.sendFile('index.html', { root: folder, cacheControl: false }, (error?: Error & { readonly code?: string }) => {
    if (!error || res.headersSent || error.code === 'ECONNABORTED') return
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') sendPlainPage(res, 503, NOT_BUILT)
    else next(error)
  })
}

/** A page without scripts or styles, in both languages: what is wrong and what to do. */
export function sendPlainPage(res: Response, status: number, texts: Texts): void {
  res.status(status).setHeader('Cache-Control', 'no-store')
  res.type('html').send(plainPage(texts))
}

export function plainPage(texts: Texts): string {
  return `<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Chốt</title>
<main><h1>Chốt</h1><p>${texts.vi}</p><p lang="en">${texts.en}</p><p><a href="/">Khai báo qua chốt / Checkpoint declaration</a></p></main></html>
`
}

const NOT_BUILT: Texts = {
  vi: 'Trang này chưa được dựng trên máy chủ. Người quản trị hãy chạy: npm run build, rồi tải lại trang.',
  en: 'This page has not been built on the server yet. Administrator: run npm run build, then reload.',
}

export const PAGE_NOT_FOUND: Texts = {
  vi: 'Không có trang này. Hãy kiểm tra lại đường dẫn.',
  en: 'There is no such page. Check the address.',
}
