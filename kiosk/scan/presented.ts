import type { CredentialType } from '../../shared/credential/credential.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { findHits, type Hits, type Presented } from '../../shared/lists/find-hits.ts'
import type { SlowHash } from '../../shared/lists/slow-hash.ts'
import type { DocumentSource } from '../../shared/passage/observation.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import type { FormReading, JoinedReading, PassageView, Reading } from './passage-view.ts'

/** Everything read of one person, in the order it was held up. */
export function readingsOf({ reading, joined }: Pick<PassageView, 'reading' | 'joined'>): readonly Reading[] {
  return [reading, ...(joined ?? [])]
}

/** What the rules look at; nothing of a bad document or an unreadable code. */
export function presentedBy(reading: Reading): PresentedDocument | null {
  switch (reading.kind) {
    case 'form':
      return { source: 'form', claims: reading.claims, issuedAt: reading.filledAt }
    case 'credential':
      return { source: SOURCES[reading.credential.type], claims: reading.credential.claims, issuedAt: reading.credential.issuedAt }
    case 'document': {
      const { source, claims, issuedAt } = reading.document
      return claims && { source, claims, issuedAt }
    }
    default:
      return null
  }
}

/** The one-minute form of the person on the screen, first or afterwards. */
export function formIn(view: Pick<PassageView, 'reading' | 'joined'>): FormReading | null {
  return readingsOf(view).find((reading) => reading.kind === 'form') ?? null
}

/** Whose name stands on the screen: of a declaration before a card, whatever was held up first. */
export function readingToShow(view: Pick<PassageView, 'reading' | 'joined'>): Reading {
  const holders = readingsOf(view).filter((reading) => holderOf(reading) !== null)
  return holders.find(({ kind }) => kind !== 'document') ?? holders[0] ?? view.reading
}

/** As records name it. */
export function sourceOf(reading: JoinedReading): DocumentSource | 'form' {
  if (reading.kind === 'form') return 'form'
  return reading.kind === 'credential' ? SOURCES[reading.credential.type] : reading.document.source
}

const SOURCES: { readonly [type in CredentialType]: DocumentSource } = {
  person: 'credential',
  slip: 'slip',
  'vehicle-pass': 'vehicle-pass',
  'completed-quarantine': 'completed-quarantine',
}

/** Whose name and year stand on it; null where it names nobody. */
export function holderOf(reading: Reading): Claims | null {
  const presented = presentedBy(reading)
  return presented === null || presented.source === 'vehicle-pass' ? null : presented.claims
}

/** The lists of the bundle, asked by everything presented. Each number of a card takes a slow hash. */
export function hitsOf(readings: readonly Reading[], { lists }: Pick<ReadyBundle, 'lists'>, slowHash: SlowHash): Promise<Hits> {
  const credentials = readings.flatMap((reading) => (reading.kind === 'credential' ? [reading.credential] : []))
  const claims = readings.flatMap((reading) => presentedBy(reading)?.claims ?? [])
  const presented: Presented = {
    credentials: credentials.map(({ id }) => id),
    passes: credentials.filter(({ type }) => type === 'vehicle-pass').map(({ id }) => id),
    documents: readings.flatMap(numbersOf),
    plates: claims.flatMap(({ travel }) => [travel?.plate, travel?.trailerPlate]).filter((plate) => plate !== undefined),
    employers: claims.flatMap(({ employer }) => employer ?? []),
  }
  return findHits(presented, lists, slowHash)
}

function numbersOf(reading: Reading): Presented['documents'] {
  if (reading.kind === 'document') {
    const birthYear = reading.document.claims?.birthYear ?? null
    return reading.document.identities.map((identity) => ({ ...identity, birthYear }))
  }
  if (reading.kind !== 'form' || reading.contact.documentNumber === null || reading.claims.document === null) return []
  const { nationality, birthYear, document } = reading.claims
  return [{ kind: document.kind, country: nationality, number: reading.contact.documentNumber, birthYear }]
}
