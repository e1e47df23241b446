import type { OpenError } from './credential.ts'

const NOBODYS: ReadonlySet<string> = new Set<OpenError['code']>(['not-ours', 'truncated', 'malformed'])

/** Held up by mistake or read badly: such a text speaks of nobody, and the right code held up next is the same person's. */
export function saysNothing(code: string): boolean {
  return NOBODYS.has(code)
}
