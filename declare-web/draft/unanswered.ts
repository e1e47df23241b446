import type { Catalogue } from '../texts/vi.ts'
import type { DateDraft, Draft } from './draft.ts'
import { purposeOf, vehicleQuestions } from './draft-to-input.ts'
import type { StepError } from './field-map.ts'

/**
 * Questions that a declaration may leave open but this form presses for: an open one makes the checkpoint check further,
 * and nobody should learn that at the barrier. What is wrong with an answer is `parseDeclaration`'s to say.
 */
export function unansweredOf(draft: Draft, texts: Catalogue): readonly StepError[] {
  const { ask } = texts
  const open = PRESSED_FOR.flatMap(([step, ...fields]) =>
    fields
      .filter((field) => isOpen(field === 'purpose' ? purposeOf(draft) : draft[field]) && isAsked(field, draft))
      // What is wrong with a stay that was not added yet stands at its place.
      .map((field) => ({ step, field: field === 'adding' ? 'stay.place' : field, message: ask[field] })),
  )
  return [...open, ...openTests(draft, ask)]
}

type Question = keyof Draft & keyof Catalogue['ask']

/** Page by page. */
const PRESSED_FOR: readonly (readonly [step: StepError['step'], ...fields: readonly Question[]])[] = [
  ['trip', 'checkpoint', 'arrivalDate', 'arrivalHour'],
  ['traveller', 'name', 'birth', 'sex', 'documentNumber'],
  ['contact', 'phone', 'permanentPlace'],
  ['destination', 'destination', 'stayAt', 'stayPlace', 'homePossible'],
  ['stays', 'adding'],
  ['means', 'means', 'plate', 'personsAboard'],
  ['purpose', 'purpose', 'cargo', 'cargoOrigin'],
  ['work', 'sector'],
  ['symptoms', 'symptoms', 'exposures'],
]

/** A stay half added is the one answer that must not be there. */
function isOpen(answer: unknown): boolean {
  if (typeof answer === 'string') return answer.trim() === ''
  if (Array.isArray(answer)) return answer.length === 0
  return isDate(answer) ? isEmptyDate(answer) : answer !== null
}

function isDate(answer: unknown): answer is DateDraft {
  return typeof answer === 'object' && answer !== null && 'year' in answer
}

/** Questions that some answers leave out. */
function isAsked(field: Question, draft: Draft): boolean {
  const vehicle = vehicleQuestions(draft.means)
  switch (field) {
    case 'arrivalHour':
      return draft.arrivalDate !== ''
    case 'stayPlace':
      return draft.stayAt === 'elsewhere'
    case 'plate':
      return vehicle.plate === 'must'
    case 'personsAboard':
      return vehicle.persons
    case 'cargo':
    case 'cargoOrigin':
      return purposeOf(draft) === 'goods'
    default:
      return true
  }
}

function openTests(draft: Draft, ask: Catalogue['ask']): readonly StepError[] {
  return draft.tests.flatMap((test, index) => {
    const errors: StepError[] = []
    if (test.result === '') errors.push({ step: 'tests', field: `tests.${index}.result`, message: ask.tests_result })
    if (isEmptyDate(test.sampled)) errors.push({ step: 'tests', field: `tests.${index}.sampled`, message: ask.tests_sampled })
    return errors
  })
}

function isEmptyDate({ day, month, year }: DateDraft): boolean {
  return day === '' && month === '' && year === ''
}
