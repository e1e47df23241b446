import { base64UrlOf, bytesOfBase64Url } from '../base64url.ts'

/** With padding, as trust lists write key ids. */
export function base64Of(bytes: Uint8Array): string {
  const text = base64UrlOf(bytes).replace(/-/g, '+').replace(/_/g, '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** Null where the text is not base64. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  return bytesOfBase64Url(text.replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_'))
}
