import type { DateDraft } from '../draft/draft.ts'
import { describedBy, type FieldProps, GroupFrame } from './field-frame.tsx'

interface DateFieldProps {
  readonly field: FieldProps
  readonly value: DateDraft
  readonly onInput: (value: DateDraft) => void
  readonly autocomplete?: 'bday'
}

/** Three boxes: a date picker for a birth year is a punishment on an old phone. The day's box carries the field's id. */
export function DateField({ field, value, onInput, autocomplete }: DateFieldProps) {
  const texts = field.form.texts.date
  return (
    <GroupFrame field={field}>
      <div class="date-boxes">
        {(['day', 'month', 'year'] as const).map((part) => (
          <div key={part}>
            <label class="sub-label" for={idOf(field.name, part)}>
              {texts[part]}
            </label>
            <input
              class={part === 'year' ? 'input year' : 'input two'}
              id={idOf(field.name, part)}
              name={`${field.name}.${part}`}
              type="text"
              inputMode="numeric"
              autocomplete={autocomplete ? `${autocomplete}-${part}` : 'off'}
              maxLength={part === 'year' ? 4 : 2}
              value={value[part]}
              aria-invalid={field.form.errorOf(field.name) ? 'true' : undefined}
              aria-describedby={field.form.errorOf(field.name) ? describedBy(field) : undefined}
              onInput={(event) => onInput({ ...value, [part]: event.currentTarget.value.trim() })}
            />
          </div>
        ))}
      </div>
    </GroupFrame>
  )
}

function idOf(name: string, part: 'day' | 'month' | 'year'): string {
  return part === 'day' ? name : `${name}-${part}`
}
