const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const VALUES = new Map([...ALPHABET].map((character, value) => [character.charCodeAt(0), value]))

/** RFC 9285. Null where the text is not base45, or says a number that its bytes cannot hold. */
export function bytesOfBase45(text: string): Uint8Array | null {
  const rest = text.length % 3
  if (rest === 1) return null
  const bytes = new Uint8Array(2 * Math.floor(text.length / 3) + (rest === 2 ? 1 : 0))
  let at = 0
  for (let i = 0; i < text.length; i += 3) {
    const isPair = i + 2 >= text.length
    const value = valueAt(text, i) + 45 * valueAt(text, i + 1) + (isPair ? 0 : 2025 * valueAt(text, i + 2))
    if (!(value <= (isPair ? 0xff : 0xffff))) return null
    if (!isPair) bytes[at++] = value >> 8
    bytes[at++] = value & 0xff
  }
  return bytes
}

/** NaN for a character that base45 does not have: no comparison holds for it. */
function valueAt(text: string, at: number): number {
  return VALUES.get(text.charCodeAt(at)) ?? Number.NaN
}
