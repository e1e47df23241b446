import { asCheckpointId, asKioskId } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'
import { LETTER_VERSION, type Letter } from './letter.ts'

/** `newer`: written by a later version of this system. `not-a-letter`: some other file, or half of one. */
export type LetterFault = 'not-a-letter' | 'newer'

const KINDS: readonly Letter['kind'][] = ['bundle', 'log', 'receipt', 'envelope', 'codes']

/**
 * The shape alone: bundles, receipts and codes are believed only by their signatures, requests only by theirs, so what lies
 * deeper is looked at where that is checked.
 */
export function parseLetter(text: string): Result<Letter, LetterFault> {
  const letter = objectIn(text)
  if (!letter || typeof letter.v !== 'number' || !KINDS.some((kind) => kind === letter.kind)) return err('not-a-letter')
  if (letter.v > LETTER_VERSION) return err('newer')
  if (!asCheckpointId.matches(letter.checkpoint) || !isComplete(letter)) return err('not-a-letter')
  // Each kind's own fields were looked at above.
  return ok(letter as unknown as Letter)
}

type Fields = { readonly [name: string]: unknown }

function isComplete(letter: Fields): boolean {
  const { kind, kiosk, token, bundleKey, codes, receipts, requests } = letter
  if (kind === 'log') return asKioskId.matches(kiosk) && Array.isArray(requests) && requests.every(isRequest)
  if (kind === 'codes') return isCodes(codes)
  if (!isSigned(letter.bundle, 'manifest') || !isObject(letter.parts)) return false
  if (kind === 'receipt') return Array.isArray(receipts) && receipts.every(isReceipt)
  if (kind === 'bundle') return true
  const hasCodes = codes === null || isCodes(codes)
  return asKioskId.matches(kiosk) && typeof token === 'string' && typeof bundleKey === 'string' && hasCodes
}

function isRequest(request: unknown): boolean {
  if (!isObject(request) || typeof request.body !== 'string' || !isObject(request.headers)) return false
  return Object.values(request.headers).every((value) => typeof value === 'string')
}

function isReceipt(signed: unknown): boolean {
  if (!isSigned(signed, 'receipt')) return false
  const receipt = isObject(signed) && isObject(signed.receipt) ? signed.receipt : {}
  const acked = isObject(receipt.acked) ? receipt.acked : {}
  const numbers = [receipt.epoch, receipt.serverNow, acked.seq]
  return asKioskId.matches(receipt.kiosk) && typeof acked.hash === 'string' && numbers.every((n) => typeof n === 'number')
}

function isCodes(signed: unknown): boolean {
  if (!isSigned(signed, 'codes')) return false
  const codes = isObject(signed) && isObject(signed.codes) ? signed.codes : {}
  const words = [codes.salt, codes.list, codes.checkpoint]
  return words.every((word) => typeof word === 'string') && Array.isArray(codes.hashes) && codes.hashes.every((hash) => typeof hash === 'string')
}

function isSigned(signed: unknown, field: string): boolean {
  return isObject(signed) && isObject(signed[field]) && typeof signed.signature === 'string'
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectIn(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}
