import type { Outcome } from '../rules/verdict.ts'

/** Whether the person went on through the checkpoint: only such decisions count for *inside* and for double use. */
export function letsThrough(outcome: Outcome): boolean {
  return outcome === 'admit' || outcome === 'admit-with-test'
}
