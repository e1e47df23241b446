import { bytesOfBase64Url } from '../base64url.ts'
import { canonicalJson, type Json } from '../canonical-json.ts'
import type { Verify } from '../credential/credential.ts'
import { hashText } from '../passage/chain.ts'
import type { Hash } from '../passage/records.ts'
import { err, ok, type Result } from '../result.ts'
import { utf8Bytes } from '../utf8.ts'
import { type BundleManifest, type BundleParts, PART_NAMES, type PartName, type SignedManifest } from './bundle.ts'
import { type BundleChanges, changeRevocations } from './revocation-changes.ts'

/** The exact text that is signed; the first line keeps the key from being tricked into signing something else. */
export function manifestText(manifest: BundleManifest): string {
  return `chot-bundle-1\n${canonicalJson(manifest as unknown as Json)}`
}

export function partHash(part: BundleParts[PartName]): Hash {
  return hashText(`chot-part-1\n${canonicalJson(part as unknown as Json)}`)
}

export type BundleRefusal =
  | 'signature-invalid'
  | 'wrong-checkpoint'
  | 'older-version'
  | 'same-version-other-parts'
  | 'part-missing'
  | 'part-altered'
  /** Changes that do not lead from what is held to what was signed: the whole part would. */
  | 'changes-unfit'

/** What the kiosk holds now; null before its first bundle. */
export interface HeldBundle {
  readonly manifest: BundleManifest
  readonly parts: BundleParts
}

/** Whose bundles a kiosk takes: pinned at its enrolment. */
export interface BundleTrust {
  readonly publicKey: string
  readonly checkpoint: string
  readonly verify: Verify
}

/** As a sync or a letter brings it. */
export interface BundleOffer {
  readonly signed: SignedManifest
  readonly parts: Partial<BundleParts>
  readonly changes?: BundleChanges | undefined
}

/** Why a manifest is not to be believed, or null: signed by the pinned key, for this checkpoint. */
export async function manifestRefusal({ manifest, signature }: SignedManifest, trust: BundleTrust): Promise<BundleRefusal | null> {
  const key = bytesOfBase64Url(trust.publicKey)
  const signatureBytes = bytesOfBase64Url(signature)
  if (!key || !signatureBytes || !(await trust.verify(key, signatureBytes, utf8Bytes(manifestText(manifest))))) return 'signature-invalid'
  return manifest.checkpoint === trust.checkpoint ? null : 'wrong-checkpoint'
}

/** Why `offered` may not follow `held`: versions move upwards only, and one version has one content. */
export function orderRefusal(held: BundleManifest, offered: BundleManifest): BundleRefusal | null {
  if (offered.version < held.version) return 'older-version'
  if (offered.version > held.version) return null
  if (PART_NAMES.some((name) => offered.parts[name].hash !== held.parts[name].hash)) return 'same-version-other-parts'
  return offered.issuedAt < held.issuedAt ? 'older-version' : null
}

/**
 * The whole bundle that results from an offer, or why the held one stays. Parts not sent are taken from the held bundle
 * where the hash is the same. Nothing is half-taken.
 */
export async function acceptBundle(held: HeldBundle | null, offer: BundleOffer, trust: BundleTrust): Promise<Result<HeldBundle, BundleRefusal>> {
  const { manifest } = offer.signed
  const refusal = (await manifestRefusal(offer.signed, trust)) ?? (held && orderRefusal(held.manifest, manifest))
  if (refusal) return err(refusal)
  const changed = held && changedParts(held, offer)
  if (!changed) return collectParts(held, manifest, offer.parts)
  const collected = collectParts(held, manifest, { ...offer.parts, ...changed })
  return collected.ok ? collected : err('changes-unfit')
}

/**
 * A held bundle of which some parts were destroyed on purpose: its manifest and every other part are what was signed. What
 * stands in the place of the lost ones is the caller's.
 */
export async function acceptRemains(
  { signed, parts }: { readonly signed: SignedManifest; readonly parts: BundleParts },
  lost: readonly PartName[],
  trust: BundleTrust,
): Promise<Result<HeldBundle, BundleRefusal>> {
  const refusal = await manifestRefusal(signed, trust)
  if (refusal) return err(refusal)
  const { manifest } = signed
  const altered = PART_NAMES.some((name) => !lost.includes(name) && partHash(parts[name]) !== manifest.parts[name].hash)
  return altered ? err('part-altered') : ok({ manifest, parts })
}

/** Null where nothing has to be made of changes: none came, or the list itself did, or the one held is the one wanted. */
function changedParts({ manifest, parts }: HeldBundle, offer: BundleOffer): Partial<BundleParts> | null {
  const { hash } = manifest.parts.revocations
  const changes = offer.changes?.revocations
  if (!changes || offer.parts.revocations !== undefined || hash === offer.signed.manifest.parts.revocations.hash) return null
  const revocations = changeRevocations({ hash, list: parts.revocations }, changes)
  return revocations ? { revocations } : {}
}

function collectParts(held: HeldBundle | null, manifest: BundleManifest, offered: Partial<BundleParts>): Result<HeldBundle, BundleRefusal> {
  const parts: Partial<Record<PartName, BundleParts[PartName]>> = {}
  for (const name of PART_NAMES) {
    const wanted = manifest.parts[name].hash
    const sent = offered[name]
    if (sent !== undefined) {
      if (partHash(sent) !== wanted) return err('part-altered')
      parts[name] = sent
    } else if (held?.manifest.parts[name].hash === wanted) parts[name] = held.parts[name]
    else return err('part-missing')
  }
  return ok({ manifest, parts: parts as unknown as BundleParts })
}
