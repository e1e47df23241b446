import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../server/clock.ts'
import { memoryRateLimits, type RateLimits } from '../../server/http/rate-limits.ts'
import { addStaff, type NewStaff } from '../../server/staff/add-staff.ts'
import { staffRoutes } from '../../server/staff/api.ts'
import { sessionOf } from '../../server/staff/session-of.ts'
import { purgeSessions, SESSION_IDLE_MS, SESSION_LIFE_MS } from '../../server/staff/session-store.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { type Answer, call } from '../http/call.ts'
import { type ServedApp, serveApp } from '../http/served-app.ts'
import { type TestStorage, testStorage } from '../support/test-storage.ts'

const NOON = Date.UTC(2026, 5, 1, 12)

let held: TestStorage
let app: ServedApp
let limits: RateLimits
/** Real time, which sessions live by. */
let at = NOON
const clock: Clock = { now: () => Date.UTC(2021, 1, 17, 13), realNow: () => at }

async function start(transport: 'http' | 'https'): Promise<void> {
  const { storage } = held
  const deps = { storage, clock, limits, transport, sessionOf: sessionOf({ storage, clock }, transport) }
  app = await serveApp(staffRoutes(deps), { transport, doors: { sessionOf: deps.sessionOf, limits } })
}

beforeEach(async () => {
  at = NOON
  held = await testStorage()
  limits = memoryRateLimits()
  await start('http')
  await addStaff(held.storage, OPERATOR, NOON)
})

afterEach(async () => {
  await app.close()
  await held.close()
})

const OPERATOR: NewStaff = { id: 'operator', name: 'Đỗ Thử Nghiệm', role: 'operator', password: 'mật khẩu dài', pin: null, checkpoints: [] }

function signIn(password = OPERATOR.password, id = 'operator'): Promise<Answer> {
  return call(app.url, { method: 'POST', path: '/api/session', body: { id, password } })
}

function who(cookie: string): Promise<Answer> {
  return call(app.url, { path: '/api/session', headers: { cookie } })
}

function cookieOf(answer: Answer): string {
  return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? ''
}

describe('signing in', () => {
  it('works: the cookie opens a session, and signing out ends it', async () => {
    const answer = await signIn()
    const cookie = cookieOf(answer)
    expect([answer.status, answer.json()]).toEqual([201, { id: 'operator', name: 'Đỗ Thử Nghiệm', role: 'operator' }])
    expect((await who(cookie)).json().id).toBe('operator')
    const out = await call(app.url, { method: 'DELETE', path: '/api/session', headers: { cookie } })
    expect([out.status, String(out.headers['set-cookie'])]).toEqual([204, 'chot-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict'])
    expect((await who(cookie)).status).toBe(401)
    expect(await held.storage.read.selectFrom('session').selectAll().execute()).toEqual([])
  })

  it('keeps neither the token nor the password where a copy of the database would show them', async () => {
    const token = cookieOf(await signIn()).split('=')[1] ?? ''
    const rows = JSON.stringify([
      await held.storage.read.selectFrom('session').selectAll().execute(),
      await held.storage.read.selectFrom('staff').selectAll().execute(),
    ])
    expect(token).toHaveLength(43)
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(OPERATOR.password)
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  it('hides the cookie from scripts and other sites; over TLS it belongs to this host alone', async () => {
    expect(String((await signIn()).headers['set-cookie'])).toMatch(/^chot-session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/)
    await app.close()
    await start('https')
    const secure = await signIn()
    expect(String(secure.headers['set-cookie'])).toMatch(/^__Host-chot-session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/)
    expect((await who(cookieOf(secure))).status).toBe(200)
    expect((await who(cookieOf(secure).replace('__Host-', ''))).status).toBe(401)
  })

  it('answers a wrong password and an unknown account alike', async () => {
    const [wrong, unknown] = [await signIn('mật khẩu khác'), await signIn('mật khẩu dài', 'nobody')]
    expect([wrong.status, wrong.json()]).toEqual([401, unknown.json()])
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  it('takes the same password however the keyboard composes its accents', async () => {
    expect((await signIn(OPERATOR.password.normalize('NFD'))).status).toBe(201)
  })

  it('refuses a closed account, and ends the sessions it has', async () => {
    const cookie = cookieOf(await signIn())
    await held.storage.write((tx) => tx.updateTable('staff').set({ closed_at: at }).execute())
    expect([(await signIn()).status, (await who(cookie)).status]).toEqual([401, 401])
  })

  it('replaces the session of the browser that signs in again', async () => {
    const first = cookieOf(await signIn())
    await call(app.url, { method: 'POST', path: '/api/session', body: { id: 'operator', password: OPERATOR.password }, headers: { cookie: first } })
    expect((await who(first)).status).toBe(401)
    expect(await held.storage.read.selectFrom('session').selectAll().execute()).toHaveLength(1)
  })

  it('locks after ten tries from one address, the right password included, and no other account with it', async () => {
    await addStaff(held.storage, { ...OPERATOR, id: 'second' }, NOON)
    for (let i = 0; i < 10; i++) expect((await signIn('sai mật khẩu')).status).toBe(401)
    const locked = await signIn()
    expect([locked.status, Number(locked.headers['retry-after']) > 0]).toEqual([429, true])
    expect((await signIn(OPERATOR.password, 'second')).status).toBe(201)
  })

  it('forgets wrong tries once the right password came', async () => {
    for (let i = 0; i < 9; i++) await signIn('sai mật khẩu')
    expect((await signIn()).status).toBe(201)
    for (let i = 0; i < 9; i++) expect((await signIn('sai mật khẩu')).status).toBe(401)
    expect((await signIn()).status).toBe(201)
  })

  it.each([
    [{ id: 'operator' }],
    [{ id: 'operator', password: '' }],
    [{ id: 'operator', password: 'x'.repeat(201) }],
    [{ id: ['operator'], password: 'x' }],
  ])('refuses the body %j by its shape', async (body) => {
    expect((await call(app.url, { method: 'POST', path: '/api/session', body })).status).toBe(422)
  })
})

describe('the life of a session', () => {
  it('ends after twelve hours however busy, and not one millisecond before', async () => {
    const cookie = cookieOf(await signIn())
    for (at = NOON; at < NOON + SESSION_LIFE_MS; at += 30 * MINUTE_MS) await who(cookie)
    at = NOON + SESSION_LIFE_MS - 1
    expect((await who(cookie)).status).toBe(200)
    at = NOON + SESSION_LIFE_MS
    expect((await who(cookie)).status).toBe(401)
  })

  it('ends after eight idle hours, and not one millisecond before', async () => {
    const cookie = cookieOf(await signIn())
    at = NOON + SESSION_IDLE_MS
    expect((await who(cookie)).status).toBe(401)
    at = NOON + SESSION_IDLE_MS - 1
    expect((await who(cookie)).status).toBe(200)
    at = NOON + SESSION_IDLE_MS + MINUTE_MS
    expect((await who(cookie)).status).toBe(200)
  })

  it('is swept out of the database when it has ended, and only then', async () => {
    const rows = () => held.storage.read.selectFrom('session').selectAll().execute()
    await signIn()
    await purgeSessions(held.storage, NOON + SESSION_IDLE_MS - 1)
    expect(await rows()).toHaveLength(1)
    await purgeSessions(held.storage, NOON + SESSION_IDLE_MS)
    expect(await rows()).toEqual([])
  })

  it('does not depend on the demo clock', async () => {
    await signIn()
    const row = await held.storage.read.selectFrom('session').selectAll().executeTakeFirstOrThrow()
    expect([row.created_at, row.expires_at]).toEqual([NOON, NOON + SESSION_LIFE_MS])
  })
})

describe('adding an account', () => {
  const checkpoint = asCheckpointId('bach-dang')
  const officer: NewStaff = { id: 'hoa.bd', name: 'Hoa', role: 'officer', password: '12345678', pin: '1234', checkpoints: [checkpoint] }

  it('works: an officer with a PIN at a checkpoint', async () => {
    await held.storage.write((tx) => tx.insertInto('checkpoint').values({ checkpoint_id: checkpoint, body: '{}', updated_at: 0 }).execute())
    expect(await addStaff(held.storage, officer, NOON)).toEqual({ ok: true, value: 'hoa.bd' })
    const row = await held.storage.read.selectFrom('staff').selectAll().where('staff_id', '=', 'hoa.bd').executeTakeFirstOrThrow()
    expect([row.role, row.pin_failures, row.pin_hash?.startsWith('$argon2id$')]).toEqual(['officer', 0, true])
    expect(await held.storage.read.selectFrom('staff_checkpoint').selectAll().execute()).toEqual([{ staff_id: 'hoa.bd', checkpoint_id: checkpoint }])
  })

  it.each<[string, Partial<NewStaff>]>([
    ['There is already an account operator', { id: 'operator' }],
    ['There is no checkpoint bach-dang', {}],
    ['The login name must', { id: 'Hoa' }],
    ['The login name must', { id: 'h' }],
    ['The name must', { name: ' ' }],
    ['The role must be one of: admin, operator, officer', { role: 'root' }],
    ['The password must have 8', { password: '1234567' }],
    ['The password must have 8 to 200', { password: 'x'.repeat(201) }],
    ['needs a PIN', { pin: null }],
    ['needs a PIN', { pin: '123' }],
    ['needs a PIN', { pin: '123456789' }],
    ['at least one checkpoint', { checkpoints: [] }],
    ['Only officers', { role: 'admin' }],
  ])('refuses with "%s" where %j', async (sentence, change) => {
    const added = await addStaff(held.storage, { ...officer, ...change }, NOON)
    expect(added.ok ? '' : added.error).toContain(sentence)
    expect(await held.storage.read.selectFrom('staff').select('staff_id').execute()).toEqual([{ staff_id: 'operator' }])
  })
})
