import { type FieldProps, GroupFrame } from './field-frame.tsx'
import type { Option } from './option.ts'

interface RadioFieldProps {
  readonly field: FieldProps
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  /** Short answers stand side by side where there is room. */
  readonly layout?: 'stacked' | 'inline'
}

/** The first input carries the field's id, so that an error's link lands on it. */
export function RadioField({ field, value, options, onChange, layout = 'stacked' }: RadioFieldProps) {
  return (
    <GroupFrame field={field}>
      <div class={`choices ${layout}`}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={index === 0 ? field.name : `${field.name}-${option.value}`}
            name={field.name}
            option={option}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
    </GroupFrame>
  )
}

interface ChecksFieldProps {
  readonly field: FieldProps
  readonly values: readonly string[]
  readonly options: readonly Option[]
  /** "None of these": choosing it clears the others, and the other way round. */
  readonly none: string
  readonly onChange: (values: readonly string[]) => void
}

export function ChecksField({ field, values, options, none, onChange }: ChecksFieldProps) {
  const toggle = (code: string) => onChange(toggled(values, code))
  return (
    <GroupFrame field={field}>
      <div class="choices">
        {[{ value: 'none', label: none }, ...options].map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={index === 0 ? field.name : `${field.name}-${option.value}`}
            name={field.name}
            option={option}
            checked={values.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
        ))}
      </div>
    </GroupFrame>
  )
}

/** `none` excludes all others. */
export function toggled(values: readonly string[], code: string): readonly string[] {
  if (values.includes(code)) return values.filter((value) => value !== code)
  return code === 'none' ? ['none'] : [...values.filter((value) => value !== 'none'), code]
}

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox'
  readonly id: string
  readonly name: string
  readonly option: Option
  readonly checked: boolean
  readonly onChange: () => void
}

export function Choice({ type, id, name, option, checked, onChange }: ChoiceProps) {
  return (
    <div class={option.disabled ? 'choice disabled' : 'choice'}>
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        disabled={option.disabled === true}
        aria-describedby={option.hint ? `${id}-about` : undefined}
        onChange={onChange}
      />
      <label for={id}>{option.label}</label>
      {option.hint && (
        <p class="about" id={`${id}-about`}>
          {option.hint}
        </p>
      )}
    </div>
  )
}
