import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { hexOf } from '../../shared/hex.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { SLIP_LIFE_HOURS, slipContent } from '../../shared/paper/slip.ts'
import type { Slip } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type EpochMs, SECOND_MS } from '../../shared/units.ts'
import { isDemo } from '../bundle/ready-bundle.ts'
import type { DeviceKeys } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { formIn } from '../scan/presented.ts'
import type { Situation } from '../scan/situation.ts'

export interface IssuedSlip {
  /** The text in its QR code. */
  readonly text: string
  readonly claims: Claims
  readonly issuedAt: EpochMs
  readonly expiresAt: EpochMs
}

export type SlipRefusal = 'no-form' | 'no-bundle' | 'no-key' | 'clock-doubtful' | 'storage'

export interface SlipDeps {
  readonly store: Pick<KioskStore, 'read' | 'append'>
  readonly random: (bytes: number) => Uint8Array
  readonly situation: () => Promise<Situation>
}

/** Recorded before it is shown, like a scan: no slip goes about that its log does not know. */
export async function issueSlip({ store, random, situation }: SlipDeps, view: PassageView): Promise<Result<IssuedSlip, SlipRefusal>> {
  const { passage } = view
  const form = formIn(view)
  if (form === null || form.paper !== null) return err('no-form')
  const { bundle, clock, now, wallAt } = await situation()
  const keys = await store.read('keys')
  if (!bundle) return err('no-bundle')
  // Times that may be wrong would expire at once at the next checkpoint, or never.
  if (clock === 'doubtful') return err('clock-doubtful')
  if (!keys?.publicKey) return err('no-key')
  const { checkpoint, policy } = bundle.held.parts
  const id = asCredentialId(hexOf(random(8)))
  const issuedAt = Math.floor(now / SECOND_MS) * SECOND_MS
  const term = { now: issuedAt, lifeHours: policy.slipLifeHours ?? SLIP_LIFE_HOURS }
  const content = slipContent(form.claims, { id, issuer: checkpoint.authority, ...term, specimen: isDemo(bundle) ? 'yes' : 'no' })
  const text = await issueCredential(content, slipSigner(keys.sign, keys.publicKey))
  const value: Slip = { kind: 'slip', passage, credential: id, expiresAt: content.expiresAt }
  try {
    await store.append({ drafts: [{ value, occurredAt: now, wallAt, salt: hexOf(random(16)) }] })
    return ok({ text, claims: form.claims, issuedAt, expiresAt: content.expiresAt })
  } catch {
    return err('storage')
  }
}

/** The point is what an SPKI of P-256 ends with. */
const POINT_LENGTH = 65

function slipSigner(key: DeviceKeys['sign'], spki: string): Parameters<typeof issueCredential>[1] {
  const point = (bytesOfBase64Url(spki) ?? new Uint8Array()).slice(-POINT_LENGTH)
  return {
    keyId: keyIdOf(point),
    algorithm: 'es256',
    sign: async (message) => new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(message))),
  }
}
