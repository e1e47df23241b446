import type { ComponentChildren } from 'preact'
import { describedBy, FieldFrame, type FieldProps } from './field-frame.tsx'

interface TextFieldProps {
  readonly field: FieldProps
  readonly value: string
  readonly onInput: (value: string) => void
  readonly kind?: 'text' | 'tel' | 'digits' | 'plate'
  readonly autocomplete?: string
  readonly maxLength?: number
  readonly width?: 'short' | 'middle' | 'full'
  /** Answers to tap instead, right under the box. */
  readonly children?: ComponentChildren
}

export function TextField({ field, value, onInput, kind = 'text', autocomplete = 'off', maxLength = 200, width = 'full', children }: TextFieldProps) {
  return (
    <FieldFrame field={field}>
      {/* Numbers as numbers lose their leading zeros; a telephone's type tells the phone that it may offer its own number. */}
      <input
        class={`input ${width}`}
        id={field.name}
        name={field.name}
        {...(kind === 'tel' ? { type: 'tel' } : { type: 'text' })}
        inputMode={kind === 'digits' ? 'numeric' : kind === 'tel' ? 'tel' : 'text'}
        autocomplete={autocomplete}
        autocapitalize={kind === 'plate' ? 'characters' : kind === 'text' ? 'words' : 'off'}
        spellcheck={false}
        maxLength={maxLength}
        value={value}
        aria-describedby={describedBy(field)}
        aria-invalid={field.form.errorOf(field.name) ? 'true' : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {children}
    </FieldFrame>
  )
}
