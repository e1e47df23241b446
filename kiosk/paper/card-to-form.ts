import type { DocumentKind } from '../../shared/declaration/vocabulary.ts'
import { type ForeignDocument, UNKNOWN_COUNTRY } from '../../shared/documents/foreign-document.ts'
import { readUnsigned } from '../../shared/documents/read-document.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import { formatDate } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'

/** Kinds whose number the form has a field for; in the order of preference where a card names two. */
const KINDS: readonly DocumentKind[] = ['citizen-id', 'passport', 'old-id', 'other']

/** What an ID card, the QR of 2021 or a passport's lines fill in; null where the text is none of them. */
export function cardToForm(text: string, now: EpochMs): Partial<FormInput> | null {
  const document = readUnsigned(text, now)
  return document && documentToForm(document)
}

/** Null where the document is bad: of its holder nothing is known. */
export function documentToForm(document: ForeignDocument): Partial<FormInput> | null {
  if (!document.claims) return null
  const { claims, birthDate } = document
  const identity = KINDS.flatMap((kind) => document.identities.filter((each) => each.kind === kind))[0]
  return {
    name: claims.name,
    birth: birthDate === null ? String(claims.birthYear) : formatDate(birthDate),
    sex: claims.sex,
    ...(claims.nationality !== UNKNOWN_COUNTRY && { nationality: claims.nationality }),
    ...(identity && { documentKind: identity.kind, documentNumber: identity.number }),
  }
}
