import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { ANNUL_REASONS, OVERRIDE_REASONS } from '../texts/quick-reasons.ts'

export interface ReasonFieldProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly testId: string
  readonly purpose: 'override' | 'annul'
}

/** One tap for the common ones, own words for the rest. */
export function ReasonField({ value, onChange, testId, purpose }: ReasonFieldProps) {
  const common = purpose === 'annul' ? ANNUL_REASONS : OVERRIDE_REASONS
  return (
    <div class="reason-field">
      <label class="field">
        <span>{t('reason')}</span>
        <textarea rows={2} maxLength={300} value={value} data-testid={testId} onInput={(event) => onChange(event.currentTarget.value)} />
      </label>
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
    </div>
  )
}
