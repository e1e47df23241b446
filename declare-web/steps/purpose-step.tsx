import { useEffect } from 'preact/hooks'
import { purposeDefaults } from '../draft/trip-defaults.ts'
import { RadioField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { late } from './late.tsx'

const CargoFields = late((parts) => parts.CargoFields)

export function PurposeStep({ form }: StepProps) {
  const { draft, change, texts } = form
  useEffect(() => change(purposeDefaults(draft)), [])
  return (
    <>
      <RadioField
        field={{ form, name: 'purpose', label: texts.purpose.purpose }}
        value={draft.purpose}
        options={optionsOf(texts.vocabulary.purpose)}
        onChange={(purpose) => change({ purpose })}
      />
      {draft.purpose === 'goods' && <CargoFields form={form} />}
    </>
  )
}
