import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { createServer as createVite, mergeConfig, type ViteDevServer } from 'vite'
import { APPS, type AppName, appConfig } from '../vite.config.ts'

const port = Number(process.env.PORT ?? 8080)
/** The real server stands behind, on the next port; what is not a page goes to it. */
const backPort = port + 1
const BEHIND = /^\/(api|q|areas|socket\.io|healthz|readyz)(\/|$|\?)/

const front = createServer((req, res) => {
  if (BEHIND.test(req.url ?? '')) passOn(req, res)
  else siteOf(req.url ?? '/').middlewares(req, res)
})
front.on('upgrade', (req, socket, head) => {
  if (!req.url?.startsWith('/socket.io')) return
  const behind = connect(backPort, '127.0.0.1', () => {
    const headers = Object.entries(req.headers).map(([name, value]) => `${name}: ${String(value)}`)
    behind.write(`GET ${req.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
    behind.write(head)
    behind.pipe(socket).pipe(behind)
  })
  behind.on('error', () => socket.destroy())
  socket.on('error', () => behind.destroy())
})

const sites = new Map<AppName, ViteDevServer>()
for (const app of Object.keys(APPS) as AppName[]) {
  const inFront = {
    appType: 'spa' as const,
    logLevel: 'info' as const,
    server: { middlewareMode: true, hmr: { server: front, path: `${APPS[app].base}@hmr` } },
  }
  sites.set(app, await createVite(mergeConfig(appConfig(app), inFront)))
}

front.on('error', (error) => {
  console.error(`\n✗ ${error.message}. Where the port is in use, stop the program that has it, or set PORT to another number.`)
  process.exit(1)
})
// The server comes only once its pages have their port: after a refused start it would go on alone.
front.listen(port, '127.0.0.1', () => {
  console.log(`• Pages that reload as you type: http://127.0.0.1:${port}/  /kiosk/  /control/`)
  endTogether(startServer())
})

function startServer(): ChildProcess {
  return spawn('node_modules/.bin/tsx', ['watch', '--clear-screen=false', 'server/main.ts'], {
    stdio: 'inherit',
    env: { ...process.env, PORT: String(backPort), PUBLIC_PORT: String(port) },
  })
}

function endTogether(server: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.kill(signal)
      process.exit(0)
    })
  }
}

function siteOf(url: string): ViteDevServer {
  const app: AppName = url.startsWith('/kiosk') ? 'kiosk' : url.startsWith('/control') ? 'control-room' : 'declare-web'
  const site = sites.get(app)
  if (!site) throw new Error(`${app} is not served`)
  return site
}

function passOn(req: IncomingMessage, res: ServerResponse): void {
  const { method, url, headers } = req
  const behind = request({ port: backPort, host: '127.0.0.1', method, path: url, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  behind.on('error', () => res.writeHead(502).end('The server is starting again: reload in a moment.'))
  req.pipe(behind)
}
