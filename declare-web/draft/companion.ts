import type { StepName } from '../steps/step-names.ts'
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
  'stops',
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

/** The same trip, stays and vehicle, another person: what is that person's own is asked anew, health above all. */
export function companionDraft(): Draft {
  if (journey === null) return EMPTY_DRAFT
  const sent = journey
  const same: Partial<Draft> = Object.fromEntries(SHARED.map((field) => [field, sent[field]]))
  const { forWhom, name, phone, proxyName, proxyPhone } = sent
  const proxy = forWhom === 'other' ? { proxyName, proxyPhone } : { proxyName: name, proxyPhone: phone }
  return { ...EMPTY_DRAFT, ...same, ...proxy, forWhom: 'other' }
}

/** The pages that such a person is asked; all others are answered, shown at the check and changed from there. */
const OWN_STEPS: readonly StepName[] = ['traveller', 'work', 'symptoms', 'tests', 'check']

/** Whether the page asks this draft something new. */
export function asksNew(step: StepName, draft: Draft): boolean {
  if (journey === null || OWN_STEPS.indexOf(step) >= 0) return true
  return !sameJourney(draft, journey)
}

function sameJourney(draft: Draft, sent: Draft): boolean {
  return draft.name !== sent.name && JSON.stringify(draft.stops) === JSON.stringify(sent.stops) && draft.destination === sent.destination
}
