import { type Draft, EMPTY_DRAFT } from './draft.ts'

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
