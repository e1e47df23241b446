import * as z from 'zod/mini'
import { ROLES, type SignInRequest, type StaffView } from '../../shared/http/api.ts'
import { asStaffId } from '../../shared/ids.ts'
import type { CoreDeps } from '../deps.ts'
import { type RateLimits, tooMany } from '../http/rate-limits.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { MAX_PASSWORD_LENGTH } from './add-staff.ts'
import { verifyPassword } from './password.ts'
import { sessionCookie, tokenInCookies } from './session-cookie.ts'
import { endSession, SESSION_LIFE_MS, startSession } from './session-store.ts'

export interface StaffDeps extends Pick<CoreDeps, 'storage' | 'clock' | 'sessionOf'> {
  readonly limits: RateLimits
  readonly transport: 'http' | 'https'
}

const loginSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(40)),
  password: z.string().check(z.minLength(1), z.maxLength(MAX_PASSWORD_LENGTH)),
})

const staffSchema = z.strictObject({ id: z.string(), name: z.string(), role: z.enum(ROLES) })

/** A demo on 127.0.0.1 has this account. */
const EXAMPLE_LOGIN: SignInRequest = { id: 'operator', password: 'demo-operator' }

const EXAMPLE_STAFF = { id: 'operator', name: 'Phòng điều hành (mẫu)', role: 'operator' }

/** Session cookies of the control room. */
export function staffRoutes(deps: StaffDeps): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/session',
      summary: 'Sign in. The answer sets the session cookie',
      access: 'public',
      maxBytes: 2048,
      body: { schema: loginSchema, parsedBy: 'schema', example: EXAMPLE_LOGIN },
      replies: {
        201: { description: 'Signed in', schema: staffSchema, example: EXAMPLE_STAFF },
        401: { description: 'Wrong account or password' },
        429: { description: 'Too many tries: wait for Retry-After seconds' },
      },
      handle: (request) => signIn(deps, request),
    },
    {
      method: 'get',
      path: '/api/session',
      summary: 'Who is signed in',
      access: ROLES,
      replies: { 200: { description: 'The account of this cookie', schema: staffSchema, example: EXAMPLE_STAFF }, 401: { description: 'Nobody' } },
      handle: ({ staff }) => ({ status: 200, body: staff }),
    },
    {
      method: 'delete',
      path: '/api/session',
      summary: 'Sign out. Without a session it does nothing, and says the same',
      access: 'public',
      replies: { 204: { description: 'Signed out' } },
      handle: (request) => signOut(deps, request),
    },
  ]
}

async function signIn(deps: StaffDeps, request: RouteRequest): Promise<RouteReply> {
  const { id, password }: SignInRequest = loginSchema.parse(request.body)
  const key = `${id}|${request.clientAddress}`
  const wait = await deps.limits.take('login', key)
  if (wait !== null) return refusalReply(tooMany(wait), request.language)
  const staff = await checkPassword(deps, id, password)
  if (!staff) return refusalReply(WRONG_LOGIN, request.language)
  await deps.limits.forgive('login', key)
  await endOwnSession(deps, request)
  const token = await startSession(deps.storage, staff.id, deps.clock.realNow())
  const cookie = sessionCookie(token, SESSION_LIFE_MS / 1000, deps.transport)
  return { status: 201, body: staff, headers: { 'Set-Cookie': cookie } }
}

async function checkPassword({ storage }: StaffDeps, id: string, password: string): Promise<StaffView | null> {
  const row = await storage.read.selectFrom('staff').selectAll().where('staff_id', '=', id).where('closed_at', 'is', null).executeTakeFirst()
  const matches = await verifyPassword(row?.password_hash ?? null, password)
  const role = ROLES.find((known) => known === row?.role)
  return row && role && matches ? { id: asStaffId(row.staff_id), name: row.name, role } : null
}

async function signOut(deps: StaffDeps, request: RouteRequest): Promise<RouteReply> {
  await endOwnSession(deps, request)
  return { status: 204, headers: { 'Set-Cookie': sessionCookie('', 0, deps.transport) } }
}

async function endOwnSession({ storage, transport }: StaffDeps, request: RouteRequest): Promise<void> {
  const token = tokenInCookies(request.header('cookie'), transport)
  if (token) await endSession(storage, token)
}

const WRONG_LOGIN: Refusal = {
  status: 401,
  error: 'wrong-login',
  texts: {
    vi: 'Sai tên đăng nhập hoặc mật khẩu. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.',
    en: 'Wrong account or password. Check the keyboard layout and Caps Lock, then try again.',
  },
}
