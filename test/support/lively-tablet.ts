import { takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import { createScanStation, type ScanStation } from '../../kiosk/scan/scan-station.ts'
import { createDeviceLock } from '../../kiosk/sealing/device-lock.ts'
import { createPersonalDrafts } from '../../kiosk/sealing/personal-drafts.ts'
import { sealingKeyOf } from '../../kiosk/sealing/sealing-key-of.ts'
import { webSealPort } from '../../kiosk/sealing/web-seal-port.ts'
import { syncOnce } from '../../kiosk/sync/sync-once.ts'
import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import { ok } from '../../shared/result.ts'
import { type EnrolReply, type EnrolRequest, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import { memoryStore } from '../kiosk/memory-store.ts'
import { makeDeviceKey, type PostJson, signedHeaders } from './a-kiosk.ts'

/** The kiosk's own station over a disk in memory; somebody else says what time it is and at which lane it stands. */
export interface LivelyTablet {
  readonly station: ScanStation
  standAt(lane: Lane, at: EpochMs): void
  syncAll(): Promise<void>
}

export interface LivelyTabletDeps {
  readonly post: PostJson
  readonly serverNow: EpochMs
  readonly random: (bytes: number) => Uint8Array
}

export async function livelyTablet(token: string, { post, serverNow, random }: LivelyTabletDeps): Promise<LivelyTablet> {
  const key = makeDeviceKey()
  const asked: EnrolRequest = { protocol: PROTOCOL_VERSION, token, publicKey: key.publicKey, device: 'simulated', appVersion: '0.1.0' }
  const answer = await post('/api/kiosks/enrol', JSON.stringify(asked), {})
  if (answer.status !== 201) throw new Error(`not enrolled: ${answer.status} ${JSON.stringify(answer.body)}`)
  const { kiosk, epoch, bundleKey, checkpoint } = answer.body as EnrolReply
  const store = memoryStore()
  await store.begin({ kiosk, checkpoint, epoch, bundleKey }, {})
  let bundle: ReadyBundle | null = null
  let [at, lane]: [EpochMs, Lane | null] = [serverNow, null]
  const journal = createJournal({ store, random, times: () => ({ occurredAt: at, wallAt: at }) })
  const clocks = () => ({ wallAt: at, monotonicMs: at })
  const personal = createPersonalDrafts({
    store,
    lock: createDeviceLock(store, random),
    port: webSealPort,
    random,
    sealingKey: () => sealingKeyOf(bundle),
  })
  const sync = () =>
    syncOnce({
      store,
      post: async (path, body, headers) => ({ kind: 'answer', ...(await post(path, body, headers)) }),
      sign: async (path, body) => signedHeaders(kiosk, key, path, body),
      readClocks: clocks,
      appVersion: '0.1.0',
      heldManifest: () => bundle?.held.manifest ?? null,
      onContact: async () => undefined,
      onBundle: async (reply) => {
        const taken = await takeBundle({ store, journal, verify: verifyByJavaScript }, bundle, reply)
        if (!taken.ok) throw new Error(`the bundle was refused: ${taken.error}`)
        bundle = taken.value
      },
    })
  const situation = async () => {
    if (!lane) throw new Error('the tablet stands nowhere')
    const officer = bundle?.held.parts.officers.officers[0]?.id ?? null
    return { now: at, ...clocks(), clock: 'sure', bundle, officer, lane, online: true, language: 'vi' } as const
  }
  const syncAll = async (): Promise<void> => {
    for (;;) {
      const { kind } = await sync()
      if (kind === 'in-step') return
      if (kind !== 'more') throw new Error(`the tablet of ${checkpoint} says ${kind}`)
    }
  }
  await syncAll()
  return {
    station: createScanStation({ store, verify: verifyByJavaScript, personal, random, checkPin: async () => ok(null), situation }),
    standAt: (where, when) => {
      lane = where
      at = when
    },
    syncAll,
  }
}
