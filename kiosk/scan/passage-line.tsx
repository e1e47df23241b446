import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { formatLocal } from '../../shared/time.ts'
import { bundle, language, now } from '../kiosk-state.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { reasonWords } from '../texts/reason-words.ts'
import { agoText } from '../ui/ages.ts'
import { OutcomeIcon } from '../ui/icons.tsx'

/** One passage in a list: when, what, which way, how long ago, why; no name. */
export function PassageLine({ passage }: { readonly passage: LocalPassage }) {
  const outcome = passage.decided?.outcome ?? passage.verdict.outcome
  return (
    <p class="passage-line" data-outcome={outcome}>
      <span class="swatch">
        <OutcomeIcon outcome={outcome} />
      </span>
      <b>{formatLocal(passage.scannedAt).time}</b> {inLanguage(OUTCOME_WORDS[outcome])}
      <small>{[t(passage.direction), agoText(Math.max(0, now.value - passage.scannedAt), language.value)].join(' · ')}</small>
      <Why passage={passage} />
    </p>
  )
}

/** The deciding reason in words; further ones by their number, which the control room can look up. */
function Why({ passage }: { readonly passage: LocalPassage }) {
  const [first, ...others] = passage.verdict.reasons
  if (!passage.decided && passage.waits) return <span class="passage-why">{t(passage.waits === 'amber' ? 'amberTitle' : 'annulledTitle')}</span>
  if (!first) return null
  const words = reasonWords(first, bundle.value?.held.parts.rules.rulesets ?? [])
  const ids = [words ? first.ruleId : null, ...others.map(({ ruleId }) => ruleId)].filter((id) => id !== null)
  return (
    <span class="passage-why" data-testid="passage-why">
      {words ? inLanguage(words) : first.ruleId} {ids.length > 0 && <small>({ids.join(', ')})</small>}
    </span>
  )
}
