import type { Selectable } from 'kysely'
import type { Shown } from '../../shared/adjudication/judged-passage.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { PersonalClaims, Scan } from '../../shared/passage/records.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { HeldUp } from './tell-passage.ts'

export type DeclarationRow = Pick<Selectable<Tables['declaration']>, 'credential_id' | 'issued_at' | 'revoked_at' | 'erased_at' | 'body'>

/** What one thing held up asks for: a declaration of ours, a sealed record of its source, or nothing. */
type Wanted =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'declared'; readonly credential: CredentialId }
  | { readonly kind: 'claims'; readonly source: PersonalClaims['source']; readonly issuedAt: EpochMs }
  /** Signed by a kiosk or by somebody else: what it says is kept nowhere here. */
  | { readonly kind: 'elsewhere' }

interface Held {
  readonly heldUp: readonly HeldUp[]
  readonly issuer: string
  readonly declarations: ReadonlyMap<CredentialId, DeclarationRow>
  readonly claims: readonly PersonalClaims[]
}

/** The documents again, in the order in which they were held up; every one must be here, or nothing can be judged anew. */
export function shownDocuments({ heldUp, issuer, declarations, claims }: Held): Shown {
  const documents: PresentedDocument[] = []
  const left = [...claims]
  let foreign = false
  for (const [at, one] of heldUp.entries()) {
    const wanted = wantedBy(one, issuer)
    if (wanted.kind === 'nothing') continue
    if (wanted.kind === 'unreadable') {
      // What was joined came in its place; judged is what that says.
      if (heldUp[at + 1]?.kind === 'joined') continue
      return { kind: 'gone', why: 'unreadable-code' }
    }
    if (wanted.kind === 'elsewhere') return { kind: 'gone', why: 'claims-not-here' }
    if (wanted.kind === 'declared') {
      const row = declarations.get(wanted.credential)
      if (!row) return { kind: 'gone', why: 'claims-not-here' }
      if (row.erased_at !== null) return { kind: 'gone', why: 'body-not-here' }
      documents.push({ source: 'credential', claims: storedClaims(row.body), issuedAt: row.issued_at })
      continue
    }
    foreign = true
    const found = left.findIndex(({ source }) => source === wanted.source)
    const [said] = found < 0 ? [] : left.splice(found, 1)
    if (!said) return { kind: 'gone', why: 'claims-not-here' }
    documents.push({ source: said.source, claims: said.claims, issuedAt: wanted.issuedAt })
  }
  return { kind: 'documents', documents, foreign }
}

/** Codes that only this server can have given out, whether or not it knows them. */
export function declaredIn(heldUp: readonly HeldUp[], issuer: string): readonly CredentialId[] {
  const wanted = heldUp.map((one) => wantedBy(one, issuer))
  return [...new Set(wanted.flatMap((each) => (each.kind === 'declared' ? [each.credential] : [])))]
}

function wantedBy(one: HeldUp, issuer: string): Wanted {
  if (one.kind === 'scanned') return wantedByScan(one.reading, one.at, issuer)
  const { document, trust, credential, at } = one
  // Of a bad document no rule ever saw anything.
  if (trust === 'bad') return { kind: 'nothing' }
  // A kiosk joins a person's code only where a key of its bundle opened it, and there this server's alone signs those.
  if (credential !== null) return document === 'credential' ? { kind: 'declared', credential } : { kind: 'elsewhere' }
  return { kind: 'claims', source: document, issuedAt: at }
}

function wantedByScan(reading: Scan['reading'], at: EpochMs, issuer: string): Wanted {
  switch (reading.kind) {
    case 'none':
      return { kind: 'nothing' }
    case 'unreadable':
      return { kind: 'unreadable' }
    case 'short-code':
      return { kind: 'declared', credential: reading.credential }
    case 'credential':
      return reading.type === 'person' && reading.issuer === issuer ? { kind: 'declared', credential: reading.id } : { kind: 'elsewhere' }
    case 'form':
      return { kind: 'claims', source: 'form', issuedAt: reading.paper?.writtenAt ?? at }
    case 'document':
      return reading.trust === 'bad' ? { kind: 'nothing' } : { kind: 'claims', source: reading.document, issuedAt: at }
  }
}

/** Written by this server after its parsers had passed it. */
function storedClaims(body: string): Claims {
  const declaration: { readonly claims: Claims } = JSON.parse(body)
  return declaration.claims
}
