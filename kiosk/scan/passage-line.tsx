import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { formatLocal } from '../../shared/time.ts'
import { language, now } from '../kiosk-state.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { agoText } from '../ui/ages.ts'
import { OutcomeIcon } from '../ui/icons.tsx'

/** One passage in a list: when, what, which way, how long ago, by which rules; no name. */
export function PassageLine({ passage }: { readonly passage: LocalPassage }) {
  const outcome = passage.decided?.outcome ?? passage.verdict.outcome
  return (
    <p class="passage-line" data-outcome={outcome}>
      <span class="swatch">
        <OutcomeIcon outcome={outcome} />
      </span>
      <b>{formatLocal(passage.scannedAt).time}</b> {inLanguage(OUTCOME_WORDS[outcome])}
      <small>
        {[
          t(passage.direction),
          agoText(Math.max(0, now.value - passage.scannedAt), language.value),
          ...passage.verdict.reasons.map(({ ruleId }) => ruleId),
        ].join(' · ')}
      </small>
    </p>
  )
}
