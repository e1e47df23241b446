import type { StepProps } from '../form/form.ts'
import { PlacePicker } from '../form/place-picker.tsx'
import { TextField } from '../form/text-field.tsx'

export function ContactStep({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.contact
  return (
    <>
      <PhoneField form={form} />
      <PlacePicker
        field={{ form, name: 'permanentPlace', label: words.permanent }}
        value={draft.permanentPlace}
        reach="world"
        onChange={(permanentPlace) => change({ permanentPlace })}
      />
      <TextField
        field={{ form, name: 'permanentAddress', label: words.address, need: 'optional' }}
        value={draft.permanentAddress}
        autocomplete={draft.forWhom === 'self' ? 'address-line1' : 'off'}
        onInput={(permanentAddress) => change({ permanentAddress })}
      />
    </>
  )
}

/** A phone that knows its owner's number offers it: one tap instead of ten digits. */
export function PhoneField({ form }: StepProps) {
  const { draft, change, texts } = form
  return (
    <TextField
      field={{ form, name: 'phone', label: texts.contact.phone, hint: texts.contact.phoneHint }}
      value={draft.phone}
      kind="tel"
      autocomplete={draft.forWhom === 'self' ? 'tel' : 'off'}
      width="middle"
      onInput={(phone) => change({ phone })}
    />
  )
}
