import { base64UrlOf } from '../../shared/base64url.ts'
import type { ShiftCodeList } from '../../shared/carrying/letter.ts'
import { hashListKey } from '../../shared/lists/slow-hash.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { MAX_PIN_FAILURES } from '../../shared/shift/pin.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { webSlowHash } from '../bundle/web-slow-hash.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import type { ShiftCodes } from './shift-code-list.ts'

export interface UsedCode {
  readonly code: { readonly list: string; readonly number: number }
  /** To be written together with the shift that it opens. */
  readonly left: ShiftCodes
}

const CODE = /^\d{8}$/

/** A list taken before stays as it is: its used codes are not good again. New codes lift a lock. */
export async function addCodes(key: CryptoKey, held: ShiftCodes | null, codes: ShiftCodeList): Promise<ShiftCodes> {
  const lists = held?.lists ?? []
  if (lists.some(({ list }) => list === codes.list)) return held ?? { lists, failures: 0 }
  const macs = await Promise.all(codes.hashes.map((hash) => bind(key, hash)))
  return { lists: [...lists, { list: codes.list, salt: codes.salt, macs }], failures: 0 }
}

/** Counted before it is checked, as a PIN is. */
export async function checkShiftCode(
  { store }: { readonly store: KioskStore },
  typed: string,
): Promise<Result<UsedCode, 'codes-locked' | 'wrong-code'>> {
  const held = await store.read('shiftCodes')
  const keys = await store.read('keys')
  if (!held || !keys || !CODE.test(typed)) return err('wrong-code')
  if (held.failures >= MAX_PIN_FAILURES) return err('codes-locked')
  await store.write({ shiftCodes: { ...held, failures: held.failures + 1 } })
  for (const list of held.lists) {
    const hash = await hashListKey(typed, list.salt, webSlowHash)
    const mac = hash === null ? null : await bind(keys.pin, hash)
    const at = mac === null ? -1 : list.macs.indexOf(mac)
    if (at < 0) continue
    const used = { ...list, macs: list.macs.map((other, i) => (i === at ? '' : other)) }
    return ok({
      code: { list: list.list, number: at + 1 },
      left: { lists: held.lists.map((one) => (one === list ? used : one)), failures: 0 },
    })
  }
  return err(held.failures + 1 >= MAX_PIN_FAILURES ? 'codes-locked' : 'wrong-code')
}

async function bind(key: CryptoKey, hash: string): Promise<string> {
  return base64UrlOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, new Uint8Array(utf8Bytes(`chot-shift-code-1\n${hash}`)))))
}
