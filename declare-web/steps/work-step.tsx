import { SECTORS } from '../../shared/declaration/vocabulary.ts'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'

export function WorkStep({ form }: StepProps) {
  const { draft, change, texts } = form
  return (
    <>
      <SelectField
        field={{ form, name: 'sector', label: texts.work.sector }}
        value={draft.sector}
        options={optionsOf(SECTORS, texts.vocabulary.sector)}
        empty={texts.nav.choose}
        onChange={(sector) => change({ sector })}
      />
      <TextField
        field={{ form, name: 'employer', label: texts.work.employer, need: 'optional' }}
        value={draft.employer}
        autocomplete="organization"
        onInput={(employer) => change({ employer })}
      />
    </>
  )
}
