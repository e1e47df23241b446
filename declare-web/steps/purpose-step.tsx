import { purposeOf } from '../draft/draft-to-input.ts'
import { RadioField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { late } from './late.tsx'

const CargoFields = late((parts) => parts.CargoFields)

export function PurposeStep({ form }: StepProps) {
  const { draft, change, texts } = form
  return (
    <>
      <RadioField
        field={{ form, name: 'purpose', label: texts.purpose.purpose }}
        value={purposeOf(draft)}
        options={optionsOf(texts.vocabulary.purpose)}
        onChange={(purpose) => change({ purpose })}
      />
      {purposeOf(draft) === 'goods' && <CargoFields form={form} />}
    </>
  )
}
