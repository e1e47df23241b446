import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Route, RouteRequest } from '../../server/http/route.ts'
import { systemRoutes } from '../../server/http/system-api.ts'
import { MINUTE_MS } from '../../shared/units.ts'

const REQUEST: RouteRequest = {
  body: undefined,
  rawBody: '',
  params: {},
  query: {},
  header: () => undefined,
  staff: null,
  kiosk: null,
  clientAddress: '192.0.2.1',
  language: 'vi',
}

it('the description is made once a minute, however often it is asked for: it costs as much as many a kiosk’s sync', async () => {
  let made = 0
  let now = 1_613_566_800_000
  const route: Route = {
    method: 'post',
    path: '/api/x',
    summary: 'x',
    access: 'public',
    body: {
      schema: z.strictObject({}),
      parsedBy: 'handler',
      get example() {
        made++
        return {}
      },
    },
    replies: {},
    handle: () => ({ status: 204 }),
  }
  const storage = { probe: async () => undefined }
  const deps = { storage, version: '1', parameterExamples: {}, clock: { now: () => now, realNow: () => now } }
  const describing = systemRoutes(deps, () => [route]).find(({ path }) => path === '/api/openapi.json')
  const asked = async () => {
    const before = made
    const replies = [await describing?.handle(REQUEST), await describing?.handle(REQUEST), await describing?.handle(REQUEST)]
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    return made - before
  }
  const once = await asked()
  expect(await asked()).toBe(0)
  now += MINUTE_MS
  // Twice where it is looked at before it is written.
  expect(await asked()).toBe(once)
  expect(once).toBeLessThanOrEqual(2)
})
