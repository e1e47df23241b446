/** Old spreadsheet programs in Việt Nam write Windows-1258, where a letter and its tone are two signs: composed afterwards. */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  return composed(written(bytes))
}

function written(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1258').decode(bytes)
  }
}

/** No writing has more marks on one letter (UAX #15, stream-safe text); what stands above four is refused in every field. */
const ENDLESS_MARKS = /(\p{M}{30})\p{M}+/gu

/** Marks are put in order before they are composed, which takes a stranger's million of them on one letter the square of that. */
export function composed(text: string): string {
  return text.replace(ENDLESS_MARKS, '$1').normalize('NFC')
}
