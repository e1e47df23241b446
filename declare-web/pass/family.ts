import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import { asPassView } from './as-pass-view.ts'
import { isIssued } from './declarations-api.ts'
import { readKeptPasses } from './kept-passes.ts'

/** Who comes "now" is declared some minutes after the one before; another trip of the same phone is another day. */
const TOGETHER_MS = 2 * HOUR_MS
/** A family fits into one car; more are a group, which has a sheet of its own. */
const MOST = 20

/** Shown since this page was opened, also where the browser keeps nothing. */
const shownHere = new Map<string, IssuedDeclaration>()

export function rememberShown(pass: IssuedDeclaration): void {
  shownHere.set(pass.reference, pass)
}

/** Taken back or replaced: it is on no sheet any more. */
export function forgetShown(reference: string): void {
  shownHere.delete(reference)
}

/** References of the others whose codes this device knows for the same crossing, in the order in which they were issued. */
export async function familyOf(pass: IssuedDeclaration, now: EpochMs): Promise<readonly string[]> {
  const kept = (await readKeptPasses()).filter(isIssued)
  const known = new Map([...kept, ...shownHere.values()].map((one) => [one.reference, one]))
  known.delete(pass.reference)
  return [...known.values()]
    .filter((one) => travelTogether(one, pass) && asPassView(one).state === 'valid' && one.expiresAt > now)
    .sort((a, b) => a.issuedAt - b.issuedAt)
    .slice(0, MOST)
    .map(({ reference }) => reference)
}

function travelTogether(a: IssuedDeclaration, b: IssuedDeclaration): boolean {
  return a.checkpoint === b.checkpoint && a.direction === b.direction && Math.abs(a.arrivalAt - b.arrivalAt) <= TOGETHER_MS
}
