import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import { dice } from '../support/dice.ts'
import { type Answer, memoryServer, type SimulatedServer } from './memory-server.ts'
import { heard, UNREACHABLE } from './network-history.ts'
import { type HistoryKiosk, historyKiosk } from './simulated-kiosk.ts'

/**
 * What may happen next: a kiosk records; a call of a kiosk arrives and is answered; it arrives, is stored, and the server
 * dies before the answer (or the answer is lost); it never arrives.
 */
type Move = 'record-0' | 'record-1' | 'sync-0' | 'sync-1' | 'lost-reply-0' | 'lost-reply-1' | 'crash-0' | 'crash-1'

interface Left {
  readonly records: readonly [number, number]
  readonly syncs: readonly [number, number]
  readonly lostReplies: number
  readonly crashes: number
}

export interface Walk {
  /** Different states of logs, server and what may still happen. */
  readonly states: number
  /** Orders in which it all can happen. */
  readonly histories: number
  readonly faults: readonly string[]
}

const AT = Date.UTC(2021, 1, 17, 13)

/** Every interleaving of two kiosks, three records, one crash and one lost reply, each played from the start by the real code. */
export async function walkEveryInterleaving(): Promise<Walk> {
  const seen = new Set<string>()
  const faults: string[] = []
  let histories = 0
  const walk = async (path: readonly Move[], left: Left): Promise<void> => {
    const moves = movesFrom(left)
    const state = await stateAfter(path)
    faults.push(...state.faults.map((fault) => `${path.join(' ')}: ${fault}`))
    const key = `${state.key} ${JSON.stringify(left)}`
    if (seen.has(key)) return
    seen.add(key)
    if (moves.length === 0) histories++
    for (const move of moves) await walk([...path, move], after(left, move))
  }
  await walk([], { records: [2, 1], syncs: [2, 2], lostReplies: 1, crashes: 1 })
  return { states: seen.size, histories, faults }
}

function movesFrom({ records, syncs, lostReplies, crashes }: Left): readonly Move[] {
  const moves: Move[] = []
  for (const kiosk of [0, 1] as const) {
    if ((records[kiosk] ?? 0) > 0) moves.push(`record-${kiosk}`)
    if ((syncs[kiosk] ?? 0) === 0) continue
    moves.push(`sync-${kiosk}`)
    if (lostReplies > 0) moves.push(`lost-reply-${kiosk}`)
    if (crashes > 0) moves.push(`crash-${kiosk}`)
  }
  return moves
}

function after(left: Left, move: Move): Left {
  const kiosk = move.endsWith('0') ? 0 : 1
  const less = ([a, b]: readonly [number, number]): readonly [number, number] => (kiosk === 0 ? [a - 1, b] : [a, b - 1])
  if (move.startsWith('record')) return { ...left, records: less(left.records) }
  const syncs = less(left.syncs)
  if (move.startsWith('lost-reply')) return { ...left, syncs, lostReplies: left.lostReplies - 1 }
  return move.startsWith('crash') ? { ...left, syncs, crashes: left.crashes - 1 } : { ...left, syncs }
}

async function stateAfter(path: readonly Move[]): Promise<{ readonly key: string; readonly faults: readonly string[] }> {
  const server = memoryServer()
  const clocks = { now: () => AT, wallAt: () => AT }
  const kiosks = [await historyKiosk(0, dice(1), clocks), await historyKiosk(1, dice(2), clocks)]
  for (const kiosk of kiosks) await server.enrol(kiosk.identity)
  for (const move of path) await play(server, kiosks, move)
  const key = (await Promise.all(kiosks.map((kiosk) => describe(server, kiosk)))).join(' | ')
  const faults: string[] = []
  for (const kiosk of kiosks) faults.push(...(await brokenPromises(server, kiosk)))
  await finish(server, kiosks)
  for (const kiosk of kiosks) {
    const made = kiosk.store.records().map(({ header }) => headerHash(header))
    if ((await server.hashesOf(kiosk.identity)).join() !== made.join()) faults.push(`${kiosk.identity.kiosk} never becomes whole`)
  }
  const persons = [...(await server.counters())].filter(([counter]) => counter.includes('|minute|'))
  const counted = persons.reduce((sum, [, amount]) => sum + Number(amount.split(' ')[0]), 0)
  const decided = kiosks.reduce((sum, kiosk) => sum + kiosk.store.records().filter(({ header }) => header.kind === 'decision').length, 0)
  if (counted !== decided) faults.push(`${decided} decisions, ${counted} counted`)
  return { key, faults }
}

async function play(server: SimulatedServer, kiosks: readonly HistoryKiosk[], move: Move): Promise<void> {
  const kiosk = kiosks[move.endsWith('0') ? 0 : 1]
  if (!kiosk) throw new Error('no such kiosk')
  if (move.startsWith('record')) await kiosk.decide()
  else if (move.startsWith('sync')) await kiosk.sync(async (body) => answer(await server.take(body, AT)))
  else if (move.startsWith('lost-reply')) {
    await kiosk.sync(async (body) => {
      await server.take(body, AT)
      return UNREACHABLE
    })
  } else {
    // The server dies with the request half-way: what was not committed is gone.
    await server.backup()
    await kiosk.sync(async (body) => {
      await server.take(body, AT)
      await server.restore()
      return UNREACHABLE
    })
  }
}

function answer(said: Answer): HttpAnswer {
  return heard(said, AT)
}

/** What a kiosk believes acknowledged is there, and nothing is there that it never made. */
async function brokenPromises(server: SimulatedServer, { identity, store }: HistoryKiosk): Promise<readonly string[]> {
  const made = store.records().map(({ header }) => headerHash(header))
  const there = await server.hashesOf(identity)
  const acked = (await store.read('acked'))?.seq ?? 0
  const faults: string[] = []
  if (acked > there.length) faults.push(`${identity.kiosk} believes ${acked} acknowledged, there are ${there.length}`)
  if (there.some((hash, index) => made[index] !== hash)) faults.push(`${identity.kiosk}: the server holds what was never made`)
  return faults
}

async function describe(server: SimulatedServer, { identity, store }: HistoryKiosk): Promise<string> {
  const acked = (await store.read('acked'))?.seq ?? 0
  return `${store.records().length} ${acked} ${(await server.hashesOf(identity)).length}`
}

async function finish(server: SimulatedServer, kiosks: readonly HistoryKiosk[]): Promise<void> {
  for (const kiosk of kiosks) {
    for (let calls = 0; calls < 20; calls++) {
      const { kind } = await kiosk.sync(async (body) => answer(await server.take(body, AT)))
      if (kind !== 'more') break
    }
  }
}
