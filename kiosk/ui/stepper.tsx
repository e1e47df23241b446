import { t } from '../texts/kiosk-texts.ts'

export interface StepperProps {
  readonly label: string
  /** Null: nobody said a number. */
  readonly value: number | null
  readonly atLeast: number
  readonly atMost: number
  readonly testId: string
  readonly onChange: (value: number) => void
}

/** A count by big buttons: with gloves on, nobody types. */
export function Stepper({ label, value, atLeast, atMost, testId, onChange }: StepperProps) {
  const now = value ?? atLeast
  return (
    <fieldset class="stepper">
      <legend>{label}</legend>
      <div class="stepper-row">
        <button
          type="button"
          class="button"
          aria-label={t('fewer')}
          disabled={now <= atLeast}
          data-testid={`${testId}-fewer`}
          onClick={() => onChange(now - 1)}
        >
          −
        </button>
        <output data-testid={testId}>{value ?? '–'}</output>
        <button
          type="button"
          class="button"
          aria-label={t('more')}
          disabled={now >= atMost}
          data-testid={`${testId}-more`}
          onClick={() => onChange(value === null ? atLeast : now + 1)}
        >
          +
        </button>
      </div>
    </fieldset>
  )
}
