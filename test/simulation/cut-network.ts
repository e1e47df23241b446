import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { clockWithOffset } from '../../server/clock.ts'
import { recount } from '../../server/flow/recount.ts'
import { createEnrolment } from '../../server/kiosks/enrolment.ts'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { dice } from '../support/dice.ts'

/** Deciding never waits for the network: half of this is a slow disk. */
const SLOWEST_MS = 200
const CATCH_UP_MS = 60_000

interface Status {
  readonly made: number
  readonly acked: number
  readonly slowestMs: number
  readonly kiosk: string
}

interface Cut {
  readonly ask: (line: 'status' | 'stop') => Promise<Status>
  readonly link: (state: 'up' | 'down') => void
  readonly file: string
  readonly close: () => void
}

let held: Cut | null = null

/** What this machine lacks for two networks and a cable between them, or null. */
export function lacksForNetworks(): string | null {
  if (process.getuid?.() !== 0) return 'root'
  try {
    execFileSync('ip', ['netns', 'list'], { stdio: 'ignore' })
    return null
  } catch {
    return 'ip (iproute2) with network namespaces'
  }
}

/** F7: the cable between kiosk and server is pulled for 1 to 60 seconds, open connections and all. */
export async function playCutNetwork(seed: number): Promise<readonly string[]> {
  held = held ?? (await connect())
  const { ask, link } = held
  const seconds = dice(seed).between(1, 60)
  await ask('status')
  const before = await ask('status')
  link('down')
  await sleep(seconds * 1000)
  const during = await ask('status')
  link('up')
  const faults: string[] = []
  if (during.made <= before.made) faults.push('nothing was decided while the cable was out')
  if (during.slowestMs > SLOWEST_MS) faults.push(`a decision took ${Math.round(during.slowestMs)} ms while the cable was out`)
  const until = Date.now() + CATCH_UP_MS
  let now = during
  while (now.acked < during.made && Date.now() < until) {
    await sleep(200)
    now = await ask('status')
  }
  if (now.acked < during.made) faults.push(`${during.made - now.acked} records of the cut are not on the server a minute later`)
  return faults
}

/** After the last cut: everything is there once and counts as it should. */
export async function endCutNetwork(): Promise<void> {
  if (!held) return
  await held.ask('stop')
  held.close()
  held = null
}

async function connect(): Promise<Cut> {
  const mark = process.pid
  const [near, far] = [`chot-s-${mark}`, `chot-k-${mark}`]
  const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'ignore' })
  const folder = mkdtempSync(join(tmpdir(), 'chot-cut-'))
  ip('netns', 'add', near)
  ip('netns', 'add', far)
  ip('link', 'add', `vs${mark}`, 'netns', near, 'type', 'veth', 'peer', 'name', `vk${mark}`, 'netns', far)
  for (const [space, end, address] of [
    [near, `vs${mark}`, '10.231.7.1/24'],
    [far, `vk${mark}`, '10.231.7.2/24'],
  ] as const) {
    ip('-n', space, 'address', 'add', address, 'dev', end)
    ip('-n', space, 'link', 'set', end, 'up')
    ip('-n', space, 'link', 'set', 'lo', 'up')
  }
  const url = 'http://10.231.7.1:8080'
  const env = { ...process.env, NODE_ENV: '', HOST: '0.0.0.0', PORT: '8080', DATA_DIR: folder }
  const inside = (space: string, script: string, args: readonly string[]): ChildProcess =>
    spawn('ip', ['netns', 'exec', space, process.execPath, '--import', 'tsx', script, ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const server = inside(near, 'server/main.ts', [])
  server.stdout?.resume()
  await answers(near, url)
  const file = join(folder, 'chot.db')
  const kiosk = inside(far, 'test/simulation/partition-kiosk.ts', [url, await tokenIn(file)])
  const lines = linesOf(kiosk)
  await lines()
  return {
    file,
    link: (state) => ip('-n', far, 'link', 'set', `vk${mark}`, state),
    ask: async (line) => {
      kiosk.stdin?.write(`${line}\n`)
      return JSON.parse(await lines())
    },
    close: () => {
      kiosk.kill('SIGKILL')
      server.kill('SIGKILL')
      ip('netns', 'delete', near)
      ip('netns', 'delete', far)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(space: string, url: string): Promise<void> {
  const probe = `fetch(${JSON.stringify(`${url}/healthz`)}).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`
  for (let tries = 0; tries < 120; tries++) {
    try {
      execFileSync('ip', ['netns', 'exec', space, process.execPath, '-e', probe], { stdio: 'ignore' })
      return
    } catch {
      await sleep(500)
    }
  }
  throw new Error('the server never answered in its network')
}

async function tokenIn(file: string): Promise<string> {
  const storage = await openSqlite(file)
  try {
    const wanted = { checkpoint: asCheckpointId('bach-dang'), createdBy: 'cli', lifeMs: HOUR_MS } as const
    const made = await createEnrolment(storage, wanted, clockWithOffset(0))
    if (!made.ok) throw new Error(made.error)
    return made.value.token
  } finally {
    await storage.close()
  }
}

/** Counted anew on the file itself. */
export async function countAfterCuts(): Promise<readonly string[]> {
  if (!held) return []
  const storage = await openSqlite(held.file)
  const { mismatches } = await recount(storage)
  await storage.close()
  return mismatches.length === 0 ? [] : [`${mismatches.length} counters differ from a recount`]
}

function linesOf(child: ChildProcess): () => Promise<string> {
  if (!child.stdout) throw new Error('no output to read')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the kiosk ended')
    return value
  }
}
