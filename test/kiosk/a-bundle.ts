import { base64UrlOf } from '../../shared/base64url.ts'
import {
  type BundleManifest,
  type BundleParts,
  DEFAULT_STALENESS,
  PART_NAMES,
  type PartName,
  type SignedManifest,
} from '../../shared/bundle/bundle.ts'
import { manifestText, partHash } from '../../shared/bundle/verify-bundle.ts'
import { asStaffId, type CheckpointId } from '../../shared/ids.ts'
import type { Hash } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { demoZones, RULESET_FILES, seedRuleset } from '../rules/seeds.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import { testAreasPart } from '../support/areas.ts'
import { testKey } from '../support/test-keys.ts'

/** Signs bundles; the credential key is another (seed 1). */
export const bundleKey = testKey(9)

export function bundleParts(change: Partial<BundleParts> = {}): BundleParts {
  return {
    keys: { keys: [testKey(1, { specimen: true }).trusted] },
    rules: { rulesets: RULESET_FILES.map(seedRuleset).filter(({ authority }) => authority !== 'VN-30') },
    zones: { zones: demoZones() },
    areas: testAreasPart(),
    revocations: { credentials: [] },
    'watch-list': { byCredential: [] },
    checkpoint: aCheckpoint('bach-dang', { name: { vi: 'Cầu Bạch Đằng', en: 'Bạch Đằng bridge' } }),
    officers: {
      officers: [
        { id: asStaffId('lan.bach-dang'), name: 'Phạm Thị Lan' },
        { id: asStaffId('minh.bach-dang'), name: 'Đỗ Văn Minh' },
      ],
    },
    lists: { lists: {} },
    policy: { ...DEFAULT_STALENESS, demoOffsetMs: 0, minAppVersion: '0.1.0', credentialLifeHours: 72 },
    ...change,
  }
}

/** Parts are values; the place table alone takes longer to hash than most tests. */
const hashes = new WeakMap<BundleParts[PartName], Hash>()

function hashOf(part: BundleParts[PartName]): Hash {
  const hash = hashes.get(part) ?? partHash(part)
  hashes.set(part, hash)
  return hash
}

export interface SignedBundle {
  readonly signed: SignedManifest
  readonly parts: BundleParts
}

export async function aSignedBundle(issuedAt: EpochMs, version = 1, parts: BundleParts = bundleParts()): Promise<SignedBundle> {
  const checkpoint: CheckpointId = parts.checkpoint.id
  const stamps = Object.fromEntries(PART_NAMES.map((name) => [name, { version, hash: hashOf(parts[name]), asOf: issuedAt }]))
  const manifest: BundleManifest = { v: 1, checkpoint, version, issuedAt, parts: stamps as unknown as BundleManifest['parts'] }
  const signature = base64UrlOf(await bundleKey.signer.sign(utf8Bytes(manifestText(manifest))))
  return { signed: { manifest, signature }, parts }
}
