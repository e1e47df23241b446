import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/units.ts'
import { type Dice, dice } from '../support/dice.ts'
import { type MemoryServer, memoryServer } from './memory-server.ts'
import { heard } from './network-history.ts'

/** What libfaketime reads: offsets, a machine that stands still, one that runs away, the end of 32-bit time. */
const CLOCKS = ['+0', '+1h', '-1h', '-3', '+1d', '-5m', '+10y', '-10y', '+0 x3', '@2038-01-19 03:14:05', '2021-03-28 01:59:58']
/** Two processes and a line between them, on a busy machine. */
const TOLERANCE_MS = 5 * SECOND_MS
const IDENTITY = { kiosk: asKioskId('0000000000000001'), checkpoint: asCheckpointId('chot-1'), epoch: 1 }

/** What this machine lacks to put a process's clock wrong, or null. */
export function lacksForFakeClocks(): string | null {
  return libraryPath() === null ? 'libfaketime' : null
}

function libraryPath(): string | null {
  const folders = ['/usr/lib', '/usr/local/lib'].flatMap((root) => [
    join(root, 'faketime'),
    ...(existsSync(root) ? readdirSync(root).map((name) => join(root, name, 'faketime')) : []),
  ])
  return folders.map((folder) => join(folder, 'libfaketimeMT.so.1')).find((file) => existsSync(file)) ?? null
}

interface Said {
  readonly post?: string
  readonly fault?: string
  readonly now?: number
  readonly sure?: boolean
  readonly hashes?: number
}

/** F5: the same tablet in a process whose machine has the wrong time, put right and wrong while it runs. */
export async function playFakeClocks(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const folder = mkdtempSync(join(tmpdir(), 'chot-clock-'))
  const clockFile = join(folder, 'clock')
  writeFileSync(clockFile, random.pick(CLOCKS))
  const server = memoryServer()
  await server.enrol(IDENTITY)
  const tablet = startTablet(seed, clockFile)
  try {
    return await playWith({ random, server, ask: (order) => askTablet(tablet, server, order), clockFile })
  } finally {
    tablet.child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Play {
  readonly random: Dice
  readonly server: MemoryServer
  readonly ask: (order: object) => Promise<Said>
  readonly clockFile: string
}

async function playWith({ random, server, ask, clockFile }: Play): Promise<readonly string[]> {
  const faults: string[] = []
  let touched = false
  let decided = 0
  for (let i = 0; i < random.between(10, 40); i++) {
    const roll = random.next()
    const what = roll < 0.2 ? 'jump' : roll < 0.4 ? 'contact' : roll < 0.7 ? 'decide' : roll < 0.85 ? 'sync' : 'look'
    if (what === 'jump') writeFileSync(clockFile, random.pick(CLOCKS))
    if (what === 'decide') decided++
    const said = await ask(what === 'contact' ? { do: 'contact', truth: Date.now() } : { do: what === 'jump' ? 'look' : what })
    if (said.fault) faults.push(said.fault)
    touched = touched || what === 'contact'
    const off = (said.now ?? 0) - Date.now()
    if (touched && said.sure && Math.abs(off) > TOLERANCE_MS) faults.push(`after ${what} sure of a time ${off} ms from the truth`)
  }
  let made = 0
  for (let calls = 0; calls < 5; calls++) made = (await ask({ do: 'sync' })).hashes ?? 0
  const there = (await server.hashesOf(IDENTITY)).length
  if (there !== made) faults.push(`${made} records made, ${there} on the server`)
  const counted = [...(await server.counters())]
    .filter(([key]) => key.includes('|minute|'))
    .reduce((sum, [, held]) => sum + Number(held.split(' ')[0]), 0)
  if (counted !== decided) faults.push(`${decided} decisions, ${counted} counted`)
  return faults
}

interface TabletProcess {
  readonly child: ReturnType<typeof spawn>
  readonly next: () => Promise<Said>
}

function startTablet(seed: number, clockFile: string): TabletProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'fake-clock-tablet.ts'), String(seed)], {
    env: {
      ...process.env,
      LD_PRELOAD: libraryPath() ?? '',
      FAKETIME_TIMESTAMP_FILE: clockFile,
      FAKETIME_NO_CACHE: '1',
      // Whoever sets a wall clock does not touch the other one.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: Said[] = []
  const waiting: ((said: Said) => void)[] = []
  const put = (said: Said): void => {
    const first = waiting.shift()
    if (first) first(said)
    else lines.push(said)
  }
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => put(JSON.parse(line)))
  child.on('exit', () => put({ fault: 'the tablet’s process ended' }))
  return { child, next: () => new Promise((take) => (lines.length > 0 ? take(lines.shift() ?? {}) : waiting.push(take))) }
}

/** One order to its end; what the tablet posts meanwhile goes to the server, which has the true time. */
async function askTablet({ child, next }: TabletProcess, server: MemoryServer, order: object): Promise<Said> {
  const tell = (line: object): void => void child.stdin?.write(`${JSON.stringify(line)}\n`)
  tell(order)
  for (;;) {
    const said = await next()
    if (said.post !== undefined) tell({ do: 'answer', answer: heard(await server.take(said.post, Date.now()), Date.now()) })
    else if (said.fault !== undefined || said.now !== undefined) return said
  }
}
