import { useState } from 'preact/hooks'
import { asStaffId } from '../../shared/ids.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { bundle, now } from '../kiosk-state.ts'
import type { Choice } from '../scan/station/decide-passage.ts'
import { needsSecondOfficer } from '../scan/station/second-officer.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { ReasonField } from './reason-field.tsx'
import { type SecondOfficer, SecondOfficerFields } from './second-officer-fields.tsx'

export interface OverrideFormProps {
  readonly verdictOutcome: Outcome
  readonly onDecide: (choice: Choice) => void
  readonly onCancel: () => void
}

/** Another decision than the verdict's: which, why, and where the rules want it by whom besides. */
export function OverrideForm({ verdictOutcome, onDecide, onCancel }: OverrideFormProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<SecondOfficer>({ officer: '', pin: '' })
  const needsTwo = needsSecondOfficer(bundle.value, verdictOutcome, now.value)
  return (
    <form
      class="override"
      aria-label={t('overrideTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (outcome) onDecide({ outcome, reason, ...secondIn(second) })
      }}
    >
      <fieldset class="outcomes">
        <legend>{t('chooseOutcome')}</legend>
        {OUTCOMES.filter((each) => each !== verdictOutcome).map((each) => (
          <label key={each} class="outcome-choice" data-outcome={each} data-chosen={outcome === each}>
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
      <ReasonField value={reason} onChange={setReason} testId="override-reason" purpose="override" />
      {needsTwo && <SecondOfficerFields value={second} onChange={setSecond} />}
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

function secondIn({ officer, pin }: SecondOfficer): Pick<Choice, 'second'> {
  return asStaffId.matches(officer) ? { second: { officer, pin } } : {}
}
