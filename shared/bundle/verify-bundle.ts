import { bytesOfBase64Url } from '../base64url.ts'
import { canonicalJson, type Json } from '../canonical-json.ts'
import type { Verify } from '../credential/credential.ts'
import { hashText } from '../passage/chain.ts'
import type { Hash } from '../passage/records.ts'
import { err, ok, type Result } from '../result.ts'
import { utf8Bytes } from '../utf8.ts'
import { type BundleManifest, type BundleParts, PART_NAMES, type PartName, type SignedManifest } from './bundle.ts'

/** The exact text that is signed; the first line keeps the key from being tricked into signing something else. */
export function manifestText(manifest: BundleManifest): string {
  return `chot-bundle-1\n${canonicalJson(manifest as unknown as Json)}`
}

export function partHash(part: BundleParts[PartName]): Hash {
  return hashText(`chot-part-1\n${canonicalJson(part as unknown as Json)}`)
}

export type BundleRefusal = 'signature-invalid' | 'wrong-checkpoint' | 'older-version' | 'same-version-other-parts' | 'part-missing' | 'part-altered'

/** What the kiosk holds now; null before its first bundle. */
export interface HeldBundle {
  readonly manifest: BundleManifest
  readonly parts: BundleParts
}

/**
 * The whole bundle that results from an offer, or why the held one stays. Parts not sent are taken from the held bundle
 * where the hash is the same. Nothing is half-taken.
 */
export async function acceptBundle(
  held: HeldBundle | null,
  offer: { readonly signed: SignedManifest; readonly parts: Partial<BundleParts> },
  trust: { readonly publicKey: string; readonly checkpoint: string; readonly verify: Verify },
): Promise<Result<HeldBundle, BundleRefusal>> {
  const { manifest, signature } = offer.signed
  const key = bytesOfBase64Url(trust.publicKey)
  const signatureBytes = bytesOfBase64Url(signature)
  if (!key || !signatureBytes || !(await trust.verify(key, signatureBytes, utf8Bytes(manifestText(manifest))))) return err('signature-invalid')
  if (manifest.checkpoint !== trust.checkpoint) return err('wrong-checkpoint')
  if (held && manifest.version < held.manifest.version) return err('older-version')
  if (held && manifest.version === held.manifest.version) {
    if (PART_NAMES.some((name) => manifest.parts[name].hash !== held.manifest.parts[name].hash)) return err('same-version-other-parts')
    if (manifest.issuedAt < held.manifest.issuedAt) return err('older-version')
  }
  return collectParts(held, manifest, offer.parts)
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
