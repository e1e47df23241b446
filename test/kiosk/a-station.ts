import { makeReady, type ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { createScanStation, type ScanStation } from '../../kiosk/scan/scan-station.ts'
import type { Situation } from '../../kiosk/scan/situation.ts'
import type { StationDeps } from '../../kiosk/scan/station/station-deps.ts'
import { createDeviceLock } from '../../kiosk/sealing/device-lock.ts'
import { createPersonalDrafts } from '../../kiosk/sealing/personal-drafts.ts'
import { sealingKeyOf } from '../../kiosk/sealing/sealing-key-of.ts'
import { webSealPort } from '../../kiosk/sealing/web-seal-port.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import type { Credential } from '../../shared/credential/credential.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { asAuthorityId, asCheckpointId, asCredentialId, asKioskId, asStaffId } from '../../shared/ids.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { err, ok } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { aCredential, areaCode, ISSUED_AT } from '../support/a-credential.ts'
import { dice } from '../support/dice.ts'
import { testKey } from '../support/test-keys.ts'
import { aSignedBundle, bundleKey, bundleParts } from './a-bundle.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'

export const NOON = ISSUED_AT

/** Of every officer but the one on shift, whose own opens nothing here. */
export const SECOND_PIN = '731946'

/** A kiosk's core with a clock that stands until moved. */
export interface TestStation {
  readonly station: ScanStation
  readonly deps: StationDeps
  readonly store: MemoryStore
  readonly wait: (ms: number) => void
  readonly setDirection: (direction: 'entry' | 'exit') => void
  readonly change: (change: Partial<Situation>) => void
  readonly breakNext: () => void
  /** Bodies of the log, oldest first. */
  readonly log: () => readonly BodyValue[]
}

export async function aStation(options: { readonly parts?: Partial<BundleParts>; readonly issuedAt?: EpochMs } = {}): Promise<TestStation> {
  const store = memoryStore()
  await store.begin(
    { kiosk: asKioskId('00000000000000aa'), checkpoint: asCheckpointId('bach-dang'), epoch: 1, bundleKey: bundleKey.trusted.publicKey },
    {},
  )
  const bundle = await readyTestBundle(options)
  const { lanes } = bundle.held.parts.checkpoint
  const laneOf = (direction: 'entry' | 'exit') => {
    const lane = lanes.find((each) => each.direction === direction)
    if (!lane) throw new Error(`no lane for ${direction}`)
    return lane
  }
  const throws = { next: false }
  let situation: Situation = {
    now: NOON,
    wallAt: NOON,
    monotonicMs: 0,
    clock: 'sure',
    bundle,
    officer: asStaffId('lan.bach-dang'),
    lane: laneOf('entry'),
    online: true,
    language: 'vi',
  }
  const roll = dice(20_210_217)
  const random = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, () => roll.between(0, 255))
  const deps: StationDeps = {
    store,
    verify: async (key, signature, message) => {
      if (throws.next) throw new Error('the verifier broke')
      return verifyByJavaScript(key, signature, message)
    },
    personal: createPersonalDrafts({
      store,
      lock: createDeviceLock(store, random),
      port: webSealPort,
      random,
      sealingKey: () => sealingKeyOf(situation.bundle),
    }),
    random,
    situation: async () => situation,
    checkPin: async (_officer, pin) => (pin === SECOND_PIN ? ok(null) : err('wrong-pin')),
  }
  const station = createScanStation(deps)
  return {
    station,
    deps,
    store,
    wait: (ms) => {
      situation = { ...situation, now: situation.now + ms, wallAt: situation.wallAt + ms, monotonicMs: situation.monotonicMs + ms }
    },
    setDirection: (direction) => {
      situation = { ...situation, lane: laneOf(direction) }
    },
    change: (change) => {
      situation = { ...situation, ...change }
    },
    breakNext: () => {
      throws.next = true
    },
    log: () => store.records().flatMap(({ body }) => (body.form === 'plain' ? [body.value] : [])),
  }
}

export async function readyTestBundle(options: { readonly parts?: Partial<BundleParts>; readonly issuedAt?: EpochMs }): Promise<ReadyBundle> {
  const { signed, parts } = await aSignedBundle(options.issuedAt ?? NOON, 1, bundleParts(options.parts))
  const ready = makeReady({ manifest: signed.manifest, parts }, lastReady)
  if (!ready.ok) throw new Error(ready.error)
  lastReady = ready.value
  return ready.value
}
/** As on a tablet, the next bundle takes over its place table where it is the same. */
let lastReady: ReadyBundle | null = null

const BAI_CHAY = areaCode(306_670)

/** Stayed at home in Hạ Long all the time: every ruleset of the demo lets them in. */
export const HOME: Partial<Claims> = {
  name: 'Trần Văn Thử',
  residence: BAI_CHAY,
  stops: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17' }],
  destination: BAI_CHAY,
  tests: [],
}

export function aCode(claims: Partial<Claims> = HOME, change: Partial<Credential> = {}): Promise<string> {
  const key = testKey(1)
  return issueCredential(aCredential({ specimen: true, issuer: asAuthorityId('VN-22'), ...change }, claims), key.signer)
}

export const otherId = (n: number) => asCredentialId(n.toString(16).padStart(16, '0'))
