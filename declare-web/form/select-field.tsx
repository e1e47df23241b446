import { CountryGroups } from './country-groups.tsx'
import { describedBy, FieldFrame, type FieldProps } from './field-frame.tsx'
import type { Option } from './option.ts'

/** Only countries are more. */
const LONG = 100

interface SelectFieldProps {
  readonly field: FieldProps
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  /** Words of the empty choice; null where something is always chosen. */
  readonly empty: string | null
}

export function SelectField({ field, value, options, onChange, empty }: SelectFieldProps) {
  return (
    <FieldFrame field={field}>
      <select
        class="input"
        id={field.name}
        name={field.name}
        aria-describedby={describedBy(field)}
        aria-invalid={field.form.errorOf(field.name) ? 'true' : undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {empty !== null && <option value="">{empty}</option>}
        {import.meta.env.SSR && field.form.mode === 'plain' && options.length > LONG ? (
          <CountryGroups form={field.form} options={options} />
        ) : (
          options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled === true}>
              {option.label}
            </option>
          ))
        )}
      </select>
    </FieldFrame>
  )
}
