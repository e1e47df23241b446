/** UTF-8 without TextEncoder, which a pure runtime does not have. Lone surrogates become U+FFFD, as browsers do. */
export function utf8Bytes(text: string): Uint8Array {
  const out: number[] = []
  for (const char of text) {
    const raw = char.codePointAt(0) ?? 0
    const point = raw >= 0xd800 && raw <= 0xdfff ? 0xfffd : raw
    if (point < 0x80) out.push(point)
    else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000) out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else out.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
  }
  return Uint8Array.from(out)
}

/** The text of strict UTF-8, or null: no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
    if (length === 0 || at + length > bytes.length) return null
    let point = length === 1 ? lead : lead & (0x7f >> length)
    for (const byte of bytes.subarray(at + 1, at + length)) {
      if ((byte & 0xc0) !== 0x80) return null
      point = (point << 6) | (byte & 63)
    }
    if (point < (LEAST_POINT[length] ?? 0) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null
    text += String.fromCodePoint(point)
    at += length
  }
  return text
}

/** By length in bytes: the least code point that may be written so long. */
const LEAST_POINT = [0, 0, 0x80, 0x800, 0x10000]
