import { err, ok, type Result } from '../result.ts'

/** Names the layout of everything behind it; a layout that old kiosks cannot read gets another prefix. */
export const PREFIX = 'KB1:'

/** The digits behind the prefix. Scanners that type like keyboards end with Enter or Tab, so both ends are trimmed. */
export function stripPrefix(text: string): Result<string, 'not-ours'> {
  const trimmed = text.trim()
  return trimmed.startsWith(PREFIX) ? ok(trimmed.slice(PREFIX.length)) : err('not-ours')
}
