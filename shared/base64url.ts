const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const VALUES = new Uint8Array(128)
for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value

/** Text is built in pieces of so many bytes (a multiple of 3): one long chain of additions takes ten times the memory. */
const PIECE = 6144

/** Without padding. */
export function base64UrlOf(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += PIECE) pieces.push(pieceOf(bytes.subarray(start, start + PIECE)))
  return pieces.join('')
}

function pieceOf(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += DIGITS.charAt(group >> 18) + DIGITS.charAt((group >> 12) & 63)
    if (left > 1) text += DIGITS.charAt((group >> 6) & 63)
    if (left > 2) text += DIGITS.charAt(group & 63)
  }
  return text
}

/** Null where the text is not base64url without padding. */
export function bytesOfBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1 || !/^[A-Za-z0-9_-]*$/.test(text)) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let group = 0
  let bits = 0
  let at = 0
  for (let index = 0; index < text.length; index++) {
    group = ((group << 6) | (VALUES[text.charCodeAt(index)] ?? 0)) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (group >> bits) & 255
  }
  return bytes
}
