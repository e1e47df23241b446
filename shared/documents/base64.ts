import { base64UrlOf } from '../base64url.ts'

/** With padding, as trust lists write key ids. */
export function base64Of(bytes: Uint8Array): string {
  const text = base64UrlOf(bytes).replace(/-/g, '+').replace(/_/g, '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}
