import { createHash } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import * as z from 'zod/mini'
import type { FormInfo, SiteInfo } from '../../shared/http/api.ts'
import { type RulesThatAsk, rulesThatAsk } from '../../shared/rules/rules-that-ask.ts'
import { zoneEdges } from '../../shared/rules/zone-edges.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import type { PublicFacts, ReadPublicFacts } from './public-facts.ts'

export interface SiteDeps extends Pick<CoreDeps, 'areas' | 'clock' | 'zone' | 'demoOffsetMs'> {
  readonly publicFacts: ReadPublicFacts
}

interface AreaFile {
  readonly path: string
  /** In the words of the API's own description. */
  readonly holds: string
  readonly hash: string
  readonly bytes: Uint8Array
  /** Made once: a third smaller than what could be made while the phone waits. */
  readonly brotli: Uint8Array
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
  const { divisions, mapping } = areaFilesOf(deps)
  const files = [...divisions, ...(mapping ? [mapping] : [])]
  const site: Route = {
    method: 'get',
    path: '/api/site',
    summary: 'Checkpoints, rules, zones and place tables for the public form and its preview',
    access: 'public',
    replies: { 200: { description: 'Public facts only', schema: siteSchema } },
    handle: async () => ({ status: 200, body: await siteInfo(deps) }),
  }
  const form: Route = {
    method: 'get',
    path: '/api/form',
    summary: 'Checkpoints and place tables for the questions of the public form',
    access: 'public',
    replies: { 200: { description: 'Public facts only, without the rules', schema: formSchema } },
    handle: async () => ({ status: 200, body: await formInfo(deps) }),
  }
  return [site, form, ...files.map(areaRoute)]
}

async function formInfo(deps: SiteDeps): Promise<FormInfo> {
  return lightOf(await siteInfo(deps))
}

async function siteInfo(deps: SiteDeps): Promise<SiteInfo> {
  return siteFacts(deps, await deps.publicFacts())
}

/** What the questions need. The rules come later, and only where a preview must be made without a network. */
export function lightOf({ rulesets: _rules, zones: _zones, ...form }: SiteInfo): FormInfo {
  return form
}

/** What every page of the site may show. */
export function siteFacts(deps: SiteDeps, facts: PublicFacts): SiteInfo {
  const { demoOffsetMs, clock, zone, areas } = deps
  const now = clock.now()
  const files = areaFilesOf(deps)
  const divisions = files.divisions.map(({ division, path, hash }) => ({ division, url: `${path}?v=${hash}` }))
  return {
    demo: demoOffsetMs !== null,
    now,
    zone,
    divisions,
    ...(files.mapping ? { mappingUrl: `${files.mapping.path}?v=${files.mapping.hash}` } : {}),
    sites: areas.sites,
    zoneEdges: zoneEdges(facts.zones, now),
    asked: askedBy(facts, now),
    ...facts,
  }
}

/** The clauses change when rules are published, or by the clock: looked up again once a minute. */
function askedBy({ rulesets }: PublicFacts, now: EpochMs): RulesThatAsk {
  const minute = Math.floor(now / MINUTE_MS)
  const held = askedOf.get(rulesets)
  if (held?.minute === minute) return held.asked
  const asked = rulesThatAsk(rulesets, now)
  askedOf.set(rulesets, { minute, asked })
  return asked
}

const askedOf = new WeakMap<PublicFacts['rulesets'], { readonly minute: number; readonly asked: RulesThatAsk }>()

/** The tables do not change while the server runs. */
function areaFilesOf({ areas }: Pick<SiteDeps, 'areas'>): AreaFiles {
  const files = areaFiles.get(areas) ?? makeFiles(areas)
  areaFiles.set(areas, files)
  return files
}

interface AreaFiles {
  readonly divisions: readonly (AreaFile & { readonly division: SiteInfo['divisions'][number]['division'] })[]
  readonly mapping: AreaFile | null
}

const areaFiles = new WeakMap<SiteDeps['areas'], AreaFiles>()

function makeFiles({ divisions, mapping }: SiteDeps['areas']): AreaFiles {
  return {
    divisions: divisions.map(({ division, table }) => ({
      division,
      ...areaFile(`/areas/${division}.txt`, { holds: `The administrative units of the ${division} division, one a line`, text: table }),
    })),
    mapping:
      mapping === undefined
        ? null
        : areaFile('/areas/2021-2025.txt', { holds: 'Of which units of 2021 each commune of 2025 was made', text: mapping }),
  }
}

function areaFile(path: string, { holds, text }: { readonly holds: string; readonly text: string }): AreaFile {
  const bytes = Buffer.from(text, 'utf8')
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return { path, holds, hash, bytes, brotli: brotliCompressSync(bytes) }
}

function areaRoute(file: AreaFile): Route {
  return {
    method: 'get',
    path: file.path,
    summary: file.holds,
    access: 'public',
    replies: { 200: { description: 'Text; the address in /api/site never changes its content' } },
    handle: (request) => areaReply(file, request),
  }
}

/** Under its hash it may be kept for ever; under its plain name it is asked for again and answered with 304. */
function areaReply(file: AreaFile, { query, header }: RouteRequest): RouteReply {
  const cache = query.v === file.hash ? 'public, max-age=31536000, immutable' : 'no-cache'
  const isBrotli = /\bbr\b/.test(header('accept-encoding') ?? '')
  const headers = { 'Cache-Control': cache, Vary: 'Accept-Encoding', ETag: `"${file.hash}${isBrotli ? '-br' : ''}"` }
  return {
    status: 200,
    bytes: { type: 'text/plain; charset=utf-8', data: isBrotli ? file.brotli : file.bytes },
    headers: isBrotli ? { ...headers, 'Content-Encoding': 'br' } : headers,
  }
}
