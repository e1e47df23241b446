import type { VNode } from 'preact'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { language, n } from '../control-state.ts'
import { ChangingNumber } from './changing-number.tsx'
import { OutcomeIcon } from './outcome-icon.tsx'
import { ringSegments } from './ring-segments.ts'
import type { ByOutcome } from './totals.ts'

/** A bar for the eye, and under it every outcome that happened with shape, word and number. */
export function OutcomeBar({ counts }: { readonly counts: ByOutcome }): VNode {
  const present = OUTCOMES.filter((outcome) => counts[outcome] > 0)
  return (
    <div class="outcomes">
      <div class="outcome-bar" aria-hidden="true">
        {ringSegments(counts).map(({ outcome, length }) => (
          <span
            key={outcome}
            class={`fill-${outcome}`}
            style={{ flexGrow: length }}
            title={`${OUTCOME_WORDS[outcome][language.value]}: ${n(counts[outcome])}`}
          />
        ))}
      </div>
      <ul class="outcome-list">
        {present.map((outcome) => (
          <li key={outcome}>
            <OutcomeIcon outcome={outcome} />
            {OUTCOME_WORDS[outcome][language.value]}{' '}
            <b>
              <ChangingNumber value={counts[outcome]} />
            </b>
          </li>
        ))}
      </ul>
    </div>
  )
}
