import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { type SyncOutcome, syncOnce } from '../../kiosk/sync/sync-once.ts'
import { hexOf } from '../../shared/hex.ts'
import {
  asCheckpointId,
  asCredentialId,
  asCrossingId,
  asKioskId,
  asLaneId,
  asPassageId,
  type CheckpointId,
  type CredentialId,
  type KioskId,
  type PassageId,
} from '../../shared/ids.ts'
import { hashText } from '../../shared/passage/chain.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { isNonEmpty } from '../../shared/result.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { type MemoryStore, memoryStore } from '../kiosk/memory-store.ts'
import type { Dice } from '../support/dice.ts'

export interface SimulatedIdentity {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly epoch: number
}

/** Carries one request, or what the network makes of it, and brings what comes back. */
export type Carry = (body: string) => Promise<HttpAnswer>

export interface Clocks {
  /** What it takes for the server's time. */
  readonly now: () => EpochMs
  readonly wallAt: () => EpochMs
}

/** The kiosk's own log and sync over a disk in memory; what it records is drawn, not scanned. */
export interface HistoryKiosk {
  readonly identity: SimulatedIdentity
  readonly store: MemoryStore
  record(values: readonly BodyValue[]): Promise<void>
  decide(use?: Partial<DrawnPassage>): Promise<PassageId>
  sync(carry: Carry): Promise<SyncOutcome>
}

export interface DrawnPassage {
  readonly outcome: Outcome
  readonly direction: 'entry' | 'exit'
  readonly credential: CredentialId
}

export async function historyKiosk(index: number, random: Dice, clocks: Clocks, checkpoint = `chot-${index % 2}`): Promise<HistoryKiosk> {
  const identity = { kiosk: asKioskId(index.toString(16).padStart(16, '0')), checkpoint: asCheckpointId(checkpoint), epoch: 1 }
  const store = memoryStore()
  await store.begin({ ...identity, bundleKey: '' }, {})
  const bytes = (count: number): string => hexOf(Uint8Array.from({ length: count }, () => random.between(0, 255)))
  const record = async (values: readonly BodyValue[]): Promise<void> => {
    const drafts = values.map((value) => ({ value, occurredAt: clocks.now(), wallAt: clocks.wallAt(), salt: bytes(16) }))
    if (isNonEmpty(drafts)) await store.append({ drafts })
  }
  return {
    identity,
    store,
    record,
    decide: async (use = {}) => {
      const passage = asPassageId(bytes(16))
      const drawn = {
        outcome: random.pick(OUTCOMES),
        direction: random.pick(['entry', 'exit'] as const),
        credential: asCredentialId(bytes(8)),
        ...use,
      }
      await record(passageRecords(passage, drawn))
      return passage
    },
    sync: (carry) =>
      syncOnce({
        store,
        post: async (_path, body) => carry(body),
        sign: async () => ({}),
        readClocks: () => ({ wallAt: clocks.wallAt(), monotonicMs: 0 }),
        appVersion: '0.1.0',
        heldManifest: () => null,
        onContact: async () => {},
        onBundle: async () => {},
      }),
  }
}

export function passageRecords(passage: PassageId, { outcome, direction, credential }: DrawnPassage): readonly BodyValue[] {
  const place = { passage, lane: asLaneId('1'), direction, origin: null } as const
  return [
    {
      ...place,
      kind: 'scan',
      crossing: null,
      officer: null,
      reading: { kind: 'unreadable', code: 'not-ours', textHash: hashText(credential), credential },
      verdict: { outcome, reasons: [], duties: [] },
      bundle: {},
      clock: 'sure',
      online: false,
    },
    { ...place, kind: 'decision', outcome, verdictOutcome: outcome, officer: null, override: null },
  ]
}

export function crossingRecord(random: Dice): BodyValue {
  return {
    kind: 'crossing',
    crossing: asCrossingId(hexOf(Uint8Array.from({ length: 16 }, () => random.between(0, 255)))),
    lane: asLaneId('1'),
    direction: 'entry',
    passages: [],
    personsCounted: 1,
    vehicles: random.between(0, 3),
    plate: null,
    trailerPlate: null,
    outcome: random.pick(OUTCOMES),
    origin: null,
  }
}
