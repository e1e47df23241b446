import { hashText } from '../passage/chain.ts'
import type { Hash } from '../passage/records.ts'

/** What the server keeps of a one-time token, and what the old key of a tablet signs of it. */
export function tokenHashOf(token: string): Hash {
  return hashText(token)
}

/**
 * Six digits that the tablet and the control room both show: they agree only where the key that arrived is the one this
 * tablet made. Somebody who got hold of the link must find a key with the same number before the first tablet asks.
 */
export function checkNumber(token: string, publicKey: string): string {
  const number = Number.parseInt(hashText(`chot-check-1\n${token}\n${publicKey}`).slice(0, 12), 16) % 1_000_000
  return number.toString().padStart(6, '0')
}
