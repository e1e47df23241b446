import { type StepName, stepAfter } from '../steps/step-names.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'

/** The declaration just sent, for whoever travels along; only while this page is open, and never stored. */
let journey: Draft | null = null

/** Who declared for themselves: a child that travels along may go on this person's document. */
let guardian: Draft | null = null

export function keepJourney(sent: Draft): void {
  journey = sent
  if (sent.forWhom === 'self') guardian = sent
}

/** Null where nobody is known whose document a child could go on. */
export function guardianDocument(): { readonly name: string; readonly document: Partial<Draft> } | null {
  if (guardian === null || journey === null) return null
  const { name, documentNumber, documentCountry } = guardian
  return { name, document: { documentKind: 'guardian', documentNumber, documentCountry } }
}

export function hasJourney(): boolean {
  return journey !== null
}

const SHARED = [
  'checkpoint',
  'direction',
  'arrivalDate',
  'arrivalHour',
  'phone',
  'permanentPlace',
  'permanentAddress',
  'stayAt',
  'stayPlace',
  'stayAddress',
  'destination',
  'means',
  'plate',
  'trailerPlate',
  'personsAboard',
  'purpose',
  'cargo',
  'cargoOrigin',
  'cargoVia',
  'homePossible',
] as const

/** Of the one just declared; nothing where none was. */
export function companionDraft(): Draft {
  return journey === null ? EMPTY_DRAFT : companionOf(journey)
}

/**
 * The same trip and vehicle, another person: what is that person's own is asked anew, health above all. Days spent together
 * are offered, and taken over by nobody unasked: rules judge by them.
 */
export function companionOf(sent: Draft): Draft {
  const same: Partial<Draft> = Object.fromEntries(SHARED.map((field) => [field, sent[field]]))
  const { forWhom, name, phone, proxyName, proxyPhone, stops } = sent
  const proxy = forWhom === 'other' ? { proxyName, proxyPhone } : { proxyName: name, proxyPhone: phone }
  return { ...EMPTY_DRAFT, ...same, ...proxy, forWhom: 'other', together: stops }
}

/** The pages that such a person is asked; all others are answered, shown at the check and changed from there. */
const OWN_STEPS: readonly StepName[] = ['traveller', 'stays', 'work', 'symptoms', 'tests', 'check']

/** Pages that were answered for the first of a family are not turned through again. */
export function nextAsking(step: StepName, draft: Draft): StepName {
  const next = stepAfter(step)
  const isAnswered = draft.together.length > 0 && OWN_STEPS.indexOf(next) < 0 && !(next === 'destination' && draft.stayAt === '')
  return isAnswered ? nextAsking(next, draft) : next
}
