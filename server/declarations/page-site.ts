import type { PlainPages } from '../../shared/http/plain-pages.ts'
import type { Turns } from '../http/kiosks-first.ts'
import type { RateLimits } from '../http/rate-limits.ts'
import type { Siege } from '../http/siege.ts'
import type { SiteHosts } from '../http/site-hosts.ts'
import type { DeclareDeps } from './declare.ts'
import type { SiteDeps } from './site-api.ts'

export interface PlainSiteDeps extends DeclareDeps, SiteDeps {
  /** Null where the site was not built: then only the live page is served. */
  readonly pages: PlainPages | null
  readonly limits: RateLimits
  readonly siege: Siege
  readonly turns: Turns
  readonly hosts: SiteHosts
  readonly transport: 'http' | 'https'
  /** Where the built sites lie. */
  readonly distFolder: string
}

/** With what no page can be drawn without. */
export interface PageSite extends PlainSiteDeps {
  readonly pages: PlainPages
  readonly template: string
}
