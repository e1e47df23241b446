import { randomBytes } from 'node:crypto'
import { declarationRoutes } from '../../server/declarations/api.ts'
import { passRoutes } from '../../server/declarations/pass-routes.ts'
import { publicFactsOf } from '../../server/declarations/public-facts.ts'
import { memoryRateLimits } from '../../server/http/rate-limits.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { IssuedDeclaration, PassView } from '../../shared/http/api.ts'
import { type Answer, type Call, call } from '../http/call.ts'
import { serveApp } from '../http/served-app.ts'
import { aProvince, type Province } from '../support/a-province.ts'
import { testAreas } from '../support/areas.ts'

/** The declaration site's API on a socket, beside real tablets that sync with the same database. */
export interface PassDesk {
  readonly province: Province
  readonly call: (request: Call) => Promise<Answer>
  readonly declare: (change?: object) => Promise<IssuedDeclaration>
  readonly body: (change?: object) => object
  readonly view: (reference: string) => Promise<PassView>
  readonly close: () => Promise<void>
}

export async function aPassDesk(): Promise<PassDesk> {
  const province = await aProvince()
  const deps = { ...province.deps, areaTable: testAreas(), dice: (bytes: number) => randomBytes(bytes), publicFacts: publicFactsOf(province.storage) }
  const limits = memoryRateLimits()
  const app = await serveApp([...declarationRoutes(deps), ...passRoutes({ ...deps, limits })], { doors: { limits } })
  const ask = (request: Call) => call(app.url, request)
  const body = (change: object = {}) => ({ ...exampleDeclaration(province.now(), 'bach-dang'), ...change })
  return {
    province,
    call: ask,
    body,
    declare: async (change = {}) => {
      const answer = await ask({ method: 'POST', path: '/api/declarations', body: body(change) })
      if (answer.status !== 201) throw new Error(answer.text)
      return answer.json<IssuedDeclaration>()
    },
    view: async (reference) => (await ask({ path: `/api/declarations/${reference}` })).json<PassView>(),
    close: async () => {
      await app.close()
      await province.close()
    },
  }
}
