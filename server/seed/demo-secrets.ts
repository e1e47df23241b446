import { randomInt } from 'node:crypto'
import type { NewStaff } from '../staff/add-staff.ts'

/** `simple`: those of the seed file, for a demo that only this machine reaches. `random`: drawn once, printed once. */
export type DemoSecrets = 'simple' | 'random'

/** No letters or digits that are read for one another, none that a Vietnamese input method turns into others. */
const LETTERS = 'bchkmnpqtvxyz23456789'
/** 21^12 is more than 2^52. */
const PASSWORD_LETTERS = 12
const PIN_DIGITS = 6

export function withSecrets(staff: readonly NewStaff[], secrets: DemoSecrets): readonly NewStaff[] {
  if (secrets === 'simple') return staff
  return staff.map((one) => ({ ...one, password: drawPassword(), pin: one.pin === null ? null : drawPin() }))
}

function drawPassword(): string {
  const letters = Array.from({ length: PASSWORD_LETTERS }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

function drawPin(): string {
  return String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')
}
