import { useState } from 'preact/hooks'
import type { PassageId } from '../../shared/ids.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import type { Kiosk } from '../kiosk.ts'
import type { DecideRefusal } from '../scan/station/decide-passage.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { ReasonField } from './reason-field.tsx'

export interface DecideBarProps {
  readonly kiosk: Kiosk
  readonly passage: PassageId
  readonly verdictOutcome: Outcome
}

/** Confirm in one tap; anything else in three, with a reason. */
export function DecideBar({ kiosk, passage, verdictOutcome }: DecideBarProps) {
  const [overriding, setOverriding] = useState(false)
  const [refusal, setRefusal] = useState<DecideRefusal | null>(null)
  const decide = (outcome: Outcome, reason: string | null): void => void kiosk.scans.decide(passage, outcome, reason).then(setRefusal)
  return (
    <div class="decide">
      {overriding ? (
        <Override verdictOutcome={verdictOutcome} onDecide={decide} onCancel={() => setOverriding(false)} />
      ) : (
        <div class="decide-buttons">
          <button
            type="button"
            class="button big outcome-button"
            data-outcome={verdictOutcome}
            data-testid="decide-confirm"
            onClick={() => decide(verdictOutcome, null)}
          >
            <OutcomeIcon outcome={verdictOutcome} />
            <span>
              <small>{t('confirm')}</small> {inLanguage(OUTCOME_WORDS[verdictOutcome])}
            </span>
          </button>
          <button type="button" class="button big" data-testid="decide-override" onClick={() => setOverriding(true)}>
            {t('override')}
          </button>
        </div>
      )}
      <p class="problem" role="alert" data-testid="decide-problem">
        {refusal && t(`refusal-${refusal}`)}
      </p>
    </div>
  )
}

interface OverrideProps {
  readonly verdictOutcome: Outcome
  readonly onDecide: (outcome: Outcome, reason: string) => void
  readonly onCancel: () => void
}

function Override({ verdictOutcome, onDecide, onCancel }: OverrideProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [reason, setReason] = useState('')
  return (
    <form
      class="override"
      aria-label={t('overrideTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (outcome) onDecide(outcome, reason)
      }}
    >
      <fieldset class="outcomes">
        <legend>{t('chooseOutcome')}</legend>
        {OUTCOMES.filter((each) => each !== verdictOutcome).map((each) => (
          <label key={each} class="outcome-choice" data-outcome={each}>
            <input
              type="radio"
              name="outcome"
              value={each}
              data-testid={`override-${each}`}
              checked={outcome === each}
              onChange={() => setOutcome(each)}
            />
            <OutcomeIcon outcome={each} />
            <span>{inLanguage(OUTCOME_WORDS[each])}</span>
          </label>
        ))}
      </fieldset>
      <ReasonField value={reason} onChange={setReason} testId="override-reason" />
      <div class="decide-buttons">
        <button type="submit" class="button primary big" data-testid="override-save" disabled={outcome === null}>
          {t('save')}
        </button>
        <button type="button" class="button big" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
