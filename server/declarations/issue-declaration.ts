import { createHash } from 'node:crypto'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { CREDENTIAL_LIFE_HOURS, type Credential } from '../../shared/credential/credential.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { referenceOf } from '../../shared/credential/reference.ts'
import { shortCodeOf } from '../../shared/credential/short-code.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { hexOf } from '../../shared/hex.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { asCredentialId, type CredentialId } from '../../shared/ids.ts'
import { previewVerdict } from '../../shared/rules/preview-verdict.ts'
import { HOUR_MS, SECOND_MS } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import type { PublicFacts } from './public-facts.ts'
import { sealUnder } from './seal-under-key.ts'

/** So many random bytes; a port, so that a test can make two short codes collide. */
export type Dice = (bytes: number) => Uint8Array

export interface IssueDeps extends Pick<CoreDeps, 'clock' | 'keys'> {
  readonly areaTable: AreaTable
  readonly dice: Dice
}

/** All but what leads to it: the private link is nowhere in the database. */
export interface StoredReply extends Omit<IssuedDeclaration, 'reference' | 'pngUrl'> {
  /** The code whose place it took; for this server alone. */
  readonly replaces?: CredentialId
}

export interface PreparedDeclaration {
  readonly declaration: Declaration
  readonly credential: Credential
  readonly reference: string
  /** `reference` under the installation's secret. */
  readonly sealedLink: string
  readonly reply: StoredReply
}

const CREDENTIAL_ID_BYTES = 8
const REFERENCE_BYTES = 16
const SHORT_CODE_BYTES = 5

/** Everything that takes time, before any transaction: the verdict and the signature. */
export async function prepareDeclaration(deps: IssueDeps, declaration: Declaration, facts: PublicFacts): Promise<PreparedDeclaration> {
  // Whole seconds are what the code carries: the answer and the code say the same instant.
  const issuedAt = Math.floor(deps.clock.now() / SECOND_MS) * SECOND_MS
  const credential = credentialOf(deps, declaration, issuedAt)
  const qrPayload = await issueCredential(credential, deps.keys.signCredential)
  const { checkpoint, direction, arrivalAt } = declaration
  const verdict = previewVerdict(declaration, { ...facts, areas: deps.areaTable }, issuedAt)
  const shortCode = shortCodeOf(deps.dice(SHORT_CODE_BYTES))
  const reference = referenceOf(deps.dice(REFERENCE_BYTES))
  const reply = { shortCode, qrPayload, issuedAt, expiresAt: credential.expiresAt, checkpoint, direction, arrivalAt, verdict }
  return withReference({ declaration, credential, reply }, reference, deps.keys)
}

export function withReference(
  prepared: Omit<PreparedDeclaration, 'reference' | 'sealedLink'>,
  reference: string,
  { linkSecret }: Pick<CoreDeps['keys'], 'linkSecret'>,
): PreparedDeclaration {
  return { ...prepared, reference, sealedLink: sealUnder(linkSecret, reference, LINK) }
}

/** What the link is sealed for. */
export const LINK = 'chot-link-1'

/** The same declaration under another short code, because that one is taken. */
export function withNewShortCode(prepared: PreparedDeclaration, dice: Dice): PreparedDeclaration {
  return { ...prepared, reply: { ...prepared.reply, shortCode: shortCodeOf(dice(SHORT_CODE_BYTES)) } }
}

export function issuedDeclaration({ replaces: _replaces, ...reply }: StoredReply, reference: string): IssuedDeclaration {
  return { ...reply, reference, pngUrl: `/q/${reference}.png` }
}

/** The private link's fingerprint: with 128 random bits behind it, it needs no salt. */
export function referenceHash(reference: string): string {
  return createHash('sha256').update(reference).digest('hex')
}

function credentialOf(deps: IssueDeps, declaration: Declaration, issuedAt: number): Credential {
  const { issuer, specimen } = deps.keys.trustedKey
  const id = asCredentialId(hexOf(deps.dice(CREDENTIAL_ID_BYTES)))
  const expiresAt = issuedAt + CREDENTIAL_LIFE_HOURS * HOUR_MS
  return { type: 'person', formVersion: declaration.formVersion, issuer, id, issuedAt, expiresAt, specimen, claims: declaration.claims }
}
