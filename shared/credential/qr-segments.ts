import { PREFIX } from './prefix.ts'

/** One run of characters in one QR mode; npm `qrcode` takes a list of these in place of a text. */
export interface QrSegment {
  readonly data: string
  readonly mode: 'alphanumeric' | 'numeric'
}

/** The prefix as alphanumeric, the digits as numeric: what makes the code as small as its raw bytes would. */
export function qrSegments(text: string): [QrSegment, QrSegment] {
  const digits = text.slice(PREFIX.length)
  if (!text.startsWith(PREFIX) || !/^[0-9]+$/.test(digits)) throw new Error('not a QR text of ours')
  return [
    { data: PREFIX, mode: 'alphanumeric' },
    { data: digits, mode: 'numeric' },
  ]
}
