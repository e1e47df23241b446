import type { ComponentChildren } from 'preact'
import type { Form } from './form.ts'
import { WhyAsked } from './why-asked.tsx'

export interface FieldProps {
  readonly form: Form
  /** Of the input, its id too; error links lead to it. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly need?: 'required' | 'optional'
}

/** Label, hint and error of a single input, in the order in which they are read out. */
export function FieldFrame({ field, children }: { readonly field: FieldProps; readonly children: ComponentChildren }) {
  const error = field.form.errorOf(field.name)
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label class="label" for={field.name}>
        {labelOf(field)}
      </label>
      <HintAndError field={field} />
      {children}
      <WhyAsked form={field.form} name={field.name} label={field.label} />
    </div>
  )
}

/** The same for a group of inputs: the label is a legend. */
export function GroupFrame({ field, children }: { readonly field: FieldProps; readonly children: ComponentChildren }) {
  const error = field.form.errorOf(field.name)
  return (
    <fieldset class={error ? 'field has-error' : 'field'} aria-describedby={describedBy(field)}>
      <legend class="label">{labelOf(field)}</legend>
      <HintAndError field={field} />
      {children}
      <WhyAsked form={field.form} name={field.name} label={field.label} />
    </fieldset>
  )
}

/** Ids of the hint and the error, for `aria-describedby`. */
export function describedBy(field: FieldProps): string | undefined {
  const ids = [field.hint ? `${field.name}-hint` : '', field.form.errorOf(field.name) ? `${field.name}-error` : '']
  return ids.filter((id) => id !== '').join(' ') || undefined
}

function labelOf({ label, need, form }: FieldProps): string {
  return need === 'optional' ? `${label} ${form.texts.nav.optional}` : label
}

function HintAndError({ field }: { readonly field: FieldProps }) {
  const error = field.form.errorOf(field.name)
  return (
    <>
      {field.hint && (
        <p class="hint" id={`${field.name}-hint`}>
          {field.hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${field.name}-error`}>
          <span class="hidden">{field.form.texts.nav.errorPrefix}</span>
          {error}
        </p>
      )}
    </>
  )
}
