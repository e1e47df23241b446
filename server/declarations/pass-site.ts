import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import { parseReference } from '../../shared/credential/reference.ts'
import type { OpenAct, PageRequest, PlainPage, PlainPages, SheetPass, UnknownThing } from '../../shared/http/plain-pages.ts'
import type { NextTurn, Turns } from '../http/kiosks-first.ts'
import { originOf } from '../http/mount-routes.ts'
import { addressKey, type LimitName, type RateLimits } from '../http/rate-limits.ts'
import type { Refusal } from '../http/refusal.ts'
import { CROSS_SITE, isSameOrigin } from '../http/same-origin.ts'
import { siteHeaders } from '../http/security-headers.ts'
import { sendPlainPage } from '../http/serve-sites.ts'
import { type SiteHosts, serves } from '../http/site-hosts.ts'
import { whyNotChanged, withdrawPass } from './change-pass.ts'
import { checkpointPages } from './checkpoint-page.ts'
import type { DeclareDeps } from './declare.ts'
import { languageIn, UNLISTED } from './drawn-page.ts'
import { findLink } from './find-link.ts'
import { heldPass } from './held-pass.ts'
import { erasePass, ownData } from './own-data.ts'
import { passView } from './pass-view.ts'
import { draftCookie, plainCookies } from './plain-cookies.ts'
import { keepDraft, readDraft } from './plain-drafts.ts'
import { BUSY, busyFor, NO_PICTURE } from './plain-words.ts'
import { type SiteDeps, siteFacts } from './site-api.ts'

export interface PassSiteDeps extends DeclareDeps, SiteDeps {
  /** Null where the site was not built. */
  readonly pages: PlainPages | null
  readonly limits: RateLimits
  readonly turns: Turns
  readonly hosts: SiteHosts
  readonly transport: 'http' | 'https'
  readonly distFolder: string
}

const PAGES = ['/find', '/checkpoint', '/checkpoint/:checkpoint', '/d/:reference/sheet', '/d/:reference/data']
const ACTS = ['/find', '/d/:reference/withdraw', '/d/:reference/erase', '/d/:reference/correct', '/d/:reference/companion']

/** A short code and a date. */
const MAX_FORM_BYTES = 4 * 1024

/** What stands around a pass without a script: printing it, finding it, taking it back, and the page of a checkpoint. */
export function passSite(deps: PassSiteDeps): RequestHandler {
  const router = Router()
  const styles = stylesOf(deps.distFolder)
  if (deps.pages === null || styles === null) return router
  const site: Site = { ...deps, pages: deps.pages, styles, readCheckpoint: checkpointPages(deps) }
  const only: RequestHandler = (req, _res, next) => next(serves(deps.hosts, req.host, 'declare-web') ? undefined : 'router')
  const readForm = express.raw({ type: 'application/x-www-form-urlencoded', limit: MAX_FORM_BYTES, inflate: false })
  router.use([...PAGES, ...ACTS], only, siteHeaders('declare-web', deps.transport))
  router.get('/checkpoint/:checkpoint', handle(site, 'other', showCheckpoint))
  router.get('/checkpoint', handle(site, 'other', showCheckpoints))
  router.get('/find', handle(site, 'other', showFind))
  router.post('/find', sameOrigin, readForm, handle(site, 'other', find))
  router.get('/d/:reference/sheet', handle(site, 'lookUp', showSheet))
  router.get('/d/:reference/data', handle(site, 'lookUp', showData))
  router.post(
    '/d/:reference/withdraw',
    sameOrigin,
    handle(site, 'declare', (at) => act(at, withdrawPass)),
  )
  router.post(
    '/d/:reference/erase',
    sameOrigin,
    handle(site, 'declare', (at) => act(at, erasePass)),
  )
  router.get('/q/:picture', only, (_req, res) => sendPlainPage(res, 404, NO_PICTURE))
  router.post('/d/:reference/correct', sameOrigin, readForm, handle(site, 'declare', correct))
  router.post('/d/:reference/companion', sameOrigin, readForm, handle(site, 'declare', declareCompanion))
  return router
}

interface Site extends PassSiteDeps {
  readonly pages: PlainPages
  /** The built page's own links to styles and icon, without its scripts. */
  readonly styles: string
  readonly readCheckpoint: ReturnType<typeof checkpointPages>
}

interface At {
  readonly site: Site
  readonly req: Request
  readonly res: Response
  readonly page: PageRequest
  readonly again: NextTurn
}

const sameOrigin: RequestHandler = (req, res, next) => {
  if (isSameOrigin(originOf(req))) next()
  else sendPlainPage(res, CROSS_SITE.status, CROSS_SITE.texts)
}

/** Rate, then turn: kiosks go first here too. */
function handle(site: Site, limit: LimitName, answer: (at: At) => Promise<void>): RequestHandler {
  return async (req, res) => {
    res.locals.route = `page ${req.path.split('/')[1] ?? ''} ${req.path.split('/')[3] ?? ''}`.trim()
    const address = addressKey(req.ip ?? '')
    const wait = await site.limits.take(limit, address)
    if (wait !== null) return sendPlainPage(res.setHeader('Retry-After', String(wait)), 429, busyFor(wait))
    const answered = await site.turns.traveller(async (again) => {
      const facts = siteFacts(site, await site.publicFacts())
      await answer({ site, req, res, again, page: { path: req.path, language: languageIn(req, res, site), site: facts } })
      return 'answered'
    }, address)
    if (answered === null) sendPlainPage(res.setHeader('Retry-After', '30'), 503, BUSY)
  }
}

async function showCheckpoint({ site, req, res, page }: At): Promise<void> {
  const facts = await site.readCheckpoint(String(req.params.checkpoint))
  if (!facts) return sendUnknown(site, res, { page, what: 'checkpoint' })
  send(site, res, { page: site.pages.checkpointPage(page, facts), language: page.language, cache: cacheOf(req) })
}

async function showCheckpoints({ site, req, res, page }: At): Promise<void> {
  const found = await Promise.all(page.site.checkpoints.map(({ id }) => site.readCheckpoint(id)))
  const pages = found.filter((one) => one !== null)
  send(site, res, { page: site.pages.checkpointsPage(page, pages), language: page.language, cache: cacheOf(req) })
}

/** As long as their figures are kept; but the answer that changes the language is its asker's alone. */
function cacheOf({ query }: Request): 'public, max-age=60' | 'private, no-cache' {
  return query.lang === undefined ? 'public, max-age=60' : 'private, no-cache'
}

async function showFind({ site, res, page }: At): Promise<void> {
  send(site, res, { page: site.pages.findPage(page, null), language: page.language })
}

async function find({ site, req, res, page }: At): Promise<void> {
  const form = formOf(req)
  const asked = { shortCode: (form.get('shortCode') ?? '').slice(0, 40), birth: (form.get('birth') ?? '').slice(0, 20) }
  const reference = await findLink(site, { ...asked, birth: site.pages.birthAsKept(asked.birth) }, addressKey(req.ip ?? ''))
  if (reference !== null) return res.redirect(303, `/d/${reference}`)
  send(site, res, { page: site.pages.findPage(page, asked), language: page.language })
}

async function showData({ site, req, res, page }: At): Promise<void> {
  const data = await ownData(site, String(req.params.reference))
  if (!data) return sendUnknown(site, res, { page, what: 'pass' })
  send(site, res, { page: site.pages.ownDataPage({ ...page, areas: site.areaTable }, data), language: page.language, cache: 'no-store' })
}

/** A coach has sixty; a sheet of more is a list. */
const MOST_ON_A_SHEET = 60

async function showSheet(at: At): Promise<void> {
  const { site, req, res, page } = at
  const links = [String(req.params.reference), ...text(req.query.with).split(','), lastOf(text(req.query.add))]
  const references = links.flatMap((link) => {
    const reference = parseReference(link)
    return reference.ok ? [reference.value] : []
  })
  const asked = [...new Set(references)].slice(0, MOST_ON_A_SHEET)
  const wait = await takeLookUps(at, asked.length - 1)
  if (wait !== null) return sendPlainPage(res.setHeader('Retry-After', String(wait)), 429, busyFor(wait))
  const passes = await sheetPasses(at, asked)
  if (passes.length === 0 || passes[0]?.reference !== references[0]) return sendPlainPage(res, 404, NOTHING_TO_PRINT)
  const size = req.query.size === 'a6' ? 'a6' : 'a4'
  const path = `${page.path}?${new URLSearchParams({
    size,
    with: passes
      .slice(1)
      .map(({ reference }) => reference)
      .join(','),
  })}`
  send(site, res, { page: site.pages.sheetPage({ ...page, path }, passes, size), language: page.language, paper: size, cache: 'no-store' })
}

/** Each is looked up and judged as a page of its own would be. */
async function takeLookUps({ site, req }: At, count: number): Promise<number | null> {
  for (let nth = 0; nth < count; nth++) {
    const wait = await site.limits.take('lookUp', addressKey(req.ip ?? ''))
    if (wait !== null) return wait
  }
  return null
}

/** One after the other: once a directive came, sixty are judged anew, and kiosks wait for none of it. */
async function sheetPasses({ site, again }: At, references: readonly string[]): Promise<readonly SheetPass[]> {
  const passes: SheetPass[] = []
  for (const reference of references) {
    const pass = await sheetPass(site, reference)
    if (pass) passes.push(pass)
    await again()
  }
  return passes
}

async function sheetPass(site: Site, reference: string): Promise<SheetPass | null> {
  const held = await heldPass(site.storage.read, reference)
  const pass = held && (await passView(site, held))
  return held?.declaration && pass?.state === 'valid' ? { ...pass, holder: held.declaration.claims.name } : null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2000) : ''
}

/** Of a whole link, or a reference alone. */
function lastOf(link: string): string {
  return (
    link
      .trim()
      .replace(/[?#].*$/, '')
      .split('/')
      .pop() ?? ''
  )
}

type Act = typeof withdrawPass

async function act(at: At, change: Act): Promise<void> {
  const { site, req, res, page } = at
  const link = String(req.params.reference)
  const refusal = await change(site, link)
  if (refusal?.status === 404) return sendUnknown(site, res, { page, what: 'pass' })
  if (refusal) return sendRefused(at, refusal)
  res.redirect(303, `/d/${encodeURIComponent(link)}`)
}

function sendRefused({ site, req, res, page }: At, { status, texts }: Refusal): void {
  const back = `/d/${encodeURIComponent(String(req.params.reference))}`
  send(site, res, { page: site.pages.refusedPage(page, { status, texts, back }), language: page.language, cache: 'no-store' })
}

/** The form opens filled, on its last page; the live page takes the draft from there. */
async function correct(at: At): Promise<void> {
  const { site, req, res, page } = at
  const held = await heldPass(site.storage.read, String(req.params.reference))
  if (!held?.declaration) return sendUnknown(site, res, { page, what: 'pass' })
  const refusal = await whyNotChanged(site, site.storage.read, held)
  if (refusal) return sendRefused(at, refusal)
  await openForm(at, { act: 'correct', draft: site.pages.draftOf(held.declaration, held.reference), page: '/declare/check' })
}

/** Nothing more is kept for it after sending: the journey is read from the declaration that the link leads to. */
async function declareCompanion(at: At): Promise<void> {
  const { site, req, res, page } = at
  const held = await heldPass(site.storage.read, String(req.params.reference))
  if (!held?.declaration) return sendUnknown(site, res, { page, what: 'pass' })
  await openForm(at, { act: 'companion', draft: site.pages.companionDraftOf(held.declaration), page: '/declare/traveller' })
}

interface Opened {
  readonly act: OpenAct
  readonly draft: unknown
  readonly page: string
}

/** What somebody has half filled on this browser gives way only to who says so. */
async function openForm({ site, req, res, page }: At, { act, draft, page: first }: Opened): Promise<void> {
  const { draftKey } = plainCookies(req.get('cookie'), site.transport)
  const now = site.clock.realNow()
  const kept = draftKey === null || formOf(req).has('instead') ? null : await readDraft(site.storage, draftKey, now)
  const opening = site.pages.openingOf(kept, draft)
  if (opening === 'ask') {
    const asked = { kept, act, reference: String(req.params.reference) }
    return send(site, res, { page: site.pages.halfFilledPage(page, asked), language: page.language, cache: 'no-store' })
  }
  const key = draftKey ?? randomBytes(32).toString('base64url')
  if (opening === 'open') await keepDraft(site.storage, key, { draft, at: now })
  res.append('Set-Cookie', draftCookie(key, site.transport))
  res.redirect(303, first)
}

function formOf({ body }: Request): URLSearchParams {
  return new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '')
}

interface Sent {
  readonly page: PlainPage
  readonly language: Language
  /** What it is printed on: a named page must begin with the body, or an empty one stands before it. */
  readonly paper?: 'a4' | 'a6'
  /** A page that holds answers stays on no phone that others use too. */
  readonly cache?: 'public, max-age=60' | 'private, no-cache' | 'no-store'
}

function send({ styles }: Site, res: Response, { page, language, paper = 'a4', cache = 'private, no-cache' }: Sent): void {
  const title = page.title.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  res.status(page.status).setHeader('Cache-Control', cache).setHeader('Vary', 'Cookie, Accept-Language')
  if (cache === 'no-store') res.setHeader(...UNLISTED)
  res.type('html').send(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${styles}</head><body class="paper-${paper}"><div id="app">${page.html}</div></body></html>
`)
}

function sendUnknown(site: Site, res: Response, { page, what }: { readonly page: PageRequest; readonly what: UnknownThing }): void {
  send(site, res, { page: site.pages.unknownPage(page, what), language: page.language, cache: 'no-store' })
}

function stylesOf(distFolder: string): string | null {
  try {
    const template = readFileSync(join(distFolder, 'declare-web', 'index.html'), 'utf8')
    return (template.match(/<link\b[^>]*rel="(?:stylesheet|icon|manifest)"[^>]*>/g) ?? []).join('')
  } catch {
    return null
  }
}

const NOTHING_TO_PRINT: Texts = {
  vi: 'Không có mã còn dùng được để in. Mở lại trang mã, hoặc khai báo mới.',
  en: 'There is no valid code to print. Open the page of the code again, or declare anew.',
}
