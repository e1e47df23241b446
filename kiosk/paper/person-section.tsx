import { useState } from 'preact/hooks'
import type { DocumentKind } from '../../shared/declaration/vocabulary.ts'
import type { FormField } from '../../shared/paper/fill-form.ts'
import { paperText } from '../texts/paper-texts.ts'
import { Choices } from './choices.tsx'
import { FieldFault } from './form-faults.tsx'
import type { SectionProps } from './form-section.tsx'
import { CountrySelect } from './place-field.tsx'

const DOCUMENTS = ['citizen-id', 'old-id', 'passport', 'guardian', 'other'] as const satisfies readonly DocumentKind[]

/** Who it is; a card held up fills all of it. */
export function PersonSection({ input, wrong, onChange }: SectionProps) {
  const { documentKind, documentNumber } = input
  const isChild = documentKind === 'guardian'
  const isForeign = documentKind === 'passport' || input.nationality !== 'VN'
  return (
    <section class="form-section">
      <h3>{paperText('formPerson')}</h3>
      <TextField
        label={paperText('formName')}
        value={input.name}
        testId="form-name"
        fault={wrong.includes('name') ? 'name' : null}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={paperText('formBirth')}
        hint={paperText('formBirthHint')}
        value={input.birth}
        testId="form-birth"
        fault={wrong.includes('birth') ? 'birth' : null}
        onChange={(birth) => onChange({ birth })}
      />
      <Choices
        legend={paperText('formDocument')}
        choices={DOCUMENTS.map((value) => ({ value, label: paperText(`document-${value}`) }))}
        chosen={DOCUMENTS.filter((kind) => kind === documentKind)}
        testId="form-document"
        onPress={(kind) => onChange({ documentKind: kind })}
      />
      <TextField
        label={paperText(isChild ? 'formProxysNumber' : 'formNumber')}
        value={documentNumber}
        testId="form-number"
        numeric={documentKind === 'citizen-id' || documentKind === 'old-id' ? 'yes' : 'no'}
        fault={wrong.includes('document') ? 'document' : null}
        onChange={(number) => onChange({ documentNumber: number })}
      />
      {isForeign && (
        <CountrySelect
          label={paperText('formNationality')}
          value={input.nationality}
          testId="form-nationality"
          onChoose={(nationality) => onChange({ nationality })}
        />
      )}
      <ProxyField {...{ input, wrong, onChange }} />
      <TextField
        label={paperText('formPhone')}
        value={input.phone}
        testId="form-phone"
        numeric="yes"
        fault={null}
        onChange={(phone) => onChange({ phone })}
      />
    </section>
  )
}

/** Asked where somebody must answer for them; else behind one tap. */
function ProxyField({ input, wrong, onChange }: Pick<SectionProps, 'input' | 'wrong' | 'onChange'>) {
  const [byProxy, setByProxy] = useState(false)
  if (input.documentKind !== 'guardian' && !byProxy) {
    return (
      <button type="button" class="choice" data-testid="form-proxy-add" onClick={() => setByProxy(true)}>
        {paperText('formProxyAdd')}
      </button>
    )
  }
  return (
    <TextField
      label={paperText('formProxy')}
      value={input.proxyName}
      testId="form-proxy"
      fault={wrong.includes('proxy') ? 'proxy' : null}
      onChange={(proxyName) => onChange({ proxyName })}
    />
  )
}

interface TextFieldProps {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly testId: string
  readonly numeric?: 'yes' | 'no'
  readonly fault: FormField | null
  readonly onChange: (text: string) => void
}

export function TextField({ label, hint, value, testId, numeric = 'no', fault, onChange }: TextFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        inputMode={numeric === 'yes' ? 'numeric' : 'text'}
        value={value}
        placeholder={hint ?? ''}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${testId}-fault` : undefined}
        data-testid={testId}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {fault && <FieldFault field={fault} wrong={[fault]} id={`${testId}-fault`} />}
    </label>
  )
}
