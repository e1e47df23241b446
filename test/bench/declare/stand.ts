import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { launchOptions } from '../../support/chromium.ts'
import { type RunningServer, runServer } from '../../support/running-server.ts'

/** One answer as it crossed the wire. */
export interface Transfer {
  readonly method: string
  readonly path: string
  readonly status: number
  /** Of the body, compressed as it was sent. */
  readonly bytes: number
  /** Names and values of its headers, as HTTP/1.1 writes them. */
  readonly headerBytes: number
}

/** The real server behind a wire that counts what passes, and a browser. */
export interface Stand {
  readonly url: string
  readonly server: RunningServer
  readonly browser: Browser
  /** All that passed so far, in the order of the answers' ends. */
  readonly transfers: readonly Transfer[]
  readonly close: () => Promise<void>
}

export async function openStand(): Promise<Stand> {
  const server = await runServer({ TRUST_PROXY: 'loopback' })
  const transfers: Transfer[] = []
  const wire = await openWire(server.url, (transfer) => transfers.push(transfer))
  const browser = await chromium.launch(launchOptions())
  const close = async (): Promise<void> => {
    await browser.close()
    wire.server.closeAllConnections()
    wire.server.close()
    await server.close()
  }
  return { url: wire.url, server, browser, transfers, close }
}

/** A phone on a bad line: 400 kbit/s each way, 400 ms there and back, and a processor four times slower than this one. */
const SLOW_LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 } as const
const SLOW_PROCESSOR = 4

export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_LINE)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR })
}

/** A phone that was never here before. */
export function coldPhone(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN', ...options })
}

type OnTransfer = (transfer: Transfer) => void

async function openWire(target: string, onTransfer: OnTransfer): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((req, res) => pass(target, { req, res, onTransfer })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, server }
}

interface Passing {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly onTransfer: OnTransfer
}

function pass(target: string, { req, res, onTransfer }: Passing): void {
  const onward = request(`${target}${req.url}`, { method: req.method ?? 'GET', headers: req.headers }, (answer) => {
    let bytes = 0
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    answer.once('end', () => onTransfer(transferOf(req, answer, bytes)))
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  onward.once('error', () => res.destroy())
  req.pipe(onward)
}

function transferOf(req: IncomingMessage, answer: IncomingMessage, bytes: number): Transfer {
  const headerBytes = answer.rawHeaders.reduce((sum, part) => sum + part.length + 2, 0)
  return { method: req.method ?? 'GET', path: req.url ?? '/', status: answer.statusCode ?? 0, bytes, headerBytes }
}
