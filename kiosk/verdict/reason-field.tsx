import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'

/** Starting points, to be made exact by the officer. */
const COMMON: readonly Texts[] = [
  { vi: 'Đã xem giấy tờ, đúng người', en: 'Papers seen, right person' },
  { vi: 'Trường hợp cấp cứu', en: 'Medical emergency' },
  { vi: 'Theo chỉ đạo của trực ban', en: 'On the duty officer’s order' },
  { vi: 'Người này không chấp hành', en: 'The person does not comply' },
]

export interface ReasonFieldProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly testId: string
}

export function ReasonField({ value, onChange, testId }: ReasonFieldProps) {
  return (
    <div class="reason-field">
      <label class="field">
        <span>{t('reason')}</span>
        <textarea rows={2} maxLength={300} value={value} data-testid={testId} onInput={(event) => onChange(event.currentTarget.value)} />
      </label>
      <div class="chips">
        {COMMON.map((texts) => (
          <button key={texts.en} type="button" class="chip" onClick={() => onChange(inLanguage(texts))}>
            {inLanguage(texts)}
          </button>
        ))}
      </div>
    </div>
  )
}
