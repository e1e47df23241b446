import { useState } from 'preact/hooks'
import type { PassageId } from '../../shared/ids.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { Kiosk } from '../kiosk.ts'
import type { Choice, DecideRefusal } from '../scan/station/decide-passage.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { OverrideForm } from './override-form.tsx'

export interface DecideBarProps {
  readonly kiosk: Kiosk
  readonly passage: PassageId
  readonly verdictOutcome: Outcome
  /** In a vehicle the answer may wait in its list. */
  readonly onLater?: () => void
}

/** Confirm in one tap; anything else in three, with a reason. */
export function DecideBar({ kiosk, passage, verdictOutcome, onLater }: DecideBarProps) {
  const [overriding, setOverriding] = useState(false)
  const [refusal, setRefusal] = useState<DecideRefusal | null>(null)
  const decide = (choice: Choice): void => void kiosk.scans.decide(passage, choice).then(setRefusal)
  return (
    <div class="decide">
      {overriding ? (
        <OverrideForm verdictOutcome={verdictOutcome} onDecide={decide} onCancel={() => setOverriding(false)} />
      ) : (
        <div class="decide-buttons">
          <button
            type="button"
            class="button big outcome-button"
            data-outcome={verdictOutcome}
            data-testid="decide-confirm"
            onClick={() => decide({ outcome: verdictOutcome, reason: null })}
          >
            <OutcomeIcon outcome={verdictOutcome} />
            <span>
              <small>{t('confirm')}</small> {inLanguage(OUTCOME_WORDS[verdictOutcome])}
            </span>
          </button>
          <button type="button" class="button big" data-testid="decide-override" onClick={() => setOverriding(true)}>
            {t('override')}
          </button>
          {onLater && (
            <button type="button" class="button big" data-testid="decide-later" onClick={onLater}>
              {t('decideLater')}
            </button>
          )}
        </div>
      )}
      <p class="problem" role="alert" data-testid="decide-problem">
        {refusal && refusalText(refusal)}
      </p>
    </div>
  )
}
