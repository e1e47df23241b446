import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { FormInfo, SiteInfo } from '../../shared/http/api.ts'
import { zoneEdges } from '../../shared/rules/zone-edges.ts'
import type { CoreDeps } from '../deps.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import type { PublicFacts, ReadPublicFacts } from './public-facts.ts'

export interface SiteDeps extends Pick<CoreDeps, 'areas' | 'clock' | 'zone' | 'demoOffsetMs'> {
  readonly publicFacts: ReadPublicFacts
}

interface AreaFile {
  readonly division: SiteInfo['divisions'][number]['division']
  readonly path: string
  readonly hash: string
  readonly bytes: Uint8Array
}

const list = z.array(z.unknown())
const formFields = {
  demo: z.boolean(),
  now: z.number(),
  zone: z.string(),
  divisions: z.array(z.looseObject({ division: z.string(), url: z.string() })),
  sites: list,
  checkpoints: list,
}
const formSchema = z.looseObject(formFields)
const siteSchema = z.looseObject({ ...formFields, rulesets: list, zones: list })

/** What the public form needs before the first answer is typed. */
export function siteRoutes(deps: SiteDeps): readonly Route[] {
  const files = deps.areas.divisions.map(areaFile)
  const site: Route = {
    method: 'get',
    path: '/api/site',
    summary: 'Checkpoints, rules, zones and place tables for the public form and its preview',
    access: 'public',
    replies: { 200: { description: 'Public facts only', schema: siteSchema } },
    handle: async () => ({ status: 200, body: await siteInfo(deps, files) }),
  }
  const form: Route = {
    method: 'get',
    path: '/api/form',
    summary: 'Checkpoints and place tables for the questions of the public form',
    access: 'public',
    replies: { 200: { description: 'Public facts only, without the rules', schema: formSchema } },
    handle: async () => ({ status: 200, body: await formInfo(deps, files) }),
  }
  return [site, form, ...files.map(areaRoute)]
}

async function formInfo(deps: SiteDeps, files: readonly AreaFile[]): Promise<FormInfo> {
  const { rulesets: _rules, zones: _zones, ...form } = await siteInfo(deps, files)
  return form
}

async function siteInfo(deps: SiteDeps, files: readonly AreaFile[]): Promise<SiteInfo> {
  const divisions = files.map(({ division, path, hash }) => ({ division, url: `${path}?v=${hash}` }))
  return { ...siteFacts(deps, await deps.publicFacts()), divisions }
}

/** What every page of the site may show; without the addresses of the place tables, which a drawn page does not load. */
export function siteFacts({ demoOffsetMs, clock, zone, areas }: SiteDeps, facts: PublicFacts): SiteInfo {
  return {
    demo: demoOffsetMs !== null,
    now: clock.now(),
    zone,
    divisions: [],
    sites: areas.sites,
    zoneEdges: zoneEdges(facts.zones, clock.now()),
    ...facts,
  }
}

function areaFile({ division, table }: CoreDeps['areas']['divisions'][number]): AreaFile {
  const bytes = Buffer.from(table, 'utf8')
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return { division, path: `/areas/${division}.txt`, hash, bytes }
}

function areaRoute(file: AreaFile): Route {
  return {
    method: 'get',
    path: file.path,
    summary: `The administrative units of the ${file.division} division, one a line`,
    access: 'public',
    replies: { 200: { description: 'Text; the address in /api/site never changes its content' } },
    handle: (request) => areaReply(file, request),
  }
}

/** Under its hash it may be kept for ever; under its plain name it is asked for again and answered with 304. */
function areaReply(file: AreaFile, { query }: RouteRequest): RouteReply {
  const cache = query.v === file.hash ? 'public, max-age=31536000, immutable' : 'no-cache'
  return { status: 200, bytes: { type: 'text/plain; charset=utf-8', data: file.bytes }, headers: { 'Cache-Control': cache, ETag: `"${file.hash}"` } }
}
