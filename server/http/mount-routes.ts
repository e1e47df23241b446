import { type Express, type Request, type RequestHandler, type Response, raw } from 'express'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { ApiError, InvalidFields, StaffView } from '../../shared/http/api.ts'
import type { KioskId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type JsonBody, parseJsonBody } from './json-body.ts'
import type { NextTurn, Turns } from './kiosks-first.ts'
import { addressKey, type LimitName, type RateLimits, tooMany } from './rate-limits.ts'
import { preferredLanguage, type Refusal, refusalReply } from './refusal.ts'
import type { Route, RouteReply, RouteRequest, Schema } from './route.ts'
import { addressLimitOf, kioskLimitOf } from './route-limits.ts'
import { CROSS_SITE, isSameOrigin } from './same-origin.ts'
import { fieldErrorsOf } from './schema-errors.ts'
import { type SiteHosts, serves, siteOfRoute } from './site-hosts.ts'
import { whileWanted } from './while-wanted.ts'

/** A body that a route says nothing about: enough for any form, too little to fill a disk. */
const DEFAULT_MAX_BYTES = 16 * 1024

export interface Doors {
  readonly limits: RateLimits
  readonly hosts: SiteHosts
  /** The staff member whose live session the Cookie header carries. */
  readonly sessionOf: (cookieHeader: string | undefined) => Promise<StaffView | null>
  /** The device whose signature is right, or why not: answered as 401. */
  readonly authenticateKiosk: (request: SignedRequest) => Promise<Result<KioskId, ApiError>>
  readonly turns: Turns
}

export interface SignedRequest {
  readonly header: (name: string) => string | undefined
  readonly rawBody: string
  readonly path: string
}

/** Each route behind the same doors, in this order: host, origin, rate, role, size, JSON, device, schema. */
export function mountRoutes(app: Express, routes: readonly Route[], doors: Doors): void {
  for (const route of routes) app[route.method](route.path, ...handlersOf(route, doors))
}

function handlersOf(route: Route, doors: Doors): readonly RequestHandler[] {
  const takesBody = route.method === 'post'
  const readBody = raw({ type: () => true, limit: route.maxBytes ?? DEFAULT_MAX_BYTES, inflate: false })
  const guard: RequestHandler = async (req, res, next) => {
    res.locals.route = route.path
    const refusal = await refusalBeforeBody(route, req, doors)
    if (!refusal.ok) return send(res, refusalReply(refusal.error, languageOf(req)))
    res.locals.staff = refusal.value
    next()
  }
  const answer: RequestHandler = async (req, res) => send(res, await answerInTurn(route, { req, res, doors }))
  return takesBody ? [guard, readBody, answer] : [guard, answer]
}

async function refusalBeforeBody(route: Route, req: Request, doors: Doors): Promise<Result<StaffView | null, Refusal>> {
  if (!serves(doors.hosts, req.host, siteOfRoute(route))) return err(NOT_FOUND)
  if (route.method !== 'get' && route.access !== 'kiosk' && !isSameOrigin(originOf(req))) return err(CROSS_SITE)
  const wait = await doors.limits.take(addressLimitOf(route), addressKey(req.ip ?? ''))
  if (wait !== null) return err(tooMany(wait))
  if (route.access === 'public' || route.access === 'kiosk') return ok(null)
  const staff = await doors.sessionOf(req.get('cookie'))
  if (staff === null) return err(SIGN_IN)
  return route.access.includes(staff.role) ? ok(staff) : err(otherRole(route.access))
}

export function originOf(req: Request): Parameters<typeof isSameOrigin>[0] {
  return { fetchSite: req.get('sec-fetch-site'), origin: req.get('origin'), host: req.host }
}

interface Exchange {
  readonly req: Request
  readonly res: Response
  readonly doors: Doors
}

/** Kiosks go first: see `kiosksFirst`. */
async function answerInTurn(route: Route, exchange: Exchange): Promise<RouteReply> {
  const work = (nextTurn?: NextTurn): Promise<RouteReply> => answerTo(route, exchange, nextTurn)
  const { turns } = exchange.doors
  if (route.access === 'kiosk') return turns.kiosk(() => work())
  if (!isTravellersWork(route)) return work()
  return (await turns.traveller(work, addressKey(exchange.req.ip ?? ''))) ?? refusalReply(CROWDED, languageOf(exchange.req))
}

/** Judging, signing and drawing for the public take milliseconds each. Staff and whoever asks after the machine's health wait for nobody. */
function isTravellersWork(route: Route): boolean {
  const site = siteOfRoute(route)
  return site === 'declare-web' || (site === null && route.path.startsWith('/api/'))
}

async function answerTo(route: Route, exchange: Exchange, nextTurn?: NextTurn): Promise<RouteReply> {
  const { req, res, doors } = exchange
  const language = languageOf(req)
  const body = readJson(route, req)
  if (!body.ok) return refusalReply(body.error, language)
  const kiosk = route.access === 'kiosk' ? await deviceOf(req, body.value.text, doors) : ok(null)
  if (!kiosk.ok) return { status: 401, body: kiosk.error }
  const limit: LimitName = kioskLimitOf(route)
  const wait = kiosk.value === null ? null : await doors.limits.take(limit, kiosk.value)
  if (wait !== null) return refusalReply(tooMany(wait), language)
  const known = requestOf(req, { body: body.value, kiosk: kiosk.value, staff: staffIn(res), language })
  const request = nextTurn ? { ...known, nextTurn, goOn: whileWanted(res, nextTurn) } : known
  return refusedBySchema(route, request) ?? route.handle(request)
}

function readJson(route: Route, req: Request): Result<JsonBody, Refusal> {
  if (!route.body) return ok({ text: '', value: undefined })
  return parseJsonBody(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0), req.get('content-type'))
}

function deviceOf(req: Request, rawBody: string, doors: Doors): Promise<Result<KioskId, ApiError>> {
  return doors.authenticateKiosk({ header: (name) => req.get(name), rawBody, path: req.path })
}

function staffIn(res: Response): StaffView | null {
  return res.locals.staff ?? null
}

interface Known {
  readonly body: JsonBody
  readonly kiosk: KioskId | null
  readonly staff: StaffView | null
  readonly language: Language
}

function requestOf(req: Request, { body, kiosk, staff, language }: Known): RouteRequest {
  return {
    body: body.value,
    rawBody: body.text,
    params: texts(req.params),
    query: texts(req.query),
    header: (name) => req.get(name),
    staff,
    kiosk,
    clientAddress: addressKey(req.ip ?? ''),
    language,
  }
}

/** Repeated parameters become the first: no route takes lists in its address. */
function texts(from: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(from).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)])
  return Object.fromEntries(entries)
}

function refusedBySchema(route: Route, request: RouteRequest): RouteReply | null {
  const bodySchema = route.body?.parsedBy === 'schema' ? route.body.schema : undefined
  const checks: readonly (readonly [Schema | undefined, unknown])[] = [
    [route.params, request.params],
    [route.query, request.query],
    [bodySchema, request.body],
  ]
  for (const [schema, value] of checks) {
    const result = schema?.safeParse(value)
    if (result && !result.success) return invalid(result.error.issues, request.language)
  }
  return null
}

function invalid(issues: Parameters<typeof fieldErrorsOf>[0], language: Language): RouteReply {
  const body: InvalidFields = { error: INVALID.error, message: INVALID.texts[language], fields: fieldErrorsOf(issues, language) }
  return { status: INVALID.status, body }
}

export function languageOf(req: Request): Language {
  return preferredLanguage(req.get('accept-language'))
}

export function send(res: Response, reply: RouteReply): void {
  res.status(reply.status)
  // What a route says about one person or one moment must not stay in a cache; a route that may be kept says so itself.
  res.setHeader('Cache-Control', 'no-store')
  for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value)
  if (reply.bytes) res.type(reply.bytes.type).send(Buffer.from(reply.bytes.data))
  else if (reply.body === undefined) res.end()
  else res.json(reply.body)
}

export const NOT_FOUND: Refusal = {
  status: 404,
  error: 'not-found',
  texts: {
    vi: 'Không có địa chỉ này. Danh sách các lệnh: /api/openapi.json.',
    en: 'There is no such address. See /api/openapi.json for what there is.',
  },
}

const SIGN_IN: Refusal = {
  status: 401,
  error: 'sign-in-needed',
  texts: { vi: 'Hãy đăng nhập: phiên làm việc chưa bắt đầu hoặc đã hết hạn.', en: 'Sign in: there is no session, or it has ended.' },
}

function otherRole(roles: readonly string[]): Refusal {
  return {
    status: 403,
    error: 'role-needed',
    texts: {
      vi: `Tài khoản này không có quyền làm việc này. Vai trò cần có: ${roles.join(', ')}.`,
      en: `This account may not do this. Role needed: ${roles.join(' or ')}.`,
    },
  }
}

const INVALID: Refusal = {
  status: 422,
  error: 'invalid-request',
  texts: {
    vi: 'Một số trường chưa đúng. Hãy sửa các trường được nêu rồi gửi lại.',
    en: 'Some fields are not right. Correct those named and send again.',
  },
}

const CROWDED: Refusal = {
  status: 503,
  error: 'crowded',
  texts: {
    vi: 'Đang có rất nhiều người khai cùng lúc; chưa có gì được ghi nhận. Chờ nửa phút rồi gửi lại, những gì đã nhập vẫn còn.',
    en: 'Very many people are declaring at this moment; nothing was stored. Wait half a minute and send again, your answers are kept.',
  },
  headers: { 'Retry-After': '30' },
}
