import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { STATUS_OF_FAULT } from '../../server/sync/sync-refusal.ts'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import { bucketKey, bucketsOf } from '../../shared/flow/flow.ts'
import type { PassageId } from '../../shared/ids.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import { applyRecord, type PassageState, passageOf } from '../../shared/passage/passage-state.ts'
import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'
import { type Dice, dice } from '../support/dice.ts'
import type { Answer, SimulatedServer } from './memory-server.ts'
import { crossingRecord, type HistoryKiosk, historyKiosk } from './simulated-kiosk.ts'

/** The demo's evening. */
const STARTS_AT: EpochMs = Date.UTC(2021, 1, 17, 13)
const MAX_STEPS = 200
/** A kiosk that is in step after this many calls in a row has a quiet network. */
const QUIET_CALLS = 400

export interface HistoryOptions {
  readonly server: SimulatedServer
  /** Also put back to an older copy of itself. */
  readonly restores?: 'some'
  readonly steps?: number
}

interface World {
  readonly random: Dice
  readonly server: SimulatedServer
  readonly kiosks: readonly HistoryKiosk[]
  readonly annulable: { readonly kiosk: number; readonly passage: PassageId; readonly at: EpochMs }[]
  /** On their way, or recorded by somebody who plays them again. */
  readonly underway: string[]
  readonly sent: string[]
  readonly faults: string[]
  now: EpochMs
  hasBackup: boolean
}

/** One history from one seed: what went wrong, or nothing. Every request goes through the kiosk's own sync and the ingest's own decisions. */
export async function playNetworkHistory(seed: number, { server, restores, steps }: HistoryOptions): Promise<readonly string[]> {
  const random = dice(seed)
  const kiosks: HistoryKiosk[] = []
  const world: World = { random, server, kiosks, annulable: [], underway: [], sent: [], faults: [], now: STARTS_AT, hasBackup: false }
  for (let i = 0; i < random.between(1, 4); i++) {
    const kiosk = await historyKiosk(i, random, { now: () => world.now, wallAt: () => world.now })
    await server.enrol(kiosk.identity)
    kiosks.push(kiosk)
  }
  for (let left = steps ?? random.between(1, MAX_STEPS); left > 0; left--) await step(world, restores === 'some')
  await settle(world)
  await compare(world)
  return world.faults
}

async function step(world: World, mayRestore: boolean): Promise<void> {
  const { random, kiosks } = world
  world.now += random.between(0, 3 * MINUTE_MS)
  const index = random.between(0, kiosks.length - 1)
  const kiosk = kiosks[index]
  if (!kiosk) return
  const roll = random.next()
  if (roll < 0.4) world.annulable.push({ kiosk: index, passage: await kiosk.decide(), at: world.now })
  else if (roll < 0.46) await kiosk.record([crossingRecord(random)])
  else if (roll < 0.52) await annulOne(world)
  else if (roll < 0.86) await kiosk.sync((body) => badNetwork(world, body))
  else if (roll < 0.93) await arrive(world, take(world.underway, random))
  else if (roll < 0.98) await arrive(world, world.sent[random.between(0, Math.max(0, world.sent.length - 1))])
  else if (mayRestore) await backupOrRestore(world)
}

async function annulOne({ annulable, kiosks, random, now }: World): Promise<void> {
  const one = annulable[random.between(0, Math.max(0, annulable.length - 1))]
  const kiosk = one && kiosks[one.kiosk]
  if (!kiosk || now - one.at > 2 * ANNUL_WITHIN_MS) return
  await kiosk.record([{ kind: 'annul', passage: one.passage, reason: 'bấm nhầm', officer: null }])
}

/** Loses, delays, doubles, cuts in half; or delivers and loses the answer. */
async function badNetwork(world: World, body: string): Promise<HttpAnswer> {
  const { random } = world
  world.sent.push(body)
  const roll = random.next()
  if (roll < 0.12) return UNREACHABLE
  if (roll < 0.24) {
    world.underway.push(body)
    return UNREACHABLE
  }
  if (roll < 0.32) return heard(await arrive(world, body.slice(0, Math.floor(body.length / 2))), world.now)
  const answer = await arrive(world, body)
  if (roll < 0.44) await arrive(world, body)
  return roll > 0.84 ? UNREACHABLE : heard(answer, world.now)
}

async function arrive(world: World, body: string | undefined): Promise<Answer> {
  return body === undefined ? { kind: 'malformed' } : world.server.take(body, world.now)
}

function take(underway: string[], random: Dice): string | undefined {
  return underway.splice(random.between(0, Math.max(0, underway.length - 1)), 1)[0]
}

async function backupOrRestore(world: World): Promise<void> {
  if (world.hasBackup && world.random.chance(0.5)) await world.server.restore()
  else {
    await world.server.backup()
    world.hasBackup = true
  }
}

/** The network is well again: everything arrives that is still on its way, and every kiosk sends what it has left. */
async function settle(world: World): Promise<void> {
  for (const body of world.underway.splice(0)) await arrive(world, body)
  for (const kiosk of world.kiosks) {
    for (let calls = 0; ; calls++) {
      const outcome = await kiosk.sync(async (body) => heard(await arrive(world, body), world.now))
      if (outcome.kind === 'in-step') break
      if (outcome.kind === 'more' && calls < QUIET_CALLS) continue
      world.faults.push(`${kiosk.identity.kiosk} ends ${JSON.stringify(outcome)}`)
      break
    }
  }
}

async function compare({ server, kiosks, faults }: World): Promise<void> {
  const wanted = new Map<string, { persons: number; vehicles: number }>()
  for (const kiosk of kiosks) {
    const log = kiosk.store.records()
    const there = await server.hashesOf(kiosk.identity)
    const here = log.map(({ header }) => headerHash(header))
    if (there.join() !== here.join())
      faults.push(`${kiosk.identity.kiosk}: ${here.length} records made, ${there.length} on the server, or not the same`)
    countLog(kiosk, wanted)
  }
  const counted = await server.counters()
  for (const key of new Set([...wanted.keys(), ...counted.keys()])) {
    const amount = wanted.get(key) ?? { persons: 0, vehicles: 0 }
    const held = counted.get(key) ?? '0 0'
    if (held !== `${amount.persons} ${amount.vehicles}`) faults.push(`counter ${key} is ${held}, counted anew ${amount.persons} ${amount.vehicles}`)
  }
  if ((await server.setAside()) > 0) faults.push('an honest log was set aside as forked')
}

/** The oracle: each kiosk's own log counted once, in its own order. Clocks here never run ahead of the server's. */
function countLog({ store, identity }: HistoryKiosk, counters: Map<string, { persons: number; vehicles: number }>): void {
  const states = new Map<PassageId, PassageState>()
  for (const { header, body } of store.records()) {
    if (body.form !== 'plain') continue
    const passage = passageOf(body.value)
    const { state, change } = applyRecord(passage === null ? null : (states.get(passage) ?? null), body.value, header.occurredAt)
    if (passage !== null && state) states.set(passage, state)
    for (const bucket of change ? bucketsOf(change, DEFAULT_ZONE) : []) {
      const key = `${identity.checkpoint}|${bucketKey(bucket)}`
      const before = counters.get(key) ?? { persons: 0, vehicles: 0 }
      counters.set(key, { persons: before.persons + bucket.persons, vehicles: before.vehicles + bucket.vehicles })
    }
  }
}

export const UNREACHABLE: HttpAnswer = { kind: 'unreachable', why: 'the network' }

/** As the routes put it. */
export function heard(answer: Answer, now: EpochMs): HttpAnswer {
  if (answer.kind === 'malformed') return { kind: 'answer', status: 422, body: { error: 'invalid-request', message: '' } }
  if (answer.kind === 'refused') return { kind: 'answer', status: STATUS_OF_FAULT[answer.fault.error], body: { ...answer.fault, message: '' } }
  return {
    kind: 'answer',
    status: 200,
    body: { protocol: 1, acked: answer.acked, serverNow: now, bundle: NO_BUNDLE, parts: {}, parked: answer.parked },
  }
}

const STAMP = { version: 1, hash: '0'.repeat(64), asOf: 0 }
const NO_BUNDLE = {
  manifest: { v: 1, checkpoint: 'chot-0', version: 1, issuedAt: 0, parts: Object.fromEntries(PART_NAMES.map((name) => [name, STAMP])) },
  signature: '',
}
