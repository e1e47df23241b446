import { binarize, Decoder, Detector } from '@nuintun/qrcode'
import { decodeQR } from 'qr/decode.js'
import type { ReadGrey } from './frame-reader.ts'

/** What is not UTF-8 is not read: another guess at the letters would be a wrong text. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const decoder = new Decoder({ decode })

/** Slower than zxing, and reads a part of what zxing misses. */
export const readByNuintun: ReadGrey = ({ width, height, luma }) => {
  const places = new Detector().detect(binarize(luma, width, height))
  for (let next = places.next(); !next.done; next = places.next(false)) {
    try {
      const { content } = decoder.decode(next.value.matrix)
      if (content !== '') return content
    } catch {
      // Three corners that belong to no code, or to one with too many faults.
    }
  }
  return null
}

/** The third opinion. Its own limit of time keeps it within a frame. */
export const readByQr: ReadGrey = ({ width, height, luma }) => {
  try {
    return decodeQR({ width, height, data: luma }, { format: 'I420', timeLimit: 12, textDecoder: decode }) || null
  } catch {
    return null
  }
}
