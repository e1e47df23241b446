import type { Route } from './route.ts'

export const SITES = ['declare-web', 'kiosk', 'control-room'] as const
export type Site = (typeof SITES)[number]

/** Host (with port) of each site where the installation names one: then that host serves that site alone. */
export type SiteHosts = { readonly [site in Site]: string | null }

export const ONE_HOST: SiteHosts = { 'declare-web': null, kiosk: null, 'control-room': null }

/** Whether `host` may serve `site`. A host that belongs to no site (a health check by address) serves only what has no site. */
export function serves(hosts: SiteHosts, host: string | undefined, site: Site | null): boolean {
  if (site === null) return true
  const own = hosts[site]
  if (own !== null) return host?.toLowerCase() === own
  return !SITES.some((other) => other !== site && hosts[other] !== null && hosts[other] === host?.toLowerCase())
}

/** So that a hole in the public form reaches neither kiosks nor the control room, their calls live on their own hosts too. */
export function siteOfRoute(route: Route): Site | null {
  if (route.access === 'kiosk' || route.path === '/api/kiosks/enrol') return 'kiosk'
  if (route.access !== 'public' || route.path === '/api/session') return 'control-room'
  return route.path.startsWith('/api/declarations') || route.path === '/api/preview' || route.path.startsWith('/q/') ? 'declare-web' : null
}
