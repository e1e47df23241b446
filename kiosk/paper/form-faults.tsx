import { useEffect, useRef } from 'preact/hooks'
import type { FormField } from '../../shared/paper/fill-form.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import { paperText } from '../texts/paper-texts.ts'
import type { FormRefusal } from './read-form.ts'

/** What keeps a form from being judged; a paper besides wants its head. */
export type FormFault = FormRefusal | { readonly kind: 'incomplete'; readonly fields: readonly FormField[] }

export function wrongFields(fault: FormFault | null): readonly FormField[] {
  return fault?.kind === 'fields' || fault?.kind === 'incomplete' ? fault.fields : []
}

/** Where the answer is given that a fault is about. */
const ANSWERED_IN: { readonly [field in FormField]: string } = {
  name: 'form-name',
  birth: 'form-birth',
  document: 'form-number',
  proxy: 'form-proxy',
  stays: 'form-stays-again',
  plate: 'form-plate',
  test: 'form-test-none',
}

/** Above all questions, and the focus goes there: at the end of the form nobody would see it. */
export function FormFaults({ fault, input }: { readonly fault: FormFault | null; readonly input: FormInput }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (fault) box.current?.focus()
  }, [fault])
  const wrong = wrongFields(fault)
  const open = fault ? openAnswers(input) : []
  return (
    <div ref={box} class="problem form-faults" role="alert" tabIndex={-1} data-testid="form-problem">
      {fault?.kind === 'no-bundle' && paperText('form-no-bundle')}
      {fault?.kind === 'paper' && paperText(`paper-${fault.problem}`)}
      {fault?.kind === 'incomplete' && <p>{paperText('paper-incomplete')}</p>}
      {wrong.length > 0 && (
        <>
          <b>{paperText('formMend')}</b>
          <ul>
            {wrong.map((field) => (
              <li key={field}>
                <button type="button" class="fault-link" data-testid={`fault-${field}`} onClick={() => goTo(ANSWERED_IN[field])}>
                  {paperText(`field-${field}`)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {wrong.length > 0 && open.length > 0 && (
        <p class="still-open" data-testid="form-still-open">
          {paperText('formStillOpen').replace('{list}', open.join(', '))}
        </p>
      )}
    </div>
  )
}

function goTo(testId: string): void {
  document.querySelector<HTMLElement>(`.paper-form [data-testid="${testId}"]`)?.focus()
}

/** Left empty they stop nobody: the rules then refer. Said with the faults, so that nothing comes only at the next press. */
function openAnswers({ documentNumber, stays, destination, purpose, means, symptoms }: FormInput): readonly string[] {
  const all: readonly (readonly [boolean, string])[] = [
    [documentNumber.trim() === '', paperText('formNumber')],
    [stays.length === 0, paperText('formStays')],
    [destination === null, paperText('formDestination')],
    [purpose === null, paperText('formPurpose')],
    [means === null, paperText('formMeans')],
    [symptoms === null, paperText('formHealth')],
  ]
  return all.flatMap(([isOpen, name]) => (isOpen ? [`“${name}”`] : []))
}

/** The same words at the field itself. */
export function FieldFault({ field, wrong, id }: { readonly field: FormField; readonly wrong: readonly FormField[]; readonly id: string }) {
  if (!wrong.includes(field)) return null
  return (
    <small id={id} class="problem" data-testid={`at-${field}`}>
      {paperText(`field-${field}`)}
    </small>
  )
}
