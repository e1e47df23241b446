/** UTF-8 without TextEncoder, which a pure runtime does not have. Lone surrogates become U+FFFD, as browsers do. */
export function utf8Bytes(text: string): Uint8Array {
  // Bundle parts are megabytes, almost all ASCII: measured first, so that nothing grows while it is written.
  const bytes = new Uint8Array(utf8Length(text))
  let at = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) bytes[at++] = unit
    else {
      const point = pointAt(text, index)
      if (point > 0xffff) index++
      at = writePoint(bytes, at, point)
    }
  }
  return bytes
}

function utf8Length(text: string): number {
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) length++
    else if (unit < 0x800) length += 2
    else if (pointAt(text, index) > 0xffff) {
      length += 4
      index++
    } else length += 3
  }
  return length
}

function pointAt(text: string, index: number): number {
  const point = text.codePointAt(index) ?? 0
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

/** Of two bytes and more; the position after it. */
function writePoint(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x800) bytes[at++] = 0xc0 | (point >> 6)
  else {
    if (point < 0x10000) bytes[at++] = 0xe0 | (point >> 12)
    else {
      bytes[at++] = 0xf0 | (point >> 18)
      bytes[at++] = 0x80 | ((point >> 12) & 63)
    }
    bytes[at++] = 0x80 | ((point >> 6) & 63)
  }
  bytes[at++] = 0x80 | (point & 63)
  return at
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
