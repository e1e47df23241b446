import type { FieldError } from '../../shared/declaration/declaration.ts'
import type { Catalogue } from '../texts/vi.ts'
import type { Draft } from './draft.ts'
import { fieldPlaceOf, type StepError } from './field-map.ts'
import { unansweredOf } from './unanswered.ts'

/** All that stands between this draft and being sent, in the order of the form, one message a field. */
export function stepErrorsOf(draft: Draft, faults: readonly FieldError[], texts: Catalogue): readonly StepError[] {
  const found = faults.map((fault) => stepErrorOf(fault, texts)).filter(({ field }) => isAsked(field, draft))
  return onePerField([...unansweredOf(draft, texts), ...found])
}

/** The parser speaks to whoever writes the JSON too; where its words would puzzle somebody before three boxes, the form has its own. */
export function stepErrorOf(fault: FieldError, texts: Catalogue): StepError {
  const place = fieldPlaceOf(fault.path)
  const wordsByField: { readonly [field: string]: string | undefined } = texts.ask
  const wordsByCode: { readonly [code: string]: string | undefined } = texts.mend
  const isOpen = fault.code === 'required' || fault.code === 'not-in-list' || fault.code === 'type'
  const own = isOpen ? wordsByField[place.field.replace(/\.\d+\./, '_')] : wordsByCode[fault.code]
  return { ...place, message: own ?? fault.message }
}

/** The hour is asked once there is a day; until then the day's own error says enough. */
function isAsked(field: string, { arrivalDate }: Draft): boolean {
  return field !== 'arrivalHour' || arrivalDate !== ''
}

function onePerField(errors: readonly StepError[]): readonly StepError[] {
  return errors.filter((error, index) => errors.findIndex((other) => other.field === error.field) === index)
}
