import { useEffect } from 'preact/hooks'
import { isRemembering } from '../draft/remembering.ts'
import { checkpointOfLink, tripDefaults } from '../draft/trip-defaults.ts'
import { RadioField } from '../form/choice-field.tsx'
import { countryOptions } from '../form/countries.ts'
import { DateField } from '../form/date-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { ScanCard } from '../id-card/scan-card.tsx'
import { late } from './late.tsx'

const ProxyFields = late((parts) => parts.ProxyFields)
const GuardianDocument = late((parts) => parts.GuardianDocument)
const DocumentCountry = late((parts) => parts.DocumentCountry)
const UseRemembered = late((parts) => parts.UseRemembered)

export function TravellerStep({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.traveller
  useEffect(() => {
    const link = { ...form, search: location.search }
    // The first page said so, and turned straight to this one.
    if (checkpointOfLink(draft, link)) change(tripDefaults(draft, link))
  }, [])
  return (
    <>
      {form.mode === 'live' && draft.name === '' && draft.forWhom === 'self' && isRemembering() && <UseRemembered form={form} />}
      <RadioField
        field={{ form, name: 'forWhom', label: words.forWhom }}
        value={draft.forWhom}
        layout="inline"
        options={[
          { value: 'self', label: words.self },
          { value: 'other', label: words.other },
        ]}
        onChange={(forWhom) => change({ forWhom: forWhom === 'other' ? 'other' : 'self' })}
      />
      {draft.forWhom === 'other' && <ProxyFields form={form} />}
      {form.mode === 'live' && <ScanCard form={form} />}
      <TextField
        field={{ form, name: 'name', label: words.name, hint: words.nameHint }}
        value={draft.name}
        autocomplete={draft.forWhom === 'self' ? 'name' : 'off'}
        onInput={(name) => change({ name })}
      />
      <DateField
        field={{ form, name: 'birth', label: words.birth, hint: words.birthHint }}
        value={draft.birth}
        {...(draft.forWhom === 'self' ? { autocomplete: 'bday' as const } : {})}
        onInput={(birth) => change({ birth })}
      />
      <RadioField
        field={{ form, name: 'sex', label: words.sex }}
        value={draft.sex}
        layout="inline"
        options={optionsOf(texts.vocabulary.sex)}
        onChange={(sex) => change({ sex })}
      />
      <SelectField
        field={{ form, name: 'nationality', label: words.nationality }}
        value={draft.nationality}
        options={countryOptions(form)}
        empty={null}
        onChange={(nationality) => change({ nationality, ...documentOf(nationality, draft.documentKind) })}
      />
      {form.mode === 'live' && draft.forWhom === 'other' && <GuardianDocument form={form} />}
      <DocumentFields form={form} />
    </>
  )
}

function DocumentFields({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.traveller
  const isDigits = draft.documentKind === 'citizen-id' || draft.documentKind === 'old-id'
  const isForeign = draft.documentKind === 'passport' || draft.documentKind === 'other'
  return (
    <>
      <SelectField
        field={{ form, name: 'documentKind', label: words.document }}
        value={draft.documentKind}
        options={optionsOf(texts.vocabulary.document)}
        empty={null}
        onChange={(documentKind) => change({ documentKind })}
      />
      {isForeign && <DocumentCountry form={form} />}
      <TextField
        field={{
          form,
          name: 'documentNumber',
          label: draft.documentKind === 'guardian' ? words.guardianNumber : words.documentNumber,
          hint: draft.documentKind === 'citizen-id' ? words.citizenIdHint : words.documentHint,
        }}
        value={draft.documentNumber}
        kind={isDigits ? 'digits' : 'plate'}
        width="middle"
        onInput={(documentNumber) => change({ documentNumber })}
      />
    </>
  )
}

/** Foreigners travel on passports; who chose another paper already keeps it. */
function documentOf(nationality: string, kind: string): { readonly documentKind?: string; readonly documentCountry?: string } {
  if (nationality === 'VN') return { documentCountry: 'VN' }
  return { documentKind: kind === 'citizen-id' || kind === 'old-id' ? 'passport' : kind, documentCountry: nationality }
}
