import type { Cbor } from './cbor.ts'

/**
 * Text in a code: plain ASCII as a text string; Vietnamese as a byte string in VISCII (RFC 1456), one byte a letter where
 * UTF-8 takes up to three; everything else as a text string in UTF-8. Saves about seven bytes on a name of 25 letters.
 */
export function carriedText(text: string): Cbor {
  return isPlain(text) ? text : (visciiOf(text) ?? text)
}

/** Undefined where the value is no text. */
export function textCarried(value: Cbor): string | undefined {
  if (typeof value === 'string') return value
  if (!(value instanceof Uint8Array)) return undefined
  return [...value].map((byte) => LETTERS[byte] ?? '').join('')
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text)
}

function visciiOf(text: string): Uint8Array | null {
  const bytes: number[] = []
  for (const letter of text) {
    const byte = BYTES_BY_LETTER.get(letter)
    if (byte === undefined) return null
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

/** VISCII 0x80 to 0xFF, in order; the letters of Vietnamese precomposed (NFC). */
const UPPER_HALF = 'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ'
/** Six control positions carry letters too. */
const IN_CONTROLS = new Map([
  [0x02, 'Ẳ'],
  [0x05, 'Ẵ'],
  [0x06, 'Ẫ'],
  [0x14, 'Ỷ'],
  [0x19, 'Ỹ'],
  [0x1e, 'Ỵ'],
])

const LETTERS: readonly string[] = [...Array.from({ length: 0x80 }, (_, byte) => IN_CONTROLS.get(byte) ?? String.fromCharCode(byte)), ...UPPER_HALF]
const BYTES_BY_LETTER = new Map(LETTERS.map((letter, byte) => [letter, byte]))
