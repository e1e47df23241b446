import { type StepName, stepAfter } from '../steps/step-names.ts'
import type { Draft } from './draft.ts'
import type { StepError } from './field-map.ts'

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

/** What the one just declared said; null where none was. */
export function journeyKept(): Draft | null {
  return journey
}

/** The pages that such a person is asked; all others are answered, shown at the check and changed from there. */
const OWN_STEPS: readonly StepName[] = ['traveller', 'stays', 'work', 'symptoms', 'tests', 'check']

/** Pages that say who somebody is, or what follows from other answers: a card, this phone's memory or a page before may have answered all of them. */
const MAY_BE_KNOWN: readonly StepName[] = ['contact', 'purpose', 'work']

/** The page that comes after this one. What is passed over is shown at the check, and changed from there. `open` is all that the draft still lacks. */
export function nextOpen(step: StepName, draft: Draft, open: readonly StepError[]): StepName {
  const next = nextAsking(step, draft)
  const isKnown = MAY_BE_KNOWN.indexOf(next) >= 0 && !open.some((error) => error.step === next)
  return isKnown ? nextOpen(next, draft, open) : next
}

/** Pages that were answered for the first of a family are not turned through again. */
function nextAsking(step: StepName, draft: Draft): StepName {
  const next = stepAfter(step)
  const isAnswered = draft.together.length > 0 && OWN_STEPS.indexOf(next) < 0 && !(next === 'destination' && draft.stayAt === '')
  return isAnswered ? nextAsking(next, draft) : next
}
