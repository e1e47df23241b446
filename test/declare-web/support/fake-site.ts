import { readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { codeModules, codePicture } from '../../../server/declarations/draw-code.ts'
import { readDemoSeeds } from '../../../server/seed/read-seeds.ts'
import type { AreaTable } from '../../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../../shared/areas/parse-area-table.ts'
import { issueCredential } from '../../../shared/credential/issue-credential.ts'
import { referenceOf } from '../../../shared/credential/reference.ts'
import { shortCodeOf } from '../../../shared/credential/short-code.ts'
import { parseDeclaration } from '../../../shared/declaration/parse-declaration.ts'
import type { IssuedDeclaration, SiteInfo } from '../../../shared/http/api.ts'
import { asCredentialId } from '../../../shared/ids.ts'
import { preview, previewVerdict } from '../../../shared/rules/preview-verdict.ts'
import { zoneEdges } from '../../../shared/rules/zone-edges.ts'
import { DEFAULT_ZONE } from '../../../shared/time.ts'
import { DECLARED_AT } from '../../support/a-declaration.ts'
import { testAreasPart } from '../../support/areas.ts'
import { builtInto } from '../../support/built-site.ts'
import { testKey } from '../../support/test-keys.ts'

/** How the next declarations are answered; `lost` takes the declaration and drops the line before answering; `away`: by the proxy, and all else too. */
export type Weather = 'fine' | 'lost' | 'busy' | 'down' | 'no-areas' | 'invalid' | 'away'

export interface FakeSite {
  readonly url: string
  readonly received: { readonly key: string; readonly body: string }[]
  /** Different declarations issued. */
  readonly issued: Map<string, IssuedDeclaration>
  weather: Weather
  /** What becomes of the built service worker on its way to the browser. */
  worker: (source: string) => string
  close(): Promise<void>
}

/** As strict as the real server: a script or style inside the page would not run here either. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
}

/** The built site before a small server that parses, judges, signs and draws with the product's own parts. */
export async function startFakeSite(): Promise<FakeSite> {
  const folder = builtInto('declare-web')
  const seeds = readDemoSeeds('seeds')
  const site: FakeSite = { url: '', received: [], issued: new Map(), weather: 'fine', worker: (source) => source, close: async () => {} }
  const server = createServer((req, res) => {
    answer({ req, res, folder, site, seeds }).catch((error: unknown) => {
      res.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return Object.assign(site, {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await closed(server)
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly folder: string
  readonly site: FakeSite
  readonly seeds: ReturnType<typeof readDemoSeeds>
}

const startedAt = Date.now()
const now = () => DECLARED_AT + (Date.now() - startedAt)

async function answer(exchange: Exchange): Promise<void> {
  const path = new URL(exchange.req.url ?? '/', 'http://x').pathname
  if (exchange.site.weather === 'away') return void exchange.res.writeHead(502, { 'content-type': 'text/html' }).end('Bad gateway')
  if (path === '/api/site' || path === '/api/form') return json(exchange.res, 200, siteInfo(exchange))
  if (path === '/api/preview') return tellPreview(exchange)
  if (path === '/areas/2021.txt') return areasText(exchange)
  if (path === '/api/declarations') return declare(exchange)
  if (path.startsWith('/api/declarations/')) return showPass(exchange, path.slice('/api/declarations/'.length))
  if (path.startsWith('/q/')) return picture(exchange, path.slice(3, -4))
  return file(exchange, path)
}

function siteInfo({ seeds }: Exchange): SiteInfo {
  const divisions = [{ division: '2021' as const, url: '/areas/2021.txt' }]
  return {
    demo: true,
    now: now(),
    zone: DEFAULT_ZONE,
    divisions,
    sites: seeds.sites,
    checkpoints: seeds.checkpoints,
    zoneEdges: zoneEdges(seeds.zones, now()),
    rulesets: seeds.rulesets,
    zones: seeds.zones,
  }
}

function areasText({ res, site }: Exchange): void {
  if (site.weather === 'no-areas') res.writeHead(503).end()
  else res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(testAreasPart().divisions[0]?.table)
}

async function tellPreview(exchange: Exchange): Promise<void> {
  const { res, req, seeds } = exchange
  const parsed = parsedBy(exchange, await bodyOf(req))
  if (!parsed.ok) return json(res, 422, { error: 'invalid-declaration', message: 'x', fields: parsed.error })
  json(res, 200, preview(parsed.value, { ...seeds, areas: areasOf(exchange) }, now()))
}

const tables = new WeakMap<Exchange['seeds'], AreaTable>()

function areasOf({ seeds }: Pick<Exchange, 'seeds'>): AreaTable {
  const known = tables.get(seeds)
  if (known) return known
  const areas = parseAreaTable({ ...testAreasPart(), sites: seeds.sites })
  if (!areas.ok) throw new Error(areas.error)
  tables.set(seeds, areas.value)
  return areas.value
}

function parsedBy(exchange: Exchange, body: string) {
  const { req, seeds } = exchange
  const language = req.headers['accept-language'] === 'en' ? 'en' : 'vi'
  return parseDeclaration(JSON.parse(body), { areas: areasOf(exchange), checkpoints: seeds.checkpoints, now: now(), zone: DEFAULT_ZONE, language })
}

async function declare(exchange: Exchange): Promise<void> {
  const { req, res, site } = exchange
  const body = await bodyOf(req)
  const key = String(req.headers['idempotency-key'])
  site.received.push({ key, body })
  if (site.weather === 'busy') return json(res.setHeader('retry-after', '7'), 429, { error: 'busy', message: 'busy' })
  if (site.weather === 'down') return json(res, 500, { error: 'broken', message: 'broken' })
  if (site.weather === 'invalid') {
    const fields = [{ path: 'phone', code: 'phone', message: 'Máy chủ không nhận số này' }]
    return json(res, 422, { error: 'invalid-declaration', message: 'x', fields })
  }
  const reply = await issue(exchange, { key, body })
  if (site.weather === 'lost') {
    req.socket.destroy()
    return
  }
  json(res, 'fields' in reply ? 422 : 201, reply)
}

async function issue(exchange: Exchange, { key, body }: { readonly key: string; readonly body: string }) {
  const { site, seeds } = exchange
  const known = site.issued.get(key)
  if (known) return known
  const parsed = parsedBy(exchange, body)
  if (!parsed.ok) return { error: 'invalid-declaration', message: 'x', fields: parsed.error }
  const declaration = parsed.value
  const issuedAt = Math.floor(now() / 1000) * 1000
  const expiresAt = issuedAt + 72 * 3_600_000
  const { trusted, signer } = testKey()
  const number = site.issued.size + 1
  const qrPayload = await issueCredential(
    {
      type: 'person',
      formVersion: 1,
      issuer: trusted.issuer,
      id: asCredentialId(number.toString(16).padStart(16, '0')),
      issuedAt,
      expiresAt,
      specimen: true,
      claims: declaration.claims,
    },
    signer,
  )
  const reference = referenceOf(new Uint8Array(16).fill(number))
  const { checkpoint, direction, arrivalAt } = declaration
  const verdict = previewVerdict(declaration, { ...seeds, areas: areasOf(exchange) }, issuedAt)
  const pass: IssuedDeclaration = {
    reference,
    shortCode: shortCodeOf(new Uint8Array(5).fill(number)),
    qrPayload,
    pngUrl: `/q/${reference}.png`,
    modules: codeModules(qrPayload),
    issuedAt,
    expiresAt,
    checkpoint,
    direction,
    arrivalAt,
    verdict,
  }
  site.issued.set(key, pass)
  return pass
}

function showPass({ res, site }: Exchange, reference: string): void {
  const pass = [...site.issued.values()].find((one) => one.reference === reference)
  if (pass) json(res, 200, pass)
  else json(res, 404, { error: 'no-such-pass', message: 'x' })
}

async function picture({ res, site }: Exchange, reference: string): Promise<void> {
  const pass = [...site.issued.values()].find((one) => one.reference === reference)
  if (!pass) {
    res.writeHead(404).end()
    return
  }
  res.writeHead(200, { 'content-type': 'image/png' }).end(codePicture(pass.qrPayload))
}

function file({ res, folder, site }: Exchange, path: string): void {
  const name = path === '/' || path.startsWith('/d/') || path.startsWith('/declare/') ? '/index.html' : path
  try {
    const read = readFileSync(join(folder, normalize(name)))
    const bytes = name === '/sw.js' ? site.worker(read.toString('utf8')) : read
    res.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', 'content-security-policy': POLICY }).end(bytes)
  } catch {
    res.writeHead(404).end()
  }
}

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
