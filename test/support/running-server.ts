import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The built server as `npm start` runs it, or another `program`, on a loopback port and a data folder of its own. */
export interface RunningServer {
  readonly url: string
  readonly dataDir: string
  /** All that it printed since the last start. */
  output(): string
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** The same port, the same data. */
  start(): Promise<void>
  /** Stops it and forgets the data. */
  close(): Promise<void>
}

export async function runServer(env: Readonly<Record<string, string>> = {}, program = 'dist/server/main.js'): Promise<RunningServer> {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'chot-data-'))
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let printed = ''

  const start = async (): Promise<void> => {
    printed = ''
    child = spawn(process.execPath, [program], {
      env: { ...process.env, NODE_ENV: '', PORT: String(port), DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', (chunk) => (printed += String(chunk)))
    child.stderr?.on('data', (chunk) => (printed += String(chunk)))
    await untilHealthy(url, child, () => printed)
  }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return code as number | null
  }
  // A run that ends early leaves no server behind.
  const kill = (): void => void child?.kill('SIGKILL')
  process.once('exit', kill)
  const close = async (): Promise<void> => {
    process.off('exit', kill)
    await stop('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
  await start()
  return { url, dataDir, output: () => printed, stop, start, close }
}

async function untilHealthy(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended at start:\n${printed()}`)
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`the server never became healthy:\n${printed()}`)
}

/** Below those that a system hands out to whoever asks for any: nobody gets it before the server that is to have it. */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000)
  const probe = createServer().listen(port, '127.0.0.1')
  const isFree = await once(probe, 'listening').then(
    () => true,
    () => false,
  )
  if (!isFree) return freePort()
  probe.close()
  await once(probe, 'close')
  return port
}
