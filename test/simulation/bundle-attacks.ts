import { reopenBundle, takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import { base64UrlOf } from '../../shared/base64url.ts'
import type { BundleParts, SignedManifest } from '../../shared/bundle/bundle.ts'
import { manifestText } from '../../shared/bundle/verify-bundle.ts'
import { asCheckpointId, asKioskId, asStaffId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { aSignedBundle, bundleKey, bundleParts } from '../kiosk/a-bundle.ts'
import { NOON } from '../kiosk/a-station.ts'
import { memoryStore } from '../kiosk/memory-store.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import { type Dice, dice } from '../support/dice.ts'
import { testKey } from '../support/test-keys.ts'

interface Offer {
  readonly bundle: SignedManifest
  readonly parts: Partial<BundleParts>
}

const HELD_VERSION = 7
/** The tables of places are a megabyte to hash, and nothing here is about them. */
const areas: BundleParts['areas'] = { divisions: [], sites: [] }
const plain = bundleParts({ areas })
const other = bundleParts({ areas, officers: { officers: [{ id: asStaffId('ke-gian'), name: 'Kẻ Gian' }] } })
const mallory = testKey(66)

/** Each makes something that must not replace the bundle held; all but the first few are signed by the right key. */
const ATTACKS: { readonly [name: string]: (random: Dice) => Promise<Offer> } = {
  'another key': async () => forged(await offer(HELD_VERSION + 1, other), mallory.signer.sign),
  'no signature': async () => ({
    ...(await offer(HELD_VERSION + 1, other)),
    bundle: { ...(await offer(HELD_VERSION + 1, other)).bundle, signature: '' },
  }),
  'a signature of something else': async () => {
    const right = await offer(HELD_VERSION + 1, plain)
    return {
      ...(await offer(HELD_VERSION + 1, other)),
      bundle: { manifest: (await offer(HELD_VERSION + 1, other)).bundle.manifest, signature: right.bundle.signature },
    }
  },
  'a changed manifest': async (random) => {
    const right = await offer(HELD_VERSION + 1, other)
    return { ...right, bundle: { ...right.bundle, manifest: { ...right.bundle.manifest, version: HELD_VERSION + random.between(2, 90) } } }
  },
  'a lower version': (random) => offer(random.between(1, HELD_VERSION - 1), other),
  'a lower version of the same parts': (random) => offer(random.between(1, HELD_VERSION - 1), plain, NOON + HOUR_MS),
  'the same version with other parts': () => offer(HELD_VERSION, other),
  'the same version, issued earlier': (random) => offer(HELD_VERSION, plain, NOON - random.between(1, 100) * HOUR_MS),
  'another checkpoint': () => offer(HELD_VERSION + 1, bundleParts({ areas, checkpoint: aCheckpoint('da-bac') })),
  'a part altered on the way': async () => ({
    ...(await offer(HELD_VERSION + 1, other)),
    parts: { ...other, revocations: { credentials: [] }, officers: plain.officers },
  }),
  'parts of two bundles': async () => ({ bundle: (await offer(HELD_VERSION + 1, other)).bundle, parts: plain }),
  'a part missing': async () => {
    const { officers: _left, ...rest } = other
    return { bundle: (await offer(HELD_VERSION + 1, other)).bundle, parts: rest }
  },
}

/** F13: after any row of attacks, and a restart in between, the bundle held is still the one held, or a rightful newer one. */
export async function playBundleAttacks(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const store = memoryStore()
  await store.begin(
    { kiosk: asKioskId('00000000000000aa'), checkpoint: asCheckpointId('bach-dang'), epoch: 1, bundleKey: bundleKey.trusted.publicKey },
    {},
  )
  const journal = createJournal({ store, random: (bytes) => new Uint8Array(bytes), times: () => ({ occurredAt: NOON, wallAt: NOON }) })
  const deps = { store, journal, verify: verifyByJavaScript }
  const first = await takeBundle(deps, null, await offer(HELD_VERSION, plain))
  if (!first.ok) return [`the rightful bundle was refused: ${first.error}`]
  let held: ReadyBundle | null = first.value
  const faults: string[] = []
  for (let i = 0; i < random.between(1, 4); i++) {
    const [name, make] = random.pick(Object.entries(ATTACKS))
    // Altered on the disk, the parts are gone; the version once held is not.
    if (random.chance(0.2)) held = null
    const taken = await takeBundle(deps, held, await make(random))
    if (taken.ok) faults.push(`${name} was taken`)
    if (random.chance(0.5)) held = await reopenBundle(deps)
    if (held && held.held.manifest.version !== HELD_VERSION) faults.push(`after ${name} version ${held.held.manifest.version} is held`)
    if (held && held.held.parts.officers.officers.length !== plain.officers.officers.length) faults.push(`${name} changed the officers`)
  }
  const reopened = await reopenBundle(deps)
  if (reopened?.held.manifest.version !== HELD_VERSION) faults.push('after a restart another bundle is held')
  const newer = await takeBundle(deps, reopened, await offer(HELD_VERSION + 1, other))
  if (!newer.ok) faults.push(`the rightful newer bundle is refused: ${newer.error}`)
  return faults
}

async function offer(version: number, parts: BundleParts, issuedAt = NOON): Promise<Offer> {
  const { signed } = await aSignedBundle(issuedAt, version, parts)
  return { bundle: signed, parts }
}

async function forged({ bundle, parts }: Offer, sign: (message: Uint8Array) => Promise<Uint8Array>): Promise<Offer> {
  const signature = base64UrlOf(await sign(utf8Bytes(manifestText(bundle.manifest))))
  return { bundle: { ...bundle, signature }, parts }
}
