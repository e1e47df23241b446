import type { Installation } from '../../server/cli/cli-installation.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { hexOf } from '../../shared/hex.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aCredential, ordinaryClaims } from './a-credential.ts'

/** What another issuer's software may have let through: signed, and so believed. Texts are as long as a code carries, and well-formed. */
export async function signedCode({ clock, dice, keys }: Installation, texts: readonly string[]): Promise<string> {
  const [name = '', employer = '', plate = '', trailerPlate = '', product = '', lastThree = ''] = texts.map(carriable)
  const issuedAt = Math.floor(clock.now() / 1000) * 1000
  const { issuer, specimen } = keys.trustedKey
  const id = asCredentialId(hexOf(dice(8)))
  const hostile = {
    ...ordinaryClaims,
    name,
    employer,
    travel: { means: 'car', personsAboard: 3, plate, trailerPlate },
    document: { kind: 'passport', lastThree: lastThree.slice(0, 3) },
    doses: [{ product, givenOn: '2021-01-01', evidence: 'declared' }],
  } as const
  return issueCredential(aCredential({ issuer, specimen, id, issuedAt, expiresAt: issuedAt + HOUR_MS }, hostile), keys.signCredential)
}

/** A lone surrogate has no bytes; beyond this a code would be none that a kiosk reads. */
export function carriable(text: string): string {
  return [...text]
    .slice(0, 60)
    .join('')
    .replace(/\p{Cs}/gu, '')
}
