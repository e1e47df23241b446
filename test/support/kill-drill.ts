import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { clockWithOffset } from '../../server/clock.ts'
import { recount } from '../../server/flow/recount.ts'
import { createEnrolment } from '../../server/kiosks/enrolment.ts'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { enrolAKiosk, errorOf, postTo, type SimulatedKiosk } from './a-kiosk.ts'
import { type Dice, dice } from './dice.ts'
import { freePort, type RunningServer } from './running-server.ts'

/** A server that can be killed and started again on the same data. */
export type Killable = Pick<RunningServer, 'url' | 'dataDir' | 'start' | 'stop' | 'close'>

export interface KillDrill {
  readonly kills: number
  readonly seed: number
  readonly kiosks: number
  readonly server: Killable
  readonly onKill?: (kill: number, faults: readonly string[]) => void
}

export interface KillReport {
  /** Kills after which everything held. */
  readonly passed: number
  readonly faults: readonly string[]
  readonly acknowledged: number
  readonly lost: number
}

/**
 * Kiosks decide and sync without pause; the server dies by SIGKILL at a random moment, comes back, and must hold every
 * record it acknowledged, with counters that equal a recount. SIGKILL keeps the system's page cache: this is not a power cut.
 */
export async function runKillDrill({ kills, seed, kiosks: count, server, onKill }: KillDrill): Promise<KillReport> {
  const random = dice(seed)
  const kiosks = await enrolAll(server, count)
  const faults: string[] = []
  let passed = 0
  let lost = 0
  for (let kill = 1; kill <= kills; kill++) {
    await syncUntilKilled(kiosks, server, random)
    await server.start()
    const checked = await check(server, kiosks)
    lost += checked.lost
    faults.push(...checked.faults.map((fault) => `kill ${kill}: ${fault}`))
    if (checked.faults.length === 0) passed++
    onKill?.(kill, checked.faults)
  }
  for (const kiosk of kiosks) await kiosk.syncAll()
  const last = await check(server, kiosks)
  faults.push(...last.faults.map((fault) => `at the end: ${fault}`))
  return { passed, faults, acknowledged: kiosks.reduce((sum, kiosk) => sum + kiosk.acked, 0), lost: lost + last.lost }
}

async function enrolAll(server: Killable, count: number): Promise<readonly SimulatedKiosk[]> {
  return withStorage(server, async (storage) => {
    const kiosks: SimulatedKiosk[] = []
    for (let i = 0; i < count; i++) {
      const clock = clockWithOffset(0)
      const made = await createEnrolment(storage, { checkpoint: asCheckpointId('bach-dang'), createdBy: 'cli', lifeMs: HOUR_MS }, clock)
      if (!made.ok) throw new Error(made.error)
      kiosks.push(await enrolAKiosk(made.value.token, { post: postTo(server.url), now: Date.now }))
    }
    return kiosks
  })
}

async function syncUntilKilled(kiosks: readonly SimulatedKiosk[], server: Killable, random: Dice): Promise<void> {
  let alive = true
  const loops = kiosks.map(async (kiosk) => {
    while (alive) {
      workABit(kiosk, random)
      const reply = await kiosk.sync().catch(() => null)
      if (reply && reply.status >= 400 && reply.status !== 429 && errorOf(reply) !== 'gap') throw new Error(`refused: ${JSON.stringify(reply.body)}`)
      if (reply === null || reply.status === 429) await sleep(20)
    }
  })
  await sleep(random.between(20, 600))
  await server.stop('SIGKILL')
  alive = false
  await Promise.all(loops)
}

function workABit(kiosk: SimulatedKiosk, random: Dice): void {
  for (let i = random.between(1, 8); i > 0; i--) {
    const passage = kiosk.decide(random.pick(OUTCOMES), { direction: random.pick(['entry', 'exit']) })
    if (random.chance(0.1)) kiosk.annul(passage)
    if (random.chance(0.3)) kiosk.cross(random.between(0, 2))
  }
}

async function check(server: Killable, kiosks: readonly SimulatedKiosk[]): Promise<{ readonly lost: number; readonly faults: readonly string[] }> {
  return withStorage(server, async (storage) => {
    let lost = 0
    const faults: string[] = []
    for (const kiosk of kiosks) {
      const rows = await storage.read.selectFrom('record').select(['seq', 'hash']).where('kiosk_id', '=', kiosk.kiosk).execute()
      const hashes = new Map(rows.map((row) => [row.seq, row.hash]))
      const missing = kiosk.log.slice(0, kiosk.acked).filter(({ header }) => hashes.get(header.seq) !== headerHash(header))
      lost += missing.length
      if (missing.length > 0) faults.push(`${missing.length} acknowledged records of ${kiosk.kiosk} are lost`)
      if (rows.length > kiosk.log.length) faults.push(`${kiosk.kiosk} has more records here than it made`)
    }
    const { mismatches } = await recount(storage)
    if (mismatches.length > 0) faults.push(`${mismatches.length} counters differ from a recount`)
    const integrity = integrityOf(server)
    if (integrity !== 'ok') faults.push(`integrity check: ${integrity}`)
    return { lost, faults }
  })
}

function integrityOf(server: Killable): string {
  const database = new Database(databaseOf(server), { readonly: true })
  const answer = String(database.pragma('integrity_check', { simple: true }))
  database.close()
  return answer
}

async function withStorage<T>(server: Killable, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openSqlite(databaseOf(server))
  try {
    return await work(storage)
  } finally {
    await storage.close()
  }
}

function databaseOf({ dataDir }: Killable): string {
  return join(dataDir, 'chot.db')
}

/** The real server from its sources: needs no build. */
export async function runSourceServer(): Promise<Killable> {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'chot-drill-'))
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const env = { ...process.env, NODE_ENV: '', PORT: String(port), DATA_DIR: dataDir }
    child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { env, stdio: 'ignore' })
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) throw new Error('the server ended at start')
      if ((await fetch(`${url}/healthz`).catch(() => null))?.ok) return
      await sleep(50)
    }
    throw new Error('the server never answered')
  }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return typeof code === 'number' ? code : null
  }
  const close = async (): Promise<void> => {
    await stop('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
  await start()
  return { url, dataDir, start, stop, close }
}
