import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Server as SocketServer } from 'socket.io'
import { areaCode } from '../../shared/areas/area-code.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { AuthorityId } from '../../shared/ids.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { startAdjudicator } from '../adjudication/adjudicator.ts'
import { purgeContradicted } from '../adjudication/contradicted.ts'
import { purgeBundleHistory } from '../adjudication/purge-history.ts'
import { createApp, type Deps } from '../app.ts'
import { purgeReplies } from '../declarations/idempotency.ts'
import { eraseOldDeclarations } from '../declarations/own-data.ts'
import { purgeDrafts } from '../declarations/plain-drafts.ts'
import type { Log } from '../deps.ts'
import { attachBoard, BOARD_SOCKET_OPTIONS } from '../flow/attach-board.ts'
import { memoryRateLimits } from '../http/rate-limits.ts'
import { createSiege } from '../http/siege.ts'
import { eraseExpired } from '../sealing/retention.ts'
import type { DemoSeeded } from '../seed/seed-demo.ts'
import { sessionOf } from '../staff/session-of.ts'
import { purgeSessions } from '../staff/session-store.ts'
import type { Storage } from '../storage/storage.ts'
import type { Config } from './config.ts'
import { lockDataFolder } from './data-lock.ts'
import { loadPlainPages } from './load-plain-pages.ts'
import { dataFolderOf, openInstallation, openStorage } from './open-installation.ts'
import { listenError } from './start-error.ts'

export interface StartOptions {
  readonly config: Config
  readonly log: Log
  /** The folder with package.json. */
  readonly root: string
  readonly version: string
  readonly urls: SiteUrls
}

export interface SiteUrls {
  readonly declare: string
  readonly kiosk: string
  readonly control: string
}

export interface StartedServer {
  readonly deps: Deps
  readonly http: HttpServer
  readonly dataDir: string
  /** Null in production. */
  readonly demo: DemoSeeded | null
  /** Stops taking requests, lets those under way end, closes the database. */
  readonly close: () => Promise<void>
}

/** Slow senders hold a socket, not the server: a header takes a mobile phone well under a second. */
const HEADERS_TIMEOUT_MS = 10 * SECOND_MS
/** A full sync batch of 256 KB arrives in this time at 13 KB/s, which is bad 2G. */
const REQUEST_TIMEOUT_MS = 20 * SECOND_MS
/** How often Node looks for sockets past their time. Its own half minute would let a silent one stay four times as long. */
const CHECK_SOCKETS_MS = SECOND_MS
/** After it, what is still open is cut; an acknowledged record is on disk long before. */
const DRAIN_MS = 5 * SECOND_MS
const PURGE_EVERY_MS = 10 * MINUTE_MS

/** Opens everything in the order in which it can fail, and closes what was opened where something does. */
export async function startServer(options: StartOptions): Promise<StartedServer> {
  const closers: (() => Promise<void> | void)[] = []
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const dataDir = dataFolderOf(options.root, options.config)
    closers.push(lockDataFolder(dataDir))
    const storage = await openStorage(dataDir)
    closers.push(() => storage.close())
    // Before anything is seeded: passwords that are printed once must not be drawn by a start that then finds its port taken.
    const http = await listen(options.config)
    closers.push(() => drain(http))
    const { deps, demo } = await assemble(options, storage, dataDir)
    http.removeListener('request', notYet).on('request', createApp(deps))
    closers.push(startAdjudicator(deps).stop, openSockets(http, deps), purgeNowAndThen(deps))
    return { deps, http, dataDir, demo, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function assemble(
  options: StartOptions,
  storage: Storage,
  dataDir: string,
): Promise<{ readonly deps: Deps; readonly demo: DemoSeeded | null }> {
  const { config, root, log, urls, version } = options
  const { areas, demo, ...opened } = await openInstallation(storage, { config, root, dataDir, secrets: config.secrets })
  const deps: Deps = {
    ...opened,
    areas: areas.part,
    areaTable: areas.table,
    installation: installationOf(config, areas.table),
    demoOffsetMs: demo?.offsetMs ?? null,
    publicUrls: urls,
    sessionOf: sessionOf({ storage, clock: opened.clock }, config.transport),
    log,
    limits: memoryRateLimits(),
    siege: createSiege({ clock: opened.clock }),
    hosts: config.hosts,
    transport: config.transport,
    trustProxy: config.trustProxy,
    distFolder: join(root, 'dist'),
    pages: await loadPlainPages(join(root, 'dist')),
    ...(config.secrets === 'simple' && { reachedBy: 'loopback' as const }),
    version,
  }
  return { deps, demo }
}

function installationOf({ kind, issuer }: Config, areas: AreaTable): Texts {
  const name = provinceName(issuer, areas)
  return kind === 'demo' ? { vi: `${name} (bản dùng thử)`, en: `${name} (demo)` } : { vi: name, en: name }
}

/** `VN-22` is the province of code 22; any other authority goes by its own id. */
function provinceName(issuer: AuthorityId, areas: AreaTable): string {
  const code = /^VN-(\d\d)$/.exec(issuer)?.[1]
  return (code && areas.get(areaCode('2021', 'province', code))?.name) ?? issuer
}

function openSockets(http: HttpServer, deps: Deps): () => void {
  const io = new SocketServer(http, BOARD_SOCKET_OPTIONS)
  const board = attachBoard(io, deps)
  return () => {
    board.stop()
    io.disconnectSockets(true)
    io.engine.close()
  }
}

function purgeNowAndThen(deps: Deps): () => void {
  const { storage, clock, log } = deps
  let erasedAt = 0
  const purge = async (): Promise<void> => {
    await purgeSessions(storage, clock.realNow())
    await purgeReplies(storage, clock.realNow())
    await purgeDrafts(storage, clock.realNow())
    if (clock.realNow() - erasedAt < DAY_MS) return
    erasedAt = clock.realNow()
    const { records, forked } = await eraseExpired(deps)
    const declarations = await eraseOldDeclarations(deps)
    await storage.write((tx) => purgeContradicted(tx, clock.now()))
    await purgeBundleHistory(deps)
    if (declarations > 0) log.info({ declarations }, 'declarations past their time were erased')
    if (records + forked > 0) log.info({ records, forked }, 'personal content past its time was erased')
  }
  const timer = setInterval(() => {
    purge().catch((error: unknown) => log.warn({ err: error }, 'what is past its time could not be removed'))
  }, PURGE_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function listen({ host, port }: Config): Promise<HttpServer> {
  const limits = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: CHECK_SOCKETS_MS }
  const http = createServer(limits, notYet)
  return new Promise((listening, failed) => {
    http.once('error', (error) => failed(listenError(error, host, port)))
    http.listen(port, host, () => listening(http))
  })
}

function notYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain; charset=utf-8' }).end('Đang khởi động / Starting\n')
}

async function drain(http: HttpServer): Promise<void> {
  const closed = new Promise<void>((done) => http.close(() => done()))
  http.closeIdleConnections()
  const cut = setTimeout(() => http.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(cut)
}
