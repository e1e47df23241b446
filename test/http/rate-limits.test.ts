import { afterAll, beforeAll, expect, it } from 'vitest'
import { routesOf } from '../../server/app.ts'
import { type LimitName, memoryRateLimits } from '../../server/http/rate-limits.ts'
import { addressLimitOf, kioskLimitOf } from '../../server/http/route-limits.ts'
import { type WholeApp, wholeApp } from './whole-app.ts'

let app: WholeApp
beforeAll(async () => {
  app = await wholeApp()
})
afterAll(() => app.close())

/** Everything that anybody may ask for, and as what it counts: the rest is read by everybody and costs next to nothing. */
const COUNTED_AS: Readonly<Record<string, LimitName>> = {
  'post /api/declarations': 'declare',
  'post /api/declarations/:corrected/correction': 'declare',
  'post /api/declarations/:withdrawn/withdrawal': 'declare',
  'delete /api/declarations/:erased': 'lookUp',
  'get /api/declarations/:reference': 'lookUp',
  'get /api/declarations/:reference/data': 'lookUp',
  'get /q/:reference.png': 'lookUp',
  'get /api/checkpoints/:checkpoint': 'lookUp',
  'post /api/preview': 'lookUp',
  'post /api/groups': 'group',
  'post /api/session': 'loginByAddress',
  'post /api/kiosks/enrol': 'enrol',
}

/** The first counts by itself, by address and by code; the second ends a session, where there is one. */
const UNCOUNTED = ['post /api/find', 'delete /api/session']

it('what anybody may ask for is counted as what it costs, and nothing that opens or changes a pass as one page of many', () => {
  const open = routesOf(app.deps).filter(({ access }) => access === 'public')
  const found = open.flatMap((route) => {
    const limit = addressLimitOf(route)
    return limit === 'other' ? [] : [[`${route.method} ${route.path}`, limit] as const]
  })
  expect(Object.fromEntries(found)).toEqual(COUNTED_AS)
  const changing = open.filter(({ method, path }) => method !== 'get' || path.includes(':reference')).map(({ method, path }) => `${method} ${path}`)
  expect(changing.filter((route) => !(route in COUNTED_AS) && !UNCOUNTED.includes(route))).toEqual([])
})

it('a tablet has few tries at PINs and short codes, also with its signature', () => {
  const signed = routesOf(app.deps).filter(({ access }) => access === 'kiosk')
  const tight = signed.filter((route) => kioskLimitOf(route) !== 'kiosk').map(({ path }) => path)
  expect(tight.sort()).toEqual(['/api/kiosks/pin', '/api/kiosks/short-code'])
})

it.each<[LimitName, number]>([
  ['declare', 300],
  ['preview', 900],
  ['login', 10],
  ['loginByAddress', 60],
  ['pin', 20],
  ['shortCode', 60],
])('of %s one may have %i, and then waits', async (name, most) => {
  const limits = memoryRateLimits()
  for (let nth = 0; nth < most; nth++) expect(await limits.take(name, 'one')).toBeNull()
  expect(await limits.take(name, 'one')).toBeGreaterThan(0)
  expect(await limits.take(name, 'another')).toBeNull()
})
