import { findDoubleUses, type Use } from '../../shared/adjudication/find-double-uses.ts'
import { leastTravelMs, type TravelTable } from '../../shared/adjudication/travel-time.ts'
import { asCheckpointId, asCredentialId, asKioskId, asPassageId } from '../../shared/ids.ts'
import { DAY_MS, MINUTE_MS } from '../../shared/units.ts'
import { type Dice, dice } from '../support/dice.ts'
import { memoryServer } from './memory-server.ts'
import { heard, UNREACHABLE } from './network-history.ts'
import { type HistoryKiosk, historyKiosk } from './simulated-kiosk.ts'

const AT = Date.UTC(2021, 1, 17, 13)
const TRAVEL: TravelTable = { 'chot-0|chot-1': 20, 'chot-1|chot-2': 35 }

/** One code at 2 to 20 offline tablets of three checkpoints, brought in one after the other in any order: what was flagged wrongly. */
export async function playDoubleUses(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const server = memoryServer()
  let now = AT
  const kiosks: HistoryKiosk[] = []
  for (let i = 0; i < random.between(2, 20); i++) {
    const kiosk = await historyKiosk(i, random, { now: () => now, wallAt: () => now }, `chot-${random.between(0, 2)}`)
    await server.enrol(kiosk.identity)
    kiosks.push(kiosk)
  }
  const credential = asCredentialId('c'.repeat(16))
  for (let i = 0; i < random.between(2, 25); i++) {
    now += random.chance(0.3) ? random.between(0, 40) * MINUTE_MS : random.between(0, DAY_MS / 8)
    const kiosk = random.pick(kiosks)
    const passage = await kiosk.decide({ credential, outcome: random.pick(['admit', 'admit', 'admit-with-test', 'refer', 'turn-back']) })
    if (random.chance(0.15)) await kiosk.record([{ kind: 'annul', passage, reason: 'bấm nhầm', officer: null }])
  }
  const standing = new Map<string, number>()
  for (const kiosk of shuffled(kiosks, random)) {
    await kiosk.sync(async (body) => (random.chance(0.3) ? UNREACHABLE : heard(await server.take(body, now), now)))
    await kiosk.sync(async (body) => heard(await server.take(body, now), now))
    standing.clear()
    for (const flag of flagsOf(usesOn(await server.passages(), random))) standing.set(flag, (standing.get(flag) ?? 0) + 1)
  }
  const wanted = new Set(oracle(usesIn(kiosks)))
  const missing = [...wanted].filter((flag) => !standing.has(flag))
  const wrong = [...standing].filter(([flag, times]) => !wanted.has(flag) || times !== 1)
  return [...missing.map((flag) => `not flagged: ${flag}`), ...wrong.map(([flag, times]) => `flagged ${times} times, wrongly: ${flag}`)]
}

function flagsOf(uses: readonly Use[]): readonly string[] {
  return findDoubleUses(uses, TRAVEL).map(({ records: [use], detail }) => `${use?.kiosk}/${use?.seq} ${detail.how}`)
}

/** In an order that is nobody's. */
function usesOn(passages: Awaited<ReturnType<ReturnType<typeof memoryServer>['passages']>>, random: Dice): readonly Use[] {
  const uses = passages.flatMap((row): readonly Use[] => {
    if (row.decided_at === null || (row.outcome !== 'admit' && row.outcome !== 'admit-with-test')) return []
    const [seq = 0] = JSON.parse(row.record_seqs)
    const record = { checkpoint: asCheckpointId(row.checkpoint_id), kiosk: asKioskId(row.kiosk_id), epoch: row.epoch, seq }
    const direction = row.direction === 'exit' ? 'exit' : 'entry'
    return [{ passage: asPassageId(row.passage_id), record, direction, at: row.decided_at, ring: 'outer VN-22' }]
  })
  return shuffled(uses, random)
}

/** Straight from the tablets' own logs, without the server. */
function usesIn(kiosks: readonly HistoryKiosk[]): readonly Use[] {
  return kiosks.flatMap(({ store, identity }) => {
    const bodies = store.records().flatMap(({ header, body }) => (body.form === 'plain' ? [{ header, value: body.value }] : []))
    const annulled = new Set(bodies.flatMap(({ value }) => (value.kind === 'annul' ? [value.passage] : [])))
    return bodies.flatMap(({ header, value }): readonly Use[] => {
      if (value.kind !== 'decision' || annulled.has(value.passage)) return []
      if (value.outcome !== 'admit' && value.outcome !== 'admit-with-test') return []
      const record = { checkpoint: identity.checkpoint, kiosk: identity.kiosk, epoch: 1, seq: header.seq - 1 }
      return [{ passage: value.passage, record, direction: value.direction, at: header.occurredAt, ring: 'outer VN-22' }]
    })
  })
}

/** The rule of the design said plainly, each pair of passages looked at. */
function oracle(uses: readonly Use[]): readonly string[] {
  const order = (a: Use, b: Use): boolean => a.at < b.at || (a.at === b.at && keyOf(a) < keyOf(b))
  const earlier = (use: Use): readonly Use[] => uses.filter((other) => order(other, use))
  return uses.flatMap((use) => {
    const same = earlier(use).some((other) => {
      if (other.record.checkpoint !== use.record.checkpoint || other.direction !== use.direction) return false
      return !uses.some((between) => between.direction !== use.direction && order(other, between) && order(between, use))
    })
    if (same) return [`${use.record.kiosk}/${use.record.seq} same-way`]
    const last = earlier(use).find((other) => !earlier(use).some((later) => order(other, later)))
    const isFar = last !== undefined && last.record.checkpoint !== use.record.checkpoint
    const isFast = isFar && use.at - last.at < leastTravelMs(TRAVEL, last.record.checkpoint, use.record.checkpoint)
    return isFast ? [`${use.record.kiosk}/${use.record.seq} too-fast`] : []
  })
}

function keyOf({ record }: Use): string {
  return `${record.checkpoint} ${record.kiosk} ${String(record.seq).padStart(9, '0')}`
}

export function shuffled<T>(list: readonly T[], random: Dice): readonly T[] {
  return list
    .map((one) => ({ one, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
