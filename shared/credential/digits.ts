import { bytesOfHex, hexOf } from '../hex.ts'

/** Bounds the work on a hostile text. The largest declaration that the form takes is far below; QR ends at 2,331 bytes. */
export const MAX_BYTES = 2000

/**
 * `count` bytes take always this many digits, leading zeros kept. No two counts share one, so that a text has exactly
 * one byte string and back, and a text that lost one character has a length that no byte string has.
 */
export function digitCount(count: number): number {
  return Math.ceil(count * 8 * Math.log10(2))
}

/** The bytes as one big-endian integer in decimal: as dense in a QR code as raw bytes, and safe to type. */
export function digitsOf(bytes: Uint8Array): string {
  if (bytes.length === 0 || bytes.length > MAX_BYTES) throw new Error(`a code holds 1 to ${MAX_BYTES} bytes, not ${bytes.length}`)
  return BigInt(`0x${hexOf(bytes)}`)
    .toString()
    .padStart(digitCount(bytes.length), '0')
}

/** Null where no bytes are written so. */
export function bytesOfDigits(digits: string): Uint8Array | null {
  const count = Math.floor(digits.length / digitsPerByte)
  if (count === 0 || count > MAX_BYTES || digitCount(count) !== digits.length || !/^[0-9]+$/.test(digits)) return null
  const hex = BigInt(digits)
    .toString(16)
    .padStart(2 * count, '0')
  return hex.length === 2 * count ? bytesOfHex(hex) : null
}

const digitsPerByte = 8 * Math.log10(2)

/**
 * Whether `digits` could be what is left of a longer text whose bytes begin with `head`: cut off at its end, or with
 * characters dropped behind the digits that the head decides. Weak for a short rest, which is why it only words an error.
 */
export function isBeginning(digits: string, head: Uint8Array): boolean {
  if (!/^[0-9]*$/.test(digits)) return false
  const decided = digits.slice(0, CERTAIN_DIGITS)
  const isShort = decided.length < CERTAIN_DIGITS
  return boundsOf(head).some((bounds) => bounds.width > digits.length && (isShort ? mayBegin(decided, bounds) : isBetween(decided, bounds)))
}

/** The first digits of the least and the greatest text of one length that begins with a head. */
interface Bounds {
  readonly width: number
  readonly least: string
  readonly most: string
}

/** Worked out once for each head: a millisecond, where anybody may hold up one bad code after another. */
const boundsByHead = new Map<string, readonly Bounds[]>()

function boundsOf(head: Uint8Array): readonly Bounds[] {
  const name = hexOf(head)
  const known = boundsByHead.get(name) ?? workOutBounds(head)
  boundsByHead.set(name, known)
  return known
}

function workOutBounds(head: Uint8Array): readonly Bounds[] {
  const bounds: Bounds[] = []
  let dropped = 0
  let least = BigInt(`0x${hexOf(head)}`)
  let most = least + 1n
  for (let count = head.length; count <= MAX_BYTES; count++) {
    const width = digitCount(count)
    bounds.push({ width, least: firstDigits(width - dropped, least), most: firstDigits(width - dropped, most) })
    least *= 256n
    most *= 256n
    while (least > PRECISION) {
      least /= 10n
      most = most / 10n + 1n
      dropped++
    }
  }
  return bounds
}

/** Seven known bytes decide almost 17 digits. */
const CERTAIN_DIGITS = 16
/** Enough that rounding the bounds outwards on every step never reaches the digits compared. */
const PRECISION = 10n ** 40n

function firstDigits(width: number, value: bigint): string {
  return value.toString().padStart(width, '0').slice(0, CERTAIN_DIGITS)
}

function isBetween(beginning: string, { least, most }: Bounds): boolean {
  return beginning >= least && beginning <= most
}

function mayBegin(beginning: string, { least, most }: Bounds): boolean {
  return beginning >= least.slice(0, beginning.length) && beginning <= most.slice(0, beginning.length)
}
