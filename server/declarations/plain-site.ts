import type { Response } from 'express'
import express, { type Request, type RequestHandler, Router } from 'express'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import type { Entries, PlainAnswer, UnknownThing } from '../../shared/http/plain-pages.ts'
import type { NextTurn } from '../http/kiosks-first.ts'
import { addressKey } from '../http/rate-limits.ts'
import { siteHeaders } from '../http/security-headers.ts'
import { sendPlainPage } from '../http/serve-sites.ts'
import { serves } from '../http/site-hosts.ts'
import { whileWanted } from '../http/while-wanted.ts'
import { asRequest } from './as-request.ts'
import { correctPass } from './change-pass.ts'
import { declare } from './declare.ts'
import { type About, drawInTurn, guardPage, languageIn, limitPage, searchOf, sendBusy, sendDrawn, templateOf } from './drawn-page.ts'
import { findPass } from './find-pass.ts'
import { groupSite } from './group-site.ts'
import { keepAnswers } from './keep-answers.ts'
import { turnToDeclare } from './lane-turn.ts'
import type { PageSite, PlainSiteDeps } from './page-site.ts'
import { noDraftCookie, plainCookies } from './plain-cookies.ts'
import { keepDraft, readDraft } from './plain-drafts.ts'
import { LANE_FULL, NO_COOKIES, NOT_SENT } from './plain-words.ts'
import { sha256 } from './seal-under-key.ts'
import { siteFacts } from './site-api.ts'

const CHECK = /^\/declare\/check\/?$/
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
  router.use(groupSite(site))
  const readForm = express.raw({ type: 'application/x-www-form-urlencoded', limit: MAX_FORM_BYTES, inflate: false })
  const only: RequestHandler = (req, _res, next) => next(serves(deps.hosts, req.host, 'declare-web') ? undefined : 'router')
  router.use(PATHS, only, siteHeaders('declare-web', deps.transport))
  router.get(PATHS, limitPage(deps.limits, 'other'), (req, res, next) =>
    drawInTurn(site.turns, res, (again) => respond(site, { req, res, next, again }, null)),
  )
  router.post(PATHS.slice(0, 2), guardPage(deps.limits, 'other'), readForm, (req, res, next) =>
    drawInTurn(site.turns, res, (again) => respond(site, { req, res, next, again }, entriesOf(req))),
  )
  return router
}

interface Exchange {
  readonly req: Request
  readonly res: Response
  readonly next: (error?: unknown) => void
  readonly again: NextTurn
}

async function respond(site: PageSite, exchange: Exchange, entries: Entries | null): Promise<void> {
  const { req, res, next } = exchange
  res.locals.route = `page ${req.path.split('/')[1] ?? ''}`
  const cookies = plainCookies(req.get('cookie'), site.transport)
  const wait = isPreviewed(req, entries) ? await site.limits.take('preview', addressKey(req.ip ?? '')) : null
  if (wait !== null) return sendBusy(res, wait)
  const language = languageIn(req, res, site)
  const about = { path: req.path, search: searchOf(req), language, site: siteFacts(site, await site.publicFacts()), areas: site.areaTable }
  if (req.params.reference !== undefined) return showPass(site, exchange, about)
  if (req.query.kept !== undefined && cookies.draftKey === null) return sendPlainPage(res, 400, NO_COOKIES)
  const draft = cookies.draftKey === null ? null : await readDraft(site.storage, cookies.draftKey, site.clock.realNow())
  const sent = CHECK.test(req.path) ? sentIn(draft) : null
  if (sent !== null) return leadTo(site, res, sent)
  const answer = await site.pages.answerPage({ ...about, entries, draft }, whileWanted(res, exchange.again))
  if (answer.kind === 'none') return sendUnknown(site, res, { about, what: 'page' })
  if (entries === null) {
    if (answer.kind !== 'page') return next()
    await rememberSeen(site, cookies.draftKey, { before: draft, after: answer.draft })
    return sendDrawn(site, res, { ...about, answer, draft: draft === null ? null : answer.draft })
  }
  const key = await keepAnswers(site, exchange, { before: draft, after: answer.draft })
  if (!key.ok) return sendBusy(res, key.error)
  if (answer.kind === 'send') return send(site, exchange, { answer, key: key.value, about, entries })
  if (answer.kind === 'page') return sendDrawn(site, res, { ...about, answer, draft: answer.draft })
  res.redirect(303, cookies.draftKey === null ? withKept(answer.to) : answer.to)
}

/** The page with the preview. With the promise it is sent, and then it has the slower lane where others used up the address. */
function isPreviewed({ path }: Request, entries: Entries | null): boolean {
  return CHECK.test(path) && !(entries ?? []).some(([name]) => name === 'consent')
}

interface Seen {
  /** As it was kept; null where nothing was. */
  readonly before: unknown
  readonly after: unknown
}

/** A preview that was seen is, besides what was pressed, all that must outlast the page: answers changed after it are marked. */
async function rememberSeen({ storage, clock }: PageSite, key: string | null, { before, after }: Seen): Promise<void> {
  if (key === null || before === null || previewedIn(before) === previewedIn(after)) return
  await keepDraft(storage, key, { draft: after, at: clock.realNow() })
}

function previewedIn(draft: unknown): unknown {
  return typeof draft === 'object' && draft !== null && 'previewed' in draft ? draft.previewed : null
}

/** The next page looks whether the browser kept the cookie: without it every page would forget the one before. */
function withKept(to: string): string {
  return `${to}${to.includes('?') ? '&' : '?'}kept=1`
}

interface Sending {
  readonly answer: Extract<PlainAnswer, { readonly kind: 'send' }>
  readonly key: string
  readonly about: About
  readonly entries: Entries
}

/** Under a key made of the draft's, so that a form sent twice makes one declaration. */
async function send(site: PageSite, { req, res }: Exchange, { answer, key, about, entries }: Sending): Promise<void> {
  const ticket = entries.find(([name]) => name === 'ticket')?.[1] ?? ''
  const turn = await turnToDeclare(site, { ticket, holder: key, address: addressKey(req.ip ?? '') })
  if (turn === 'full') return sendPlainPage(res.setHeader('Retry-After', '600'), 503, LANE_FULL)
  const { language } = about
  if (turn !== 'go')
    return sendDrawn(site, res, { ...about, answer: { kind: 'page', draft: null, ...site.pages.lanePage(about, turn) }, draft: null })
  const rawBody = JSON.stringify(answer.input)
  const idempotencyKey = sha256(`${key} ${JSON.stringify(answer.draft)}`)
  const request = asRequest({ body: answer.input, rawBody, language, idempotencyKey })
  const corrects = correctsIn(answer.draft)
  const reply = await (corrects === '' ? declare(site, request) : correctPass(site, corrects, request))
  if (reply.status !== 201) return sendPlainPage(res, reply.status === 422 ? 422 : reply.status, NOT_SENT)
  const issued = reply.body as IssuedDeclaration
  await keepDraft(site.storage, key, { draft: { sent: issued.reference } satisfies Sent, at: site.clock.realNow() })
  leadTo(site, res, issued.reference)
}

/** What is kept in the place of the answers, of which nothing is: where the reply is lost, pressing again or going back leads to the code. */
interface Sent {
  readonly sent: string
}

function sentIn(draft: unknown): string | null {
  return typeof draft === 'object' && draft !== null && 'sent' in draft && typeof draft.sent === 'string' ? draft.sent : null
}

/** Once this has arrived, nobody holds the key of what is kept: the next person on this phone begins anew. */
function leadTo({ transport }: PageSite, res: Response, reference: string): void {
  res.append('Set-Cookie', noDraftCookie(transport))
  res.redirect(303, `/d/${reference}`)
}

/** The pass whose place this declaration takes; '' for a new one. */
function correctsIn(draft: unknown): string {
  return typeof draft === 'object' && draft !== null && 'corrects' in draft && typeof draft.corrects === 'string' ? draft.corrects : ''
}

async function showPass(site: PageSite, { req, res, next }: Exchange, about: About): Promise<void> {
  const wait = await site.limits.take('lookUp', addressKey(req.ip ?? ''))
  if (wait !== null) return sendBusy(res, wait)
  const issued = await findPass(site, String(req.params.reference))
  if (!issued) return sendUnknown(site, res, { about, what: 'pass' })
  const answer = site.pages.passPage(about, issued, `${req.protocol}://${req.host}/d/${issued.reference}`)
  if (answer.kind !== 'page') return next()
  sendDrawn(site, res, { ...about, answer, draft: null, cache: 'no-store' })
}

function sendUnknown(site: PageSite, res: Response, { about, what }: { readonly about: About; readonly what: UnknownThing }): void {
  sendDrawn(site, res, { ...about, answer: { kind: 'page', draft: null, ...site.pages.unknownPage(about, what) }, draft: null })
}

function entriesOf(req: Request): Entries {
  const text = Buffer.isBuffer(req.body) ? req.body.toString('utf8') : ''
  return [...new URLSearchParams(text)].slice(0, 200)
}
