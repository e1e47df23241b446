import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { routesOf } from '../../server/app.ts'
import type { Route } from '../../server/http/route.ts'
import { ROLES } from '../../shared/http/api.ts'
import { type Answer, call } from './call.ts'
import { type WholeApp, wholeApp } from './whole-app.ts'

interface Described {
  readonly operationId: string
  readonly security: readonly object[]
  readonly parameters?: readonly { readonly name: string; readonly example?: unknown }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object; readonly example: object } } }
  readonly responses: object
}

interface OpenApi {
  readonly openapi: string
  readonly paths: { readonly [path: string]: { readonly [method: string]: Described } }
}

let app: WholeApp
let document: OpenApi
let routes: readonly Route[]
const cookies = new Map<string, string>()

beforeAll(async () => {
  app = await wholeApp()
  routes = routesOf(app.deps)
  document = (await call(app.url, { path: '/api/openapi.json' })).json<OpenApi>()
  for (const [role, account] of [
    ['admin', 'admin'],
    ['operator', 'operator'],
    ['officer', 'hanh'],
  ] as const) {
    cookies.set(role, await app.cookieOf(account))
  }
})
afterAll(() => app.close())

interface Operation {
  readonly method: string
  readonly path: string
  readonly operation: Described
}

function operations(): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
}

/** The request as somebody would make it who takes the examples as they stand. */
function request({ method, path, operation }: Operation): Promise<Answer> {
  const parameters = operation.parameters ?? []
  const filled = path.replace(/\{(\w+)\}/g, (_all, name) => String(parameters.find((one) => one.name === name)?.example ?? ''))
  const body = operation.requestBody?.content['application/json']?.example
  return call(app.url, { method: method.toUpperCase(), path: filled, ...(body !== undefined && { body }) })
}

describe('/api/openapi.json', () => {
  it('works: it is OpenAPI 3.1 and names every operation that runs, and no other', () => {
    expect(document.openapi).toBe('3.1.0')
    const documented = operations().map(({ method, path }) => `${method} ${path}`)
    expect(documented.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort())
    const ids = operations().map(({ operation }) => String(operation.operationId))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has the operations that others rely on', () => {
    const listed = [
      'GET /healthz, GET /readyz, GET /api/openapi.json, GET /api/site, POST /api/declarations, GET /api/declarations/{reference}',
      'GET /q/{reference}.png, POST /api/kiosks/enrol, POST /api/kiosks/pin, POST /api/sync, POST /api/session, GET /api/session',
      'DELETE /api/session, GET /api/board, GET /api/board/{checkpoint}, POST /api/enrolments, GET /api/kiosks, POST /api/kiosks/{kiosk}/revoke',
    ].flatMap((line) => line.split(', '))
    const documented = new Set(operations().map(({ method, path }) => `${method.toUpperCase()} ${path}`))
    expect(listed.filter((operation) => !documented.has(operation))).toEqual([])
  })

  it('has an example that works as it stands for every public operation', async () => {
    const open = operations().filter(({ operation }) => operation.security.length === 0)
    expect(open.length).toBeGreaterThanOrEqual(9)
    for (const one of open) {
      const { status, text } = await request(one)
      expect([one.path, one.method, status >= 200 && status < 300], text.slice(0, 300)).toEqual([one.path, one.method, true])
      expect(Object.keys(one.operation.responses)).toContain(String(status))
    }
  })

  it('has an example that passes its own schema for every body', () => {
    const withBody = routes.filter(({ body }) => body)
    expect(withBody.length).toBeGreaterThanOrEqual(6)
    for (const { path, body } of withBody) {
      const result = body?.schema.safeParse(body.example)
      expect([path, result?.success], JSON.stringify(result?.error?.issues)).toEqual([path, true])
    }
  })

  it('has examples of answers that pass their own schema', () => {
    const examples = routes.flatMap(({ path, replies }) => Object.values(replies).map((reply) => ({ path, ...reply })))
    for (const { path, schema, example } of examples) {
      if (schema && example !== undefined) expect([path, schema.safeParse(example).success]).toEqual([path, true])
    }
  })

  it('documents the very schema that is checked', () => {
    const documented = document.paths['/api/session']?.post?.requestBody?.content['application/json']?.schema
    const { $schema: _dialect, ...checked } = z.toJSONSchema(
      routes.find(({ path, method }) => path === '/api/session' && method === 'post')?.body?.schema ?? z.never(),
    )
    expect(documented).toEqual(checked)
  })
})

describe('the matrix of roles', () => {
  it('answers each role at each guarded operation as the table says', async () => {
    const guarded = routes.filter(({ access }) => Array.isArray(access))
    expect(guarded.length).toBeGreaterThanOrEqual(6)
    for (const { method, path, access } of guarded) {
      const address = path.replace(':checkpoint', 'bach-dang').replace(':kiosk', '0'.repeat(16))
      for (const role of ROLES) {
        const headers = { cookie: cookies.get(role) ?? '' }
        const { status } = await call(app.url, { method: method.toUpperCase(), path: address, headers })
        const expected = access.includes(role) ? 'let in' : 403
        expect([method, path, role, status === 401 || status === 403 ? status : 'let in']).toEqual([method, path, role, expected])
      }
      const { status } = await call(app.url, { method: method.toUpperCase(), path: address })
      expect([path, status]).toEqual([path, 401])
    }
  })

  it('lets no cookie stand in for a device', async () => {
    for (const path of ['/api/sync', '/api/kiosks/pin']) {
      const answer = await call(app.url, { method: 'POST', path, body: {}, headers: { cookie: cookies.get('admin') ?? '' } })
      expect([path, answer.status]).toEqual([path, 401])
    }
  })

  it('takes no body of 10 MB anywhere', async () => {
    const body = `{"x":"${'x'.repeat(10 << 20)}"}`
    const headers = { 'content-type': 'application/json', cookie: cookies.get('admin') ?? '' }
    for (const { path } of routes.filter(({ method }) => method === 'post')) {
      const { status } = await call(app.url, { method: 'POST', path: path.replace(':kiosk', '0'.repeat(16)), body, headers })
      expect([path, status]).toEqual([path, 413])
    }
  })
})
