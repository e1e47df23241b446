import type { Outcome } from '../../shared/rules/verdict.ts'

/** Whether the person went on through the checkpoint: only such decisions count for double use. */
export function letsThrough(outcome: Outcome): boolean {
  return outcome === 'admit' || outcome === 'admit-with-test'
}
