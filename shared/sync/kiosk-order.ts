import { bytesOfBase64Url } from '../base64url.ts'
import { canonicalJson, type Json } from '../canonical-json.ts'
import type { Verify } from '../credential/credential.ts'
import type { KioskId } from '../ids.ts'
import type { EpochMs } from '../units.ts'
import { utf8Bytes } from '../utf8.ts'

/**
 * What a revoked tablet must forget. `secrets`: bundle, PIN verifiers, open personal drafts, the memory of passages.
 * `secrets-and-queue`: also records that were never sent, because a person ordered them dropped.
 */
export interface KioskOrder {
  readonly v: 1
  readonly kiosk: KioskId
  readonly epoch: number
  readonly wipe: 'secrets' | 'secrets-and-queue'
  readonly orderedAt: EpochMs
}

/** Ed25519 by the bundle key: a stranger's 401 wipes nothing. */
export interface SignedOrder {
  readonly order: KioskOrder
  readonly signature: string
}

/** The exact text that is signed. */
export function orderText(order: KioskOrder): string {
  return `chot-order-1\n${canonicalJson(order as unknown as Json)}`
}

/** Whether the server of this enrolment gave this order, to this tablet. */
export async function isOrderFor(
  signed: SignedOrder,
  log: { readonly kiosk: KioskId; readonly epoch: number },
  trust: { readonly bundleKey: string; readonly verify: Verify },
): Promise<boolean> {
  const { order, signature } = signed
  const key = bytesOfBase64Url(trust.bundleKey)
  const bytes = bytesOfBase64Url(signature)
  if (!key || !bytes || order.kiosk !== log.kiosk || order.epoch !== log.epoch) return false
  return trust.verify(key, bytes, utf8Bytes(orderText(order)))
}
