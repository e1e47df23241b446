import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { memoryRateLimits } from '../../server/http/rate-limits.ts'
import type { Route } from '../../server/http/route.ts'
import { fieldErrorsOf } from '../../server/http/schema-errors.ts'
import { storageError } from '../../server/storage/storage-error.ts'
import type { Role, StaffView } from '../../shared/http/api.ts'
import { asKioskId, asStaffId } from '../../shared/ids.ts'
import { err, ok } from '../../shared/result.ts'
import { call } from './call.ts'
import { type ServedApp, type ServedOptions, serveApp } from './served-app.ts'

let app: ServedApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})

async function serve(routes: readonly Route[], options: ServedOptions = {}): Promise<string> {
  app = await serveApp(routes, options)
  return app.url
}

const schema = z.strictObject({ name: z.string().check(z.maxLength(10)) })
const replies = { 200: { description: 'done' } }

/** Answers with what arrived. */
const echo: Route = {
  method: 'post',
  path: '/api/echo',
  summary: 'echo',
  access: 'public',
  maxBytes: 4096,
  body: { schema, parsedBy: 'schema', example: { name: 'Lan' } },
  replies,
  handle: ({ body }) => ({ status: 200, body }),
}

function throwing(error: unknown): Route {
  return { method: 'get', path: '/api/broken/:reference', summary: 'throws', access: 'public', replies, handle: () => Promise.reject(error) }
}

function guarded(access: Route['access'], method: Route['method'] = 'get'): Route {
  return {
    method,
    path: '/api/guarded',
    summary: 'guarded',
    access,
    replies,
    handle: ({ staff, kiosk }) => ({ status: 200, body: { staff, kiosk } }),
  }
}

function signedInAs(role: Role): ServedOptions {
  const staff: StaffView = { id: asStaffId('hoa'), name: 'Hoa', role }
  return { doors: { sessionOf: async (cookie) => (cookie === 'chot-session=good' ? staff : null) } }
}

describe('the door for bodies', () => {
  it('works: a good body reaches the handler', async () => {
    const answer = await call(await serve([echo]), { method: 'POST', path: '/api/echo', body: { name: 'Hạnh' } })
    expect([answer.status, answer.json()]).toEqual([200, { name: 'Hạnh' }])
  })

  it('refuses 10 MB with a sentence that names the limit', async () => {
    const answer = await call(await serve([echo]), { method: 'POST', path: '/api/echo', body: { name: 'x'.repeat(10 << 20) } })
    expect([answer.status, answer.json().error]).toEqual([413, 'too-large'])
    expect(answer.json().message).toContain('4 KB')
  })

  it('takes a body of exactly the limit, and not one byte more', async () => {
    const url = await serve([{ ...echo, maxBytes: 14 }])
    const at = (name: string) => call(url, { method: 'POST', path: '/api/echo', body: { name } })
    expect([(await at('abc')).status, (await at('abcd')).status]).toEqual([200, 413])
  })

  it.each([
    ['no JSON at all', 'name=Lan', 'application/x-www-form-urlencoded', 415, 'not-json'],
    ['JSON in an other type, which a foreign page could send', '{"name":"Lan"}', 'text/plain', 415, 'not-json'],
    ['JSON in another encoding', '{"name":"Lan"}', 'application/json; charset=utf-16', 415, 'not-json'],
    ['a broken text', '{"name":"Lan"', 'application/json', 400, 'malformed-json'],
    ['nothing', '', 'application/json', 400, 'malformed-json'],
    ['a thousand nested lists', `${'['.repeat(1000)}${']'.repeat(1000)}`, 'application/json', 400, 'unacceptable-json'],
    ['33 nested lists', `${'['.repeat(33)}${']'.repeat(33)}`, 'application/json', 400, 'unacceptable-json'],
    ['32 nested lists, as what they are', `${'['.repeat(32)}${']'.repeat(32)}`, 'application/json', 422, 'invalid-request'],
    ['a constructor alone', '{"name":{"constructor":{}}}', 'application/json', 400, 'unacceptable-json'],
    ['a prototype in disguise', '{"name":"Lan","\\u005f_proto__":{"role":"admin"}}', 'application/json', 400, 'unacceptable-json'],
    ['a constructor deep inside', '{"name":{"constructor":{"prototype":{}}}}', 'application/json', 400, 'unacceptable-json'],
    ['another type of value', '{"name":7}', 'application/json', 422, 'invalid-request'],
    ['a key that nobody asked for', '{"name":"Lan","role":"admin"}', 'application/json', 422, 'invalid-request'],
    ['a list in place of an object', '[]', 'application/json', 422, 'invalid-request'],
    ['too long a text', '{"name":"12345678901"}', 'application/json', 422, 'invalid-request'],
  ])('refuses %s', async (_what, body, type, status, error) => {
    const answer = await call(await serve([echo]), { method: 'POST', path: '/api/echo', body, headers: { 'content-type': type } })
    expect([answer.status, answer.json().error]).toEqual([status, error])
    expect(answer.json().message.length).toBeGreaterThan(20)
  })

  it('refuses a compressed body: a small one could unpack to gigabytes', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await call(await serve([echo]), { method: 'POST', path: '/api/echo', body: 'xx', headers })
    expect(answer.status).toBe(415)
  })

  it('names the field and what it needs, in the language that was asked for', async () => {
    const url = await serve([echo])
    const inEnglish = await call(url, {
      method: 'POST',
      path: '/api/echo',
      body: { name: 7 },
      headers: { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.5' },
    })
    const inVietnamese = await call(url, { method: 'POST', path: '/api/echo', body: { name: 7 } })
    expect(inEnglish.json().fields).toEqual([{ path: 'name', code: 'invalid-type', message: 'A value of type string is needed.' }])
    expect(inVietnamese.json().fields[0]?.message).toContain('Cần có giá trị')
  })
})

it('names twenty faults of a body of junk, and does not answer with all of it', () => {
  const junk = z.array(z.string()).safeParse(Array.from({ length: 1000 }, (_, nth) => nth))
  const told = fieldErrorsOf(junk.error?.issues ?? [], 'vi')
  expect([told.length, told[19]?.path]).toEqual([20, '19'])
})

describe('the door for roles', () => {
  const cookie = { cookie: 'chot-session=good' }

  it.each<[Role, readonly Role[], number]>([
    ['admin', ['admin'], 200],
    ['operator', ['admin'], 403],
    ['officer', ['admin'], 403],
    ['admin', ['admin', 'operator'], 200],
    ['operator', ['admin', 'operator'], 200],
    ['officer', ['admin', 'operator'], 403],
    ['officer', ['officer'], 200],
  ])('a cookie of %s at a route of %j answers %i', async (role, access, status) => {
    const answer = await call(await serve([guarded(access)], signedInAs(role)), { path: '/api/guarded', headers: cookie })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.json().message).toContain(access.join(', '))
    else expect(answer.json<{ staff: StaffView }>().staff.role).toBe(role)
  })

  it('asks for a sign-in where there is no session', async () => {
    const url = await serve([guarded(['admin'])], signedInAs('admin'))
    const without = await call(url, { path: '/api/guarded' })
    const forged = await call(url, { path: '/api/guarded', headers: { cookie: 'chot-session=bad' } })
    expect([without.status, forged.status]).toEqual([401, 401])
  })

  it('lets a device in by its signature alone, over the exact bytes that came', async () => {
    const kiosk = asKioskId('0011223344556677')
    const seen: string[] = []
    const route: Route = { ...echo, path: '/api/sync', access: 'kiosk', handle: (request) => ({ status: 200, body: { kiosk: request.kiosk } }) }
    const authenticateKiosk: NonNullable<ServedOptions['doors']>['authenticateKiosk'] = async ({ rawBody, path, header }) => {
      seen.push(`${path} ${rawBody}`)
      return header('x-kiosk') === kiosk ? ok(kiosk) : err({ error: 'kiosk-unknown', message: 'enrol again' })
    }
    const url = await serve([route], { doors: { authenticateKiosk } })
    const body = '{ "name" : "Lan" }'
    const headers = { 'content-type': 'application/json', 'x-kiosk': kiosk }
    const good = await call(url, { method: 'POST', path: '/api/sync', body, headers })
    const bad = await call(url, { method: 'POST', path: '/api/sync', body, headers: { 'content-type': 'application/json' } })
    expect([good.status, good.json<{ kiosk: string }>().kiosk, bad.status, bad.json().error]).toEqual([200, kiosk, 401, 'kiosk-unknown'])
    expect(seen[0]).toBe(`/api/sync ${body}`)
  })

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['a page of ours', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin, from a browser that says no more', { origin: 'https://evil.example' }, 403],
    ['an origin that hides', { origin: 'null' }, 403],
    ['a program', {}, 200],
  ])('a change asked for by %s answers as it should', async (_who, headers, status) => {
    const url = await serve([guarded(['admin'], 'delete')], signedInAs('admin'))
    const answer = await call(url, { method: 'DELETE', path: '/api/guarded', headers: { ...cookie, ...headers } })
    expect(answer.status).toBe(status)
  })

  it('knows its own origin with its port', async () => {
    const url = await serve([guarded(['admin'], 'delete')], signedInAs('admin'))
    const from = (origin: string) => call(url, { method: 'DELETE', path: '/api/guarded', headers: { ...cookie, origin } })
    expect([(await from(url)).status, (await from('http://127.0.0.1:1')).status]).toEqual([200, 403])
  })
})

describe('the door for rates', () => {
  it('answers 429 with the seconds to wait once the points are spent', async () => {
    const limits = memoryRateLimits()
    const url = await serve([{ ...echo, path: '/api/kiosks/enrol' }], { doors: { limits } })
    for (let i = 0; i < 299; i++) await limits.take('enrol', '127.0.0.1')
    const ask = () => call(url, { method: 'POST', path: '/api/kiosks/enrol', body: { name: 'Lan' } })
    const [last, over] = [await ask(), await ask()]
    expect([last.status, over.status]).toEqual([200, 429])
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0)
    expect(over.json().error).toBe('too-many-requests')
  })

  it('lets a coach of 50 declare behind one address', async () => {
    const url = await serve([{ ...echo, path: '/api/declarations' }])
    const statuses = await Promise.all(
      Array.from({ length: 50 }, () => call(url, { method: 'POST', path: '/api/declarations', body: { name: 'Lan' } })),
    )
    expect(statuses.filter(({ status }) => status === 200)).toHaveLength(50)
  })
})

describe('the door for errors', () => {
  const reference = '5QVBG8ZJ3N4T7W2XKM9D1CPRHA'

  it('logs a bug once, with the id that the answer names and without its quoted parts', async () => {
    const url = await serve([throwing(new Error('no place for "Nguyễn Thị Bí Mật"'))])
    const answer = await call(url, { path: `/api/broken/${reference}` })
    const id = String(answer.headers['x-request-id'])
    expect([answer.status, answer.json().error]).toEqual([500, 'internal'])
    expect(answer.json().message).toContain(id)
    expect(answer.text).not.toContain('place')
    const bugs = (app?.logged() ?? '').split('\n').filter((line) => line.includes('a bug'))
    expect(bugs).toHaveLength(1)
    expect(bugs[0]).toContain(id)
    expect(app?.logged()).not.toContain('Bí Mật')
  })

  it.each([
    ['no-space', 507, 'no-space'],
    ['read-only', 503, 'storage-unavailable'],
    ['io', 503, 'storage-unavailable'],
  ] as const)('says so when the disk refuses: %s', async (fault, status, error) => {
    const url = await serve([throwing(storageError(fault, 'chot.db'))])
    const answer = await call(url, { path: `/api/broken/${reference}` })
    expect([answer.status, answer.json().error]).toEqual([status, error])
    expect(answer.text).not.toContain('chot.db')
  })

  it('says so when the disk refuses in the words of SQLite', async () => {
    const url = await serve([throwing(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }))])
    expect((await call(url, { path: `/api/broken/${reference}` })).status).toBe(507)
  })

  it('answers an unknown address under /api with JSON, and a malformed one too', async () => {
    const url = await serve([echo])
    const [unknown, malformed, method] = [
      await call(url, { path: '/api/nothing' }),
      await call(url, { path: '/api/%E0%A4%A' }),
      await call(url, { method: 'PUT', path: '/api/echo' }),
    ]
    expect([unknown.status, unknown.json().error, malformed.json().error, method.status]).toEqual([404, 'not-found', 'not-found', 404])
  })

  it('never logs the address, the query or a header of a request', async () => {
    const url = await serve([{ ...guarded('public'), path: '/api/declarations/:reference' }])
    await call(url, { path: `/api/declarations/${reference}?name=Bich`, headers: { cookie: 'chot-session=secret', 'user-agent': 'agent-x' } })
    await call(url, { path: `/d/${reference}` })
    const logged = app?.logged() ?? ''
    expect(logged).toContain('/api/declarations/:reference')
    expect(logged).toContain('site declare-web')
    for (const secret of [reference, 'Bich', 'secret', 'agent-x', '127.0.0.1']) expect(logged).not.toContain(secret)
  })
})
