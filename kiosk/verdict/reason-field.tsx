import { useId } from 'preact/hooks'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { ANNUL_REASONS, OVERRIDE_REASONS } from '../texts/quick-reasons.ts'

export interface ReasonFieldProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly testId: string
  readonly purpose: 'override' | 'annul'
}

/** One tap for the common ones, first and in sight; own words for the rest. */
export function ReasonField({ value, onChange, testId, purpose }: ReasonFieldProps) {
  const common = purpose === 'annul' ? ANNUL_REASONS : OVERRIDE_REASONS
  const title = useId()
  return (
    <div class="reason-field field">
      <span id={title}>{t('reason')}</span>
      <div class="chips">
        {common.map((texts) => (
          <button
            key={texts.en}
            type="button"
            class="chip"
            aria-pressed={value === inLanguage(texts)}
            onClick={() => onChange(value === inLanguage(texts) ? '' : inLanguage(texts))}
          >
            {inLanguage(texts)}
          </button>
        ))}
      </div>
      <textarea
        rows={2}
        maxLength={300}
        value={value}
        aria-labelledby={title}
        data-testid={testId}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
