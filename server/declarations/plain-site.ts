import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import type { Entries, PlainAnswer, PlainPages } from '../../shared/http/plain-pages.ts'
import type { Turns } from '../http/kiosks-first.ts'
import { originOf } from '../http/mount-routes.ts'
import { addressKey, type RateLimits } from '../http/rate-limits.ts'
import { preferredLanguage } from '../http/refusal.ts'
import type { RouteRequest } from '../http/route.ts'
import { CROSS_SITE, isSameOrigin } from '../http/same-origin.ts'
import { siteHeaders } from '../http/security-headers.ts'
import { sendPlainPage } from '../http/serve-sites.ts'
import type { Siege } from '../http/siege.ts'
import { type SiteHosts, serves } from '../http/site-hosts.ts'
import { correctPass } from './change-pass.ts'
import { type DeclareDeps, declare } from './declare.ts'
import { findPass } from './find-pass.ts'
import { draftCookie, languageCookie, noDraftCookie, plainCookies } from './plain-cookies.ts'
import { forgetDraft, keepDraft, readDraft } from './plain-drafts.ts'
import { BUSY, NO_COOKIES, NOT_SENT } from './plain-words.ts'
import { sha256 } from './seal-under-key.ts'
import { lightOf, type SiteDeps, siteFacts } from './site-api.ts'

export interface PlainSiteDeps extends DeclareDeps, SiteDeps {
  /** Null where the site was not built: then only the live page is served. */
  readonly pages: PlainPages | null
  readonly limits: RateLimits
  readonly siege: Siege
  readonly turns: Turns
  readonly hosts: SiteHosts
  readonly transport: 'http' | 'https'
  /** Where the built sites lie. */
  readonly distFolder: string
}

const PATHS = ['/', '/declare/:step', '/d/:reference']
/** All answers of one page; the longest is a timeline of fourteen stops. */
const MAX_FORM_BYTES = 32 * 1024

/** The declaration site as whole pages: first paint for everyone, and the whole form where no script runs. */
export function plainSite(deps: PlainSiteDeps): RequestHandler {
  const { pages } = deps
  const router = Router({ strict: false })
  if (pages === null) return router
  const template = templateOf(deps.distFolder)
  if (template === null) return router
  const site = { ...deps, pages, template }
  const readForm = express.raw({ type: 'application/x-www-form-urlencoded', limit: MAX_FORM_BYTES, inflate: false })
  const only: RequestHandler = (req, _res, next) => next(serves(deps.hosts, req.host, 'declare-web') ? undefined : 'router')
  router.use(PATHS, only, siteHeaders('declare-web', deps.transport))
  router.get(PATHS, (req, res, next) => inTurn(site, { req, res, next }, null))
  router.post(PATHS.slice(0, 2), guard(deps), readForm, (req, res, next) => inTurn(site, { req, res, next }, entriesOf(req)))
  return router
}

interface Site extends PlainSiteDeps {
  readonly pages: PlainPages
  readonly template: string
}

interface Exchange {
  readonly req: Request
  readonly res: Response
  readonly next: (error?: unknown) => void
}

/** The same doors as the API's: origin, then rate. */
function guard({ limits }: PlainSiteDeps): RequestHandler {
  return async (req, res, next) => {
    if (!isSameOrigin(originOf(req))) return sendPlainPage(res, CROSS_SITE.status, CROSS_SITE.texts)
    const wait = await limits.take('other', addressKey(req.ip ?? ''))
    if (wait !== null) return sendPlainPage(res.setHeader('Retry-After', String(wait)), 429, BUSY)
    next()
  }
}

/** Drawing a page takes as long as a declaration does: kiosks go first here too. */
async function inTurn(site: Site, exchange: Exchange, entries: Entries | null): Promise<void> {
  const answered = await site.turns.traveller(async () => {
    await respond(site, exchange, entries)
    return 'answered'
  })
  if (answered === null) sendPlainPage(exchange.res.setHeader('Retry-After', '30'), 503, BUSY)
}

async function respond(site: Site, exchange: Exchange, entries: Entries | null): Promise<void> {
  const { req, res, next } = exchange
  res.locals.route = `page ${req.path.split('/')[1] ?? ''}`
  const cookies = plainCookies(req.get('cookie'))
  const language = languageIn(req, res, site)
  const about = { path: req.path, search: searchOf(req), language, site: siteFacts(site, await site.publicFacts()), areas: site.areaTable }
  if (req.params.reference !== undefined) return showPass(site, exchange, about)
  if (req.query.kept !== undefined && cookies.draftKey === null) return sendPlainPage(res, 400, NO_COOKIES)
  const draft = cookies.draftKey === null ? null : await readDraft(site.storage, cookies.draftKey, site.clock.realNow())
  const answer = site.pages.answerPage({ ...about, entries, draft })
  if (answer.kind === 'none') return next()
  if (entries === null)
    return answer.kind === 'page' ? sendDrawn(site, res, { ...about, answer, draft: draft === null ? null : answer.draft }) : next()
  // By what is kept, not by the cookie: whoever invents a key each time begins a form each time.
  const wait = draft === null ? await site.limits.take('draft', addressKey(req.ip ?? '')) : null
  if (wait !== null) return sendPlainPage(res.setHeader('Retry-After', String(wait)), 429, BUSY)
  const key = cookies.draftKey ?? randomBytes(32).toString('base64url')
  await keepDraft(site.storage, key, { draft: answer.draft, at: site.clock.realNow() })
  if (cookies.draftKey === null) res.append('Set-Cookie', draftCookie(key, site.transport))
  if (answer.kind === 'send') return send(site, exchange, { answer, key, language })
  if (answer.kind === 'page') return sendDrawn(site, res, { ...about, answer, draft: answer.draft })
  res.redirect(303, cookies.draftKey === null ? withKept(answer.to) : answer.to)
}

/** The next page looks whether the browser kept the cookie: without it every page would forget the one before. */
function withKept(to: string): string {
  return `${to}${to.includes('?') ? '&' : '?'}kept=1`
}

interface Sending {
  readonly answer: Extract<PlainAnswer, { readonly kind: 'send' }>
  readonly key: string
  readonly language: Language
}

/** Under a key made of the draft's, so that a form sent twice makes one declaration. */
async function send(site: Site, { req, res }: Exchange, { answer, key, language }: Sending): Promise<void> {
  if (!site.siege.admitsPlain()) return sendPlainPage(res.setHeader('Retry-After', '60'), 429, BUSY)
  const wait = await site.limits.take('declare', addressKey(req.ip ?? ''))
  if (wait !== null) return sendPlainPage(res.setHeader('Retry-After', String(wait)), 429, BUSY)
  const rawBody = JSON.stringify(answer.input)
  const idempotencyKey = sha256(`${key} ${JSON.stringify(answer.draft)}`)
  const request = asRequest({ body: answer.input, rawBody, language, idempotencyKey })
  const corrects = correctsIn(answer.draft)
  const reply = await (corrects === '' ? declare(site, request) : correctPass(site, corrects, request))
  if (reply.status !== 201) return sendPlainPage(res, reply.status === 422 ? 422 : reply.status, NOT_SENT)
  const issued = reply.body as IssuedDeclaration
  await forgetDraft(site.storage, key)
  res.append('Set-Cookie', noDraftCookie(site.transport))
  res.redirect(303, `/d/${issued.reference}`)
}

/** The pass whose place this declaration takes; '' for a new one. */
function correctsIn(draft: unknown): string {
  return typeof draft === 'object' && draft !== null && 'corrects' in draft && typeof draft.corrects === 'string' ? draft.corrects : ''
}

type About = Omit<Parameters<PlainPages['answerPage']>[0], 'entries' | 'draft'>

async function showPass(site: Site, { req, res, next }: Exchange, about: About): Promise<void> {
  const wait = await site.limits.take('lookUp', addressKey(req.ip ?? ''))
  if (wait !== null) return sendPlainPage(res.setHeader('Retry-After', String(wait)), 429, BUSY)
  const issued = await findPass(site, String(req.params.reference))
  if (!issued) return next()
  const answer = site.pages.passPage(about, issued, `${req.protocol}://${req.host}/d/${issued.reference}`)
  if (answer.kind !== 'page') return next()
  sendDrawn(site, res, { ...about, answer, draft: null, cache: 'no-store' })
}

interface Drawn extends Pick<About, 'language' | 'site'> {
  readonly answer: Extract<PlainAnswer, { readonly kind: 'page' }>
  /** Handed to the live page, which goes on where the plain one was; null where nothing was answered yet. */
  readonly draft: unknown
  /** Absent: kept by the browser unless it holds answers. A pass never is, on a phone that others use too. */
  readonly cache?: 'no-store'
}

/** The built page with what it shows, and what the live page would else have to ask for. */
function sendDrawn(site: Site, res: Response, { answer, language, site: facts, draft, cache }: Drawn): void {
  const kept = draft === null ? '' : data('kept-draft', draft)
  const html = inLanguage(site.template, language)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(answer.title)}</title>`)
    .replace(/<div id="app">[\s\S]*?<\/div>/, () => `<div id="app">${answer.html}</div>${data('form-info', lightOf(facts))}${kept}`)
    .replace(/<noscript>[\s\S]*?<\/noscript>/, '')
  const mayKeep = cache === undefined && draft === null && answer.status === 200
  res.status(answer.status).setHeader('Cache-Control', mayKeep ? 'private, no-cache' : 'no-store')
  res.setHeader('Vary', 'Cookie, Accept-Language')
  res.type('html').send(html)
}

/** The page asks for the texts of one language ahead of its script: of its own. */
function inLanguage(template: string, language: Language): string {
  const [, texts = '{}'] = /data-texts='([^']*)'/.exec(template) ?? []
  const urls: { readonly [language: string]: string | undefined } = JSON.parse(texts)
  const preloaded = urls.vi ?? ''
  return template.replace('<html lang="vi"', `<html lang="${language}"`).replace(`href="${preloaded}"`, `href="${urls[language] ?? preloaded}"`)
}

/** Data for the script of the page: no browser runs it, and no text in it can end it. */
function data(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** The built page, into which the server writes what a browser without scripts shows. */
function templateOf(distFolder: string): string | null {
  try {
    return readFileSync(join(distFolder, 'declare-web', 'index.html'), 'utf8')
  } catch {
    return null
  }
}

function languageIn(req: Request, res: Response, { transport }: Site): Language {
  const asked = req.query.lang
  if (asked === 'vi' || asked === 'en') {
    res.append('Set-Cookie', languageCookie(asked, transport))
    return asked
  }
  return plainCookies(req.get('cookie')).language ?? preferredLanguage(req.get('accept-language'))
}

function searchOf(req: Request): string {
  const at = req.originalUrl.indexOf('?')
  return at < 0 ? '' : req.originalUrl.slice(at, at + 200)
}

function entriesOf(req: Request): Entries {
  const text = Buffer.isBuffer(req.body) ? req.body.toString('utf8') : ''
  return [...new URLSearchParams(text)].slice(0, 200)
}

interface AsRequest {
  readonly body: unknown
  readonly rawBody: string
  readonly language: Language
  readonly idempotencyKey: string
}

function asRequest({ body, rawBody, language, idempotencyKey }: AsRequest): RouteRequest {
  return {
    body,
    rawBody,
    language,
    params: {},
    query: {},
    header: (name) => (name === 'idempotency-key' ? idempotencyKey : undefined),
    staff: null,
    kiosk: null,
    clientAddress: '',
  }
}
