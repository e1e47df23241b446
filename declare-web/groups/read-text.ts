/** Old spreadsheet programs in Việt Nam write Windows-1258, where a letter and its tone are two signs: composed afterwards. */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC')
  } catch {
    return new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  }
}
