import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { formatLocal } from '../../shared/time.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { bundle, language, now, platesOf } from '../kiosk-state.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { reasonWords } from '../texts/reason-words.ts'
import { agoText } from '../ui/ages.ts'
import { OutcomeIcon } from '../ui/icons.tsx'

/** One passage in a list: when to the second, what, in which vehicle, which way, how long ago, why; no name. */
export function PassageLine({ passage }: { readonly passage: LocalPassage }) {
  const outcome = passage.decided?.outcome ?? passage.verdict.outcome
  const plate = platesOf.value.get(passage.passage)
  const { time } = formatLocal(passage.scannedAt)
  return (
    <p class="passage-line" data-outcome={outcome}>
      <span class="swatch">
        <OutcomeIcon outcome={outcome} />
      </span>
      <b>
        {time}
        <small>{`:${secondsOf(passage.scannedAt)}`}</small>
      </b>{' '}
      {inLanguage(OUTCOME_WORDS[outcome])}
      {plate && (
        <b class="passage-plate" data-testid="passage-plate">
          {plate}
        </b>
      )}
      <small>{[t(passage.direction), agoText(Math.max(0, now.value - passage.scannedAt), language.value)].join(' · ')}</small>
      <Why passage={passage} />
    </p>
  )
}

/** Two let through in one minute are two lines. */
function secondsOf(at: EpochMs): string {
  return String(Math.floor((at % MINUTE_MS) / SECOND_MS)).padStart(2, '0')
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
