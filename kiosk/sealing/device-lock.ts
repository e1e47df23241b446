import { textOfUtf8, utf8Bytes } from '../../shared/utf8.ts'
import type { KioskStore } from '../log/kiosk-store.ts'

export interface LockedText {
  /** 12 bytes. */
  readonly nonce: Uint8Array
  readonly locked: Uint8Array
}

/** AES-256-GCM under a key that cannot leave this tablet. A text opens only with the name it was closed with. */
export interface DeviceLock {
  readonly close: (text: string, name: string) => Promise<LockedText>
  /** Null where it does not open. */
  readonly open: (closed: LockedText, name: string) => Promise<string | null>
}

const ALGORITHM = 'AES-GCM'
const NONCE_LENGTH = 12

export function createDeviceLock(store: Pick<KioskStore, 'read' | 'write'>, random: (bytes: number) => Uint8Array): DeviceLock {
  const keyHere = async (): Promise<CryptoKey> => (await store.read('personalKey')) ?? makeKey(store)
  return {
    close: async (text, name) => {
      const nonce = random(NONCE_LENGTH)
      const locked = await crypto.subtle.encrypt(parameters(nonce, name), await keyHere(), new Uint8Array(utf8Bytes(text)))
      return { nonce, locked: new Uint8Array(locked) }
    },
    open: async ({ nonce, locked }, name) => {
      try {
        const text = await crypto.subtle.decrypt(parameters(nonce, name), await keyHere(), new Uint8Array(locked))
        return textOfUtf8(new Uint8Array(text))
      } catch {
        return null
      }
    },
  }
}

async function makeKey(store: Pick<KioskStore, 'write'>): Promise<CryptoKey> {
  const personalKey = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
  await store.write({ personalKey })
  return personalKey
}

function parameters(nonce: Uint8Array, name: string): AesGcmParams {
  return { name: ALGORITHM, iv: new Uint8Array(nonce), additionalData: new Uint8Array(utf8Bytes(`chot-draft-1\n${name}`)) }
}
