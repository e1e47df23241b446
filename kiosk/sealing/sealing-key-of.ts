import { bytesOfBase64Url } from '../../shared/base64url.ts'
import type { SealingKey } from '../../shared/sealing/seal-body.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'

/** What personal bodies are sealed to, by the bundle held; null where it names none. */
export function sealingKeyOf(bundle: ReadyBundle | null): SealingKey | null {
  const sealing = bundle?.held.parts.keys.sealing
  const publicKey = sealing ? bytesOfBase64Url(sealing.publicKey) : null
  return sealing && publicKey ? { keyId: sealing.keyId, publicKey } : null
}
