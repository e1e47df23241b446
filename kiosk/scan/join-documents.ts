import type { Credential } from '../../shared/credential/credential.ts'
import { saysNothing } from '../../shared/credential/says-nothing.ts'
import { isSamePerson } from '../../shared/documents/same-person.ts'
import type { JoinedReading, PassageView, Reading, UnreadableRead } from './passage-view.ts'
import { holderOf, presentedBy, readingsOf, sourceOf } from './presented.ts'

/** Whether a further reading belongs to the passage on the screen, and then whether it names the same person. */
export type Joining = { readonly kind: 'joins'; readonly reading: JoinedReading; readonly agrees: boolean } | { readonly kind: 'other' }

const OTHER: Joining = { kind: 'other' }

/**
 * Another kind of document joins a passage that waits for its officer, whoever it names: a difference is said and is
 * `refer`. To a green one, and in a vehicle, only the same person's joins: anything else is the next person's.
 */
export function joiningOf(view: Pick<PassageView, 'reading' | 'joined' | 'step' | 'crossing'>, next: Reading): Joining {
  if ((next.kind !== 'credential' && next.kind !== 'document') || !takes(view, next) || isKindHeld(view, next)) return OTHER
  const agrees = namesSame(view, next)
  const isAlone = view.step.kind === 'open' && (view.crossing ?? null) === null
  return isAlone || agrees ? { kind: 'joins', reading: next, agrees } : OTHER
}

/** A poster's code, or half of one, held up first: the right one comes in its place, without a tap and as one person. */
function takes(view: Pick<PassageView, 'reading' | 'joined' | 'step'>, next: JoinedReading): boolean {
  const { reading, step } = view
  const isOnScreen = step.kind === 'open' || (step.kind === 'decided' && step.by === 'kiosk')
  if (!isOnScreen || reading.kind === 'fault') return false
  return reading.kind !== 'unreadable' || saysNothing(reading.error.code) || view.joined !== undefined || isRenewed(reading, next)
}

/** An old screenshot, and then the code that the same person has now. Whose code it was must be certain: a forged one waits for the officer. */
function isRenewed({ ended }: UnreadableRead, next: JoinedReading): boolean {
  const presented = presentedBy(next)
  const before = ended && presentedBy({ kind: 'credential', credential: ended })
  return !!before && !!presented && isDeclaration(ended) && isDeclaring(next) && isSamePerson(before, presented)
}

/** The one-minute form is what is missing where nobody has declared yet, or where the code has run out. */
export function takesForm(view: Pick<PassageView, 'reading' | 'joined' | 'step'>): boolean {
  const { reading, step } = view
  if (step.kind !== 'open' || reading.kind === 'fault' || readingsOf(view).some(isDeclaring)) return false
  return reading.kind !== 'unreadable' || saysNothing(reading.error.code) || reading.error.code === 'expired'
}

/** A second code of one kind is the next person's, but a test and a vaccination are two certificates of one person. */
function isKindHeld(view: Pick<PassageView, 'reading' | 'joined'>, next: JoinedReading): boolean {
  const kinds = readingsOf(view).flatMap((reading) => (reading.kind === 'credential' || reading.kind === 'document' ? [kindOf(reading)] : []))
  return kinds.includes(kindOf(next)) || (isDeclaring(next) && readingsOf(view).some(isDeclaring))
}

function kindOf(reading: JoinedReading): string {
  const claims = presentedBy(reading)?.claims
  const content = reading.kind === 'document' && claims ? `${claims.tests.length > 0 ? ' test' : ''}${claims.doses.length > 0 ? ' dose' : ''}` : ''
  return sourceOf(reading) + content
}

/** A declaration, a slip of one and a form are the same thing in three shapes. */
function isDeclaring(reading: Reading): boolean {
  return reading.kind === 'form' || (reading.kind === 'credential' && isDeclaration(reading.credential))
}

/** A person's own code and a slip are used once each way; a pass or proof is shown as often as asked for. */
export function isDeclaration({ type }: Pick<Credential, 'type'>): boolean {
  return type === 'person' || type === 'slip'
}

/** With every person's document before it; a vehicle's pass is nobody's, and of a bad document nothing is known. */
export function namesSame(view: Pick<PassageView, 'reading' | 'joined'>, next: JoinedReading): boolean {
  const presented = presentedBy(next)
  if (presented === null) return false
  if (holderOf(next) === null) return true
  const others = readingsOf(view).flatMap((reading) => (holderOf(reading) === null ? [] : (presentedBy(reading) ?? [])))
  return others.every((other) => isSamePerson(other, presented))
}
