import { takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { type LetterProblem, type LetterTaken, takeLetter } from '../../kiosk/carrying/take-letter.ts'
import { writeLogLetter } from '../../kiosk/carrying/write-log-letter.ts'
import { makeDeviceKeys } from '../../kiosk/enrol/device-keys.ts'
import { bindEnvelopeKey, type EnrolStep, type EnrolTabletDeps, enrolTablet } from '../../kiosk/enrol/enrol-tablet.ts'
import type { EnrolProblem } from '../../kiosk/enrol/enrolment.ts'
import { createJournal, type Journal } from '../../kiosk/log/journal.ts'
import { type HttpAnswer, signerOf } from '../../kiosk/sync/kiosk-api.ts'
import { mendLog } from '../../kiosk/sync/mend-log.ts'
import { type SyncDeps, type SyncOutcome, syncOnce } from '../../kiosk/sync/sync-once.ts'
import { syncPastOnce } from '../../kiosk/sync/sync-past.ts'
import { asLaneId, asPassageId, type PassageId } from '../../shared/ids.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { ok, type Result } from '../../shared/result.ts'
import { isOrderFor, type SignedOrder } from '../../shared/sync/kiosk-order.ts'
import type { Core } from '../support/a-core.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'

/** A kiosk's own code on a disk in memory, against the server's own routes: only browser and network are missing. */
export interface Tablet {
  readonly store: MemoryStore
  readonly journal: Journal
  readonly deps: SyncDeps & EnrolTabletDeps
  readonly enrol: (token: string) => Promise<Result<EnrolStep, EnrolProblem>>
  /** A scan admitted: two records. */
  readonly admit: () => Promise<PassageId>
  readonly keep: (value: BodyValue) => Promise<void>
  /** One turn of the loop. */
  readonly sync: () => Promise<SyncOutcome>
  /** Turns until nothing is left to send or something stops it. */
  readonly syncAll: () => Promise<SyncOutcome>
  /** Every request sent and its answer. */
  readonly sent: { readonly path: string; readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly status: number }[]
  readonly orders: SignedOrder[]
  /** A file from outside is opened on the tablet. */
  readonly take: (text: string) => Promise<Result<LetterTaken, LetterProblem>>
  /** The file that the tablet saves. */
  readonly save: () => Promise<string>
  /** Issue times that counted as contact. */
  readonly contacts: number[]
  network: 'up' | 'down' | 'loses-answers'
}

const TURNS = 40

export function aTablet(core: Core, store: MemoryStore = memoryStore()): Tablet {
  let held: ReadyBundle | null = null
  let made = 0
  const random = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => (made++ * 31 + i) % 256)
  const times = () => ({ occurredAt: core.now(), wallAt: core.now() })
  const journal = createJournal({ store, random, times })
  const post = async (path: string, body: string, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> => {
    if (tablet.network === 'down') return { kind: 'unreachable', why: 'no network' }
    const answer = await core.post(path, body, headers)
    tablet.sent.push({ path, body, headers, status: answer.status })
    return tablet.network === 'loses-answers' ? { kind: 'unreachable', why: 'cut off' } : { kind: 'answer', ...answer }
  }
  const sign = signerOf(store)
  const deps: Tablet['deps'] = {
    store,
    post,
    sign,
    random,
    times,
    makeKeys: makeDeviceKeys,
    device: 'thử',
    readClocks: () => ({ wallAt: core.now(), monotonicMs: core.now() }),
    appVersion: '0.1.0',
    heldManifest: () => held?.held.manifest ?? null,
    onContact: async () => undefined,
    onBundle: async (reply) => {
      const taken = await takeBundle({ store, journal, verify: verifyByJavaScript }, held, reply)
      if (taken.ok) held = taken.value
    },
    onOrder: async (order) => {
      const identity = await store.read('identity')
      if (!identity || !(await isOrderFor(order, identity, { bundleKey: identity.bundleKey, verify: verifyByJavaScript }))) return
      tablet.orders.push(order)
      held = null
      await store.wipe({ queue: order.order.wipe === 'secrets' ? 'keep' : 'drop' })
    },
    mend: (brokenAt) => mendLog({ store, post, sign, random, times }, brokenAt),
  }
  const keep = async (value: BodyValue): Promise<void> => journal.keep([value])
  const sync = async (): Promise<SyncOutcome> => {
    if (tablet.network === 'up') await bindEnvelopeKey(deps)
    const past = await syncPastOnce({ ...deps, journal })
    return past?.kind === 'more' ? past : syncOnce(deps)
  }
  const tablet: Tablet = {
    store,
    journal,
    deps,
    contacts: [],
    take: (text) =>
      takeLetter(
        {
          store,
          verify: verifyByJavaScript,
          makeKeys: makeDeviceKeys,
          takeBundle: async (offer) => {
            const taken = await takeBundle({ store, journal, verify: verifyByJavaScript }, held, offer)
            if (taken.ok) held = taken.value
            return taken.ok ? ok(null) : taken
          },
          onContact: async (issuedAt) => void tablet.contacts.push(issuedAt),
        },
        text,
      ),
    save: async () =>
      JSON.stringify(await writeLogLetter({ store, wallAt: core.now, appVersion: '0.1.0', heldManifest: () => held?.held.manifest ?? null })),
    sent: [],
    orders: [],
    network: 'up',
    enrol: async (token) => {
      const step = await enrolTablet(deps, token)
      if (step.ok && step.value.kind === 'enrolled') held = null
      return step
    },
    keep,
    admit: async () => {
      const passage = asPassageId((made++).toString(16).padStart(32, '0'))
      const common = { passage, lane: asLaneId('1'), direction: 'entry', origin: null, officer: null } as const
      const verdict = { outcome: 'admit', reasons: [], duties: [] } as const
      const around = { crossing: null, bundle: {}, clock: 'sure', online: false } as const
      await keep({ kind: 'scan', ...common, ...around, reading: { kind: 'none' }, verdict })
      await keep({ kind: 'decision', ...common, outcome: 'admit', verdictOutcome: 'admit', override: null })
      return passage
    },
    sync,
    syncAll: async () => {
      let outcome = await sync()
      for (let turn = 0; turn < TURNS && outcome.kind === 'more'; turn++) outcome = await sync()
      return outcome
    },
  }
  return tablet
}

/** Persons let in, by the server's own counters. */
export async function personsCounted(core: Core, checkpoint = 'bach-dang'): Promise<number> {
  const rows = await core.storage.read
    .selectFrom('flow')
    .select('persons')
    .where('checkpoint_id', '=', checkpoint)
    .where('grain', '=', 'minute')
    .execute()
  return rows.reduce((sum, { persons }) => sum + persons, 0)
}
