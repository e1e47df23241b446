import { type Express, Router } from 'express'
import type { AreaTable } from '../shared/areas/area-table.ts'
import type { PlainPages } from '../shared/http/plain-pages.ts'
import { flagRoutes } from './adjudication/flag-routes.ts'
import { declarationRoutes } from './declarations/api.ts'
import type { Dice } from './declarations/issue-declaration.ts'
import { passRoutes } from './declarations/pass-routes.ts'
import { passSite } from './declarations/pass-site.ts'
import { plainSite } from './declarations/plain-site.ts'
import { previewRoutes } from './declarations/preview-api.ts'
import { publicFactsOf } from './declarations/public-facts.ts'
import { siteRoutes } from './declarations/site-api.ts'
import type { CoreDeps } from './deps.ts'
import { boardRoutes } from './flow/board-routes.ts'
import { httpApp } from './http/http-app.ts'
import { kiosksFirst } from './http/kiosks-first.ts'
import type { RateLimits } from './http/rate-limits.ts'
import type { Route } from './http/route.ts'
import { besieged, type Siege } from './http/siege.ts'
import type { SiteHosts } from './http/site-hosts.ts'
import { systemRoutes } from './http/system-api.ts'
import { adminKioskRoutes } from './kiosks/admin-kiosk-routes.ts'
import { authenticateKiosk } from './kiosks/authenticate-kiosk.ts'
import { kioskRoutes } from './kiosks/kiosk-routes.ts'
import { DEMO_REFERENCE, DEMO_SPARES } from './seed/demo-passes.ts'
import { staffRoutes } from './staff/api.ts'

export interface Deps extends CoreDeps {
  readonly areaTable: AreaTable
  readonly dice: Dice
  readonly limits: RateLimits
  readonly siege: Siege
  readonly hosts: SiteHosts
  readonly transport: 'http' | 'https'
  readonly trustProxy: false | number | string
  /** Where the built sites lie. */
  readonly distFolder: string
  /** The declaration site without JavaScript; null where it was not built. */
  readonly pages: PlainPages | null
  /** Set where accounts have the passwords of a public file. */
  readonly reachedBy?: 'loopback'
  readonly version: string
}

/** Every operation there is, in the order in which a traveller's day meets them. */
export function routesOf(deps: Deps): readonly Route[] {
  const withFacts = { ...deps, publicFacts: publicFactsOf(deps.storage) }
  const system = { ...deps, parameterExamples: PARAMETER_EXAMPLES }
  const routes: readonly Route[] = [
    ...siteRoutes(withFacts),
    ...besieged(deps.siege, [...declarationRoutes(withFacts), ...passRoutes(withFacts), ...previewRoutes(withFacts)]),
    ...kioskRoutes(deps),
    ...staffRoutes(deps),
    ...boardRoutes(deps),
    ...flagRoutes(deps),
    ...adminKioskRoutes(deps),
    ...systemRoutes(system, () => routes),
  ]
  return routes
}

export function createApp(deps: Deps): Express {
  const { limits, hosts, sessionOf, storage } = deps
  const turns = kiosksFirst()
  const doors = { limits, hosts, sessionOf, turns, authenticateKiosk: authenticateKiosk.bind(null, storage) }
  const pageDeps = { ...deps, turns, publicFacts: publicFactsOf(storage) }
  const drawnPages = Router().use(passSite(pageDeps), plainSite(pageDeps))
  return httpApp(routesOf(deps), { ...deps, doors, drawnPages })
}

/** On a fresh demo they lead to something. */
const PARAMETER_EXAMPLES = {
  flag: '00112233445566778899aabbccddeeff',
  reference: DEMO_REFERENCE,
  ...DEMO_SPARES,
  checkpoint: 'bach-dang',
  kiosk: '00112233aabbccdd',
}
