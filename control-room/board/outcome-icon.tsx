import type { VNode } from 'preact'
import { OUTCOME_ICONS } from '../../shared/rules/outcome-icons.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'

/** Each outcome has a shape of its own; the word stands beside it. */
export function OutcomeIcon({ outcome }: { readonly outcome: Outcome }): VNode {
  return (
    <svg class={`outcome-icon ${outcome}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={OUTCOME_ICONS[outcome]} />
    </svg>
  )
}
