import { guardianDocument } from '../draft/companion.ts'
import { countryOptions } from '../form/countries.ts'
import type { StepProps } from '../form/form.ts'
import { SelectField } from '../form/select-field.tsx'
import { fill } from '../texts/fill.ts'

/** For a child that travels along: the grown-up's paper was typed a minute ago. */
export function GuardianDocument({ form: { draft, change, texts } }: StepProps) {
  const guardian = guardianDocument()
  if (guardian === null || draft.documentNumber !== '' || draft.proxyName !== guardian.name) return null
  return (
    <button type="button" class="quick" data-testid="as-guardian" onClick={() => change(guardian.document)}>
      {fill(texts.traveller.asGuardian, { name: guardian.name })}
    </button>
  )
}

/** Whose paper it is that the holder travels on. */
export function DocumentCountry({ form }: StepProps) {
  const { draft, change, texts } = form
  return (
    <SelectField
      field={{ form, name: 'documentCountry', label: texts.traveller.documentCountry }}
      value={draft.documentCountry}
      options={countryOptions(form)}
      empty={null}
      onChange={(documentCountry) => change({ documentCountry })}
    />
  )
}
