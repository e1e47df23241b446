import { useEffect } from 'preact/hooks'
import { workDefaults } from '../draft/trip-defaults.ts'
import { RadioField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { TextField } from '../form/text-field.tsx'

export function WorkStep({ form }: StepProps) {
  const { draft, change, texts } = form
  useEffect(() => change(workDefaults(draft, form.today)), [])
  return (
    <>
      <RadioField
        field={{ form, name: 'sector', label: texts.work.sector }}
        value={draft.sector}
        options={optionsOf(texts.vocabulary.sector)}
        onChange={(sector) => change({ sector })}
      />
      <TextField
        field={{ form, name: 'employer', label: texts.work.employer, need: 'optional' }}
        value={draft.employer}
        autocomplete={draft.forWhom === 'self' ? 'organization' : 'off'}
        onInput={(employer) => change({ employer })}
      />
    </>
  )
}
