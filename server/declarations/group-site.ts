import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { GroupReply } from '../../shared/http/api.ts'
import type { Entries, PlainGroupAnswer, PlainPage } from '../../shared/http/plain-pages.ts'
import { SECOND_MS } from '../../shared/units.ts'
import type { NextTurn } from '../http/kiosks-first.ts'
import { type FormPart, parseMultipart } from '../http/multipart.ts'
import { addressKey } from '../http/rate-limits.ts'
import { siteHeaders } from '../http/security-headers.ts'
import { sendPlainPage } from '../http/serve-sites.ts'
import { serves } from '../http/site-hosts.ts'
import { asRequest } from './as-request.ts'
import { type About, drawInTurn, guardPage, languageIn, limitPage, searchOf, sendBusy, sendDrawn } from './drawn-page.ts'
import { declareGroup } from './groups.ts'
import { keepAnswers } from './keep-answers.ts'
import { turnInLane } from './lane-turn.ts'
import type { PageSite } from './page-site.ts'
import { plainCookies } from './plain-cookies.ts'
import { readDraft } from './plain-drafts.ts'
import { BUSY, LANE_FULL, NO_COOKIES, NO_FORM, NOT_SENT } from './plain-words.ts'
import { sha256 } from './seal-under-key.ts'
import { siteFacts } from './site-api.ts'

const PAGE = '/declare/group'
const TEMPLATE = '/declare/group/template.csv'

/** As much as the page with scripts takes of a file, and the questions beside it. */
const MAX_BODY_BYTES = 2_000_000 + 64 * 1024
/** Bodies up to this are a form like any other; larger ones are a file, and few are held in memory at once. */
const SMALL_BODY_BYTES = 64 * 1024
const MOST_FILES_AT_ONCE = 8
/** Of those, one address: who sends slowly on purpose takes nobody else's place. A carrier's many phones need theirs for a second each. */
const MOST_FILES_OF_ONE = 3
/** A list has some 20 kB: a line that takes longer than this for it carries no page either. */
const LONGEST_UPLOAD_MS = 60 * SECOND_MS

/** The page of a group where no script runs. Of a list nothing is kept between two presses: it goes round with the page. */
export function groupSite(site: PageSite): RequestHandler {
  const router = Router({ strict: false })
  const only: RequestHandler = (req, _res, next) => next(serves(site.hosts, req.host, 'declare-web') ? undefined : 'router')
  router.use([PAGE, TEMPLATE], only, siteHeaders('declare-web', site.transport))
  router.get(TEMPLATE, (req, res) => sendTemplate(site, req, res))
  router.get(PAGE, limitPage(site.limits, 'other'), (req, res) => drawInTurn(site.turns, res, (again) => respond(site, { req, res, again }, null)))
  router.post(PAGE, guardPage(site.limits, 'other'), refuseLarge(site), fewAtOnce(), readBody(site), (req, res) => take(site, req, res))
  return router
}

/** Who comes too often gets the list back, and with it the file: a few times, since drawing a page is not for nothing either. */
async function take(site: PageSite, req: Request, res: Response): Promise<void> {
  const address = addressKey(req.ip ?? '')
  const busySeconds = await site.limits.take('list', address)
  if (busySeconds !== null && (await site.limits.take('listBack', address)) !== null) return sendBusy(res, busySeconds)
  const parts = Buffer.isBuffer(req.body) ? parseMultipart(req.body, req.get('content-type')) : null
  if (parts === null) return sendPlainPage(res, 400, NO_FORM)
  const busy = busySeconds === null ? {} : { busySeconds }
  return drawInTurn(site.turns, res, (again) => respond(site, { req, res, again, ...busy }, parts))
}

/** By what the browser says that it will send: of 50 MB nothing is read into memory, and the answer comes before them. */
function refuseLarge(site: PageSite): RequestHandler {
  return (req, res, next) => (Number(req.get('content-length') ?? 0) > MAX_BODY_BYTES ? sayTooLarge(site, req, res) : next())
}

/** The page as it was kept, and not an empty one: the journey is still there. */
function sayTooLarge(site: PageSite, req: Request, res: Response): Promise<void> {
  return drawInTurn(site.turns, res, (again) => respond(site, { req, res, again, refused: 'tooLarge' }, null))
}

function fewAtOnce(): RequestHandler {
  const held = new Set<{ readonly address: string }>()
  return (req, res, next) => {
    if (Number(req.get('content-length') ?? MAX_BODY_BYTES) <= SMALL_BODY_BYTES) return next()
    const mine = { address: addressKey(req.ip ?? '') }
    const ofOne = [...held].filter(({ address }) => address === mine.address).length
    if (held.size >= MOST_FILES_AT_ONCE || ofOne >= MOST_FILES_OF_ONE) return sendPlainPage(res.setHeader('Retry-After', '20'), 503, BUSY)
    held.add(mine)
    const late = setTimeout(() => req.destroy(), LONGEST_UPLOAD_MS)
    req.once('end', () => clearTimeout(late))
    res.once('close', () => {
      clearTimeout(late)
      held.delete(mine)
    })
    next()
  }
}

const read = express.raw({ type: 'multipart/form-data', limit: MAX_BODY_BYTES, inflate: false })

function readBody(site: PageSite): RequestHandler {
  return (req, res, next) =>
    read(req, res, (error?: unknown) => {
      if (error === undefined || error === null) return next()
      if (res.headersSent) return
      return isTooLarge(error) ? sayTooLarge(site, req, res) : sendPlainPage(res, 400, NO_FORM)
    })
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large'
}

interface Exchange {
  readonly req: Request
  readonly res: Response
  readonly again: NextTurn
  readonly refused?: 'tooLarge'
  readonly busySeconds?: number
}

async function respond(site: PageSite, exchange: Exchange, parts: readonly FormPart[] | null): Promise<void> {
  const { req, res } = exchange
  res.locals.route = 'page group'
  const language = languageIn(req, res, site)
  const about = { path: PAGE, search: searchOf(req), language, site: siteFacts(site, await site.publicFacts()), areas: site.areaTable }
  const { draftKey } = plainCookies(req.get('cookie'), site.transport)
  const draft = draftKey === null ? null : await readDraft(site.storage, draftKey, site.clock.realNow())
  const entries = parts === null ? null : entriesOf(parts)
  const file = parts?.find(({ isFile }) => isFile)?.data ?? null
  const answer = await site.pages.groupPage({
    ...about,
    draft,
    entries,
    file,
    pause: exchange.again,
    ...(exchange.refused ? { refused: exchange.refused } : {}),
    ...(exchange.busySeconds === undefined ? {} : { busySeconds: exchange.busySeconds }),
  })
  if (exchange.busySeconds !== undefined) res.setHeader('Retry-After', String(exchange.busySeconds))
  if (exchange.busySeconds !== undefined && answer.kind === 'page') return show(site, res, { about, page: answer, draft: answer.draft })
  if (parts === null && answer.kind === 'page') return show(site, res, { about, page: answer, draft: draft === null ? null : answer.draft })
  // Without it nobody could tell a list sent twice from two lists.
  if (answer.kind === 'send' && draftKey === null) return sendPlainPage(res, 400, NO_COOKIES)
  const key = await keepAnswers(site, exchange, { before: draft, after: answer.draft })
  if (!key.ok) return respond(site, { ...exchange, busySeconds: key.error }, parts)
  if (answer.kind === 'page') return show(site, res, { about, page: answer, draft: answer.draft })
  await send(site, exchange, { answer, key: key.value, about })
}

/** A field is text, and longer only where it is the list. */
function entriesOf(parts: readonly FormPart[]): Entries {
  return parts.filter(({ isFile }) => !isFile).map(({ name, data }) => [name, data.toString('utf8')] as const)
}

interface Sending {
  readonly answer: Extract<PlainGroupAnswer, { readonly kind: 'send' }>
  readonly key: string
  readonly about: About
}

/** Each row under a key made of the browser's and of what is in it: sent twice, with other rows mended in between, it is declared once. */
async function send(site: PageSite, { req, res, again }: Exchange, { answer, key, about }: Sending): Promise<void> {
  const address = addressKey(req.ip ?? '')
  const turn = await turnInLane(site, { ticket: answer.ticket, holder: key, address })
  if (turn === 'full') return sendPlainPage(res.setHeader('Retry-After', '600'), 503, LANE_FULL)
  if (turn !== 'go') return show(site, res, { about, page: answer.waiting(turn), draft: answer.draft })
  const wait = await site.limits.take('group', address)
  if (wait !== null) return show(site, res.setHeader('Retry-After', String(wait)), { about, page: answer.busy(wait), draft: answer.draft })
  const keys = answer.contents.map((content) => sha256(`row ${key} ${content}`))
  const request = asRequest({ body: { rows: answer.inputs, keys }, language: about.language })
  const reply = await declareGroup(site, { ...request, nextTurn: again })
  if (reply.status !== 200) return sendPlainPage(res, reply.status, NOT_SENT)
  show(site, res, { about, page: answer.after(reply.body as GroupReply), draft: answer.draft })
}

interface Shown {
  readonly about: About
  readonly page: PlainPage | Extract<PlainGroupAnswer, { readonly kind: 'page' }>
  readonly draft: unknown
}

function show(site: PageSite, res: Response, { about, page: { status, title, html }, draft }: Shown): void {
  sendDrawn(site, res, { ...about, answer: { kind: 'page', status, title, html, draft }, draft })
}

function sendTemplate(site: PageSite, req: Request, res: Response): void {
  const language = languageIn(req, res, site)
  res.setHeader('Content-Disposition', `attachment; filename="${language === 'vi' ? 'danh-sach-doan' : 'group'}.csv"`)
  res.setHeader('Vary', 'Cookie, Accept-Language').setHeader('Cache-Control', 'private, no-cache')
  res.type('text/csv; charset=utf-8').send(site.pages.groupTemplate(language))
}
