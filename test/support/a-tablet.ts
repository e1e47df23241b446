import { randomBytes } from 'node:crypto'
import { takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { createClockKeeper } from '../../kiosk/clock/clock-keeper.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import { createScanStation, type ScanStation } from '../../kiosk/scan/scan-station.ts'
import { createDeviceLock } from '../../kiosk/sealing/device-lock.ts'
import { createPersonalDrafts } from '../../kiosk/sealing/personal-drafts.ts'
import { sealingKeyOf } from '../../kiosk/sealing/sealing-key-of.ts'
import { webSealPort } from '../../kiosk/sealing/web-seal-port.ts'
import { type SyncOutcome, syncOnce } from '../../kiosk/sync/sync-once.ts'
import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import { asStaffId, type CheckpointId, type KioskId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import { type EnrolReply, type EnrolRequest, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import { type MemoryStore, memoryStore } from '../kiosk/memory-store.ts'
import type { Core } from './a-core.ts'
import { makeDeviceKey, signedHeaders } from './a-kiosk.ts'

export interface TabletOptions {
  /** The tablet's own clock, less the true one. */
  readonly wallOffsetMs?: () => number
}

/** The kiosk's own code over a disk in memory: station, log, clock, bundle and sync; only screen and camera are missing. */
export interface Tablet {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly station: ScanStation
  readonly store: MemoryStore
  readonly bundle: () => ReadyBundle | null
  readonly now: () => EpochMs
  readonly isSure: () => boolean
  setDirection(direction: Direction): void
  /** Whether a post arrives; `lost` swallows the answer on its way back. */
  network: 'up' | 'down' | 'lost'
  sync(): Promise<SyncOutcome>
  /** Until nothing is left or nothing goes. */
  syncAll(): Promise<SyncOutcome>
}

export async function aTablet(core: Core, checkpoint: 'bach-dang' | 'da-bac', options: TabletOptions): Promise<Tablet> {
  const key = makeDeviceKey()
  const asked: EnrolRequest = {
    protocol: PROTOCOL_VERSION,
    token: await core.token(checkpoint),
    publicKey: key.publicKey,
    device: 'thử',
    appVersion: '0.1.0',
  }
  const answer = await core.post('/api/kiosks/enrol', JSON.stringify(asked), {})
  if (answer.status !== 201) throw new Error(`not enrolled: ${JSON.stringify(answer.body)}`)
  const { kiosk, epoch, bundleKey, checkpoint: where } = answer.body as EnrolReply
  const store = memoryStore()
  await store.begin({ kiosk, checkpoint: where, epoch, bundleKey }, {})

  const startedAt = core.now()
  const readClocks = () => ({ wallAt: core.now() + (options.wallOffsetMs?.() ?? 0), monotonicMs: core.now() - startedAt })
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  let direction: Direction = 'entry'
  let bundle: ReadyBundle | null = null
  const journal = createJournal({ store, random, times: () => ({ occurredAt: clock.now(), wallAt: readClocks().wallAt }) })
  const clock = createClockKeeper({ readClocks, journal, memory: null, floorAt: 0, aheadHours: 72 })
  const station = createScanStation({
    store,
    verify: verifyByJavaScript,
    personal: createPersonalDrafts({
      store,
      lock: createDeviceLock(store, random),
      port: webSealPort,
      random,
      sealingKey: () => sealingKeyOf(bundle),
    }),
    random,
    checkPin: async () => ok(null),
    situation: async () => {
      await clock.look()
      const lane = bundle?.held.parts.checkpoint.lanes.find((each) => each.direction === direction)
      if (!lane) throw new Error('the tablet has no lane yet: sync first')
      return {
        now: clock.now(),
        wallAt: readClocks().wallAt,
        monotonicMs: readClocks().monotonicMs,
        clock: clock.sure() ? 'sure' : 'doubtful',
        bundle,
        officer: asStaffId('lan.bach-dang'),
        lane,
        online: tablet.network === 'up',
        language: 'vi',
      }
    },
  })
  const tablet: Tablet = {
    kiosk,
    checkpoint: where,
    station,
    store,
    bundle: () => bundle,
    now: clock.now,
    isSure: clock.sure,
    network: 'up',
    setDirection: (next) => {
      direction = next
      station.forget()
    },
    sync: () =>
      syncOnce({
        store,
        post: async (path, body, headers) => {
          if (tablet.network === 'down') return { kind: 'unreachable', why: 'down' }
          const { status, body: said } = await core.post(path, body, headers)
          return tablet.network === 'lost' ? { kind: 'unreachable', why: 'lost' } : { kind: 'answer', status, body: said }
        },
        sign: async (path, body) => signedHeaders(kiosk, key, path, body),
        readClocks,
        appVersion: '0.1.0',
        heldManifest: () => bundle?.held.manifest ?? null,
        onContact: (reading, serverNow) => clock.contact(reading, serverNow),
        onBundle: async (reply) => {
          const taken = await takeBundle({ store, journal, verify: verifyByJavaScript }, bundle, reply)
          if (!taken.ok) throw new Error(`the bundle was refused: ${taken.error}`)
          bundle = taken.value
          clock.setFloor(bundle.held.manifest.issuedAt)
        },
      }),
    syncAll: async () => {
      for (;;) {
        const outcome = await tablet.sync()
        if (outcome.kind !== 'more') return outcome
      }
    },
  }
  await tablet.syncAll()
  return tablet
}
