import type { Catalogue } from '../texts/vi.ts'
import type { DateDraft, Draft } from './draft.ts'
import { vehicleQuestions } from './draft-to-input.ts'
import type { StepError } from './field-map.ts'

/**
 * Questions that a declaration may leave open but this form presses for: an open one makes the checkpoint check further,
 * and nobody should learn that at the barrier. What is wrong with an answer is `parseDeclaration`'s to say.
 */
export function unansweredOf(draft: Draft, texts: Catalogue): readonly StepError[] {
  const ask = texts.ask
  const vehicle = vehicleQuestions(draft.means)
  const questions: readonly (readonly [open: boolean, step: StepError['step'], field: string, message: string])[] = [
    [draft.checkpoint === '', 'trip', 'checkpoint', ask.checkpoint],
    [draft.arrivalDate === '', 'trip', 'arrivalDate', ask.arrivalDate],
    [draft.arrivalDate !== '' && draft.arrivalHour === '', 'trip', 'arrivalHour', ask.arrivalHour],
    [draft.name.trim() === '', 'traveller', 'name', ask.name],
    [isEmptyDate(draft.birth), 'traveller', 'birth', ask.birth],
    [draft.sex === '', 'traveller', 'sex', ask.sex],
    [draft.documentNumber.trim() === '', 'traveller', 'documentNumber', ask.documentNumber],
    [draft.phone.trim() === '', 'contact', 'phone', ask.phone],
    [draft.permanentPlace === '', 'contact', 'permanentPlace', ask.permanentPlace],
    [draft.destination === '', 'destination', 'destination', ask.destination],
    [draft.stayAt === '', 'destination', 'stayAt', ask.stayAt],
    [draft.stayAt === 'elsewhere' && draft.stayPlace === '', 'destination', 'stayPlace', ask.stayPlace],
    [draft.homePossible === '', 'destination', 'homePossible', ask.homePossible],
    [draft.adding !== null, 'stays', 'stay.place', ask.adding],
    [draft.means === '', 'means', 'means', ask.means],
    [vehicle.plate === 'must' && draft.plate.trim() === '', 'means', 'plate', ask.plate],
    [vehicle.persons && draft.personsAboard.trim() === '', 'means', 'personsAboard', ask.personsAboard],
    [draft.purpose === '', 'purpose', 'purpose', ask.purpose],
    [draft.purpose === 'goods' && draft.cargo === '', 'purpose', 'cargo', ask.cargo],
    [draft.purpose === 'goods' && draft.cargoOrigin === '', 'purpose', 'cargoOrigin', ask.cargoOrigin],
    [draft.sector === '', 'work', 'sector', ask.sector],
    [draft.symptoms.length === 0, 'symptoms', 'symptoms', ask.symptoms],
    [draft.exposures.length === 0, 'symptoms', 'exposures', ask.exposures],
  ]
  const open = questions.filter(([isOpen]) => isOpen).map(([, step, field, message]) => ({ step, field, message }))
  return [...open, ...openTests(draft, ask)]
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
