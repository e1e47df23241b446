import type { StepProps } from '../form/form.ts'
import { PlacePicker } from '../form/place-picker.tsx'
import { TextField } from '../form/text-field.tsx'

export function ContactStep({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.contact
  return (
    <>
      <TextField
        field={{ form, name: 'phone', label: words.phone, hint: words.phoneHint }}
        value={draft.phone}
        kind="tel"
        autocomplete={draft.forWhom === 'self' ? 'tel' : 'off'}
        width="middle"
        onInput={(phone) => change({ phone })}
      />
      <PlacePicker
        field={{ form, name: 'permanentPlace', label: words.permanent }}
        value={draft.permanentPlace}
        reach="world"
        onChange={(permanentPlace) => change({ permanentPlace })}
      />
      <TextField
        field={{ form, name: 'permanentAddress', label: words.address, need: 'optional' }}
        value={draft.permanentAddress}
        autocomplete={draft.forWhom === 'self' ? 'street-address' : 'off'}
        onInput={(permanentAddress) => change({ permanentAddress })}
      />
    </>
  )
}
