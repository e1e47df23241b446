/** Crockford's base32: no I, L, O, U, so that what is read out or written by hand comes back. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Groups of five bits, most significant first; bits left over on the left are zero. */
export function crockfordOf(bytes: Uint8Array): string {
  const count = Math.ceil((bytes.length * 8) / 5)
  let group = 0
  let bits = count * 5 - bytes.length * 8
  let text = ''
  for (const byte of bytes) {
    group = ((group << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += CROCKFORD.charAt((group >> (bits - 5)) & 31)
  }
  return text
}

/** What a person typed as the canonical letters, in whatever case; spaces and hyphens dropped, O as 0, I and L as 1. */
export function canonicalCrockford(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

export function isCrockford(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]*$/.test(text)
}
