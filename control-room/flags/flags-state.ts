import { signal } from '@preact/signals'
import type { FlagView } from '../../shared/http/flags.ts'
import { language } from '../control-state.ts'
import type { ApiFailure } from '../http/call-api.ts'
import { type FlagFilter, fetchFlags } from './flag-calls.ts'

export const FIRST_FILTER: FlagFilter = { checkpoint: '', class: '', state: 'open' }

/** Null until the first page is here. */
export const flags = signal<readonly FlagView[] | null>(null)
export const flagFilter = signal<FlagFilter>(FIRST_FILTER)
export const flagFailure = signal<ApiFailure | null>(null)
export const nextFlags = signal<string | null>(null)

/** Counts questions: an answer to an earlier one is dropped. */
let asked = 0

export async function loadFlags(how: 'anew' | 'more' = 'anew'): Promise<void> {
  const mine = ++asked
  const answer = await fetchFlags(flagFilter.peek(), how === 'more' ? nextFlags.peek() : null, language.peek())
  if (mine !== asked) return
  flagFailure.value = answer.ok ? null : answer.error
  if (!answer.ok) return
  const held = how === 'more' ? (flags.peek() ?? []) : []
  flags.value = [...held, ...answer.value.flags]
  nextFlags.value = answer.value.next
}

export function filterFlags(change: Partial<FlagFilter>): void {
  flagFilter.value = { ...flagFilter.peek(), ...change }
  flags.value = null
  void loadFlags()
}

export function replaceFlag(flag: FlagView): void {
  flags.value = (flags.peek() ?? []).map((held) => (held.id === flag.id ? flag : held))
}
