import type { Credential, OpenError } from '../credential/credential.ts'
import { openCredential } from '../credential/open-credential.ts'
import type { OpenTrust } from '../credential/open-trust.ts'
import { PREFIX } from '../credential/prefix.ts'
import type { EpochMs } from '../units.ts'
import { EU_PREFIX, type ForeignDocument } from './foreign-document.ts'
import { isIdCard, readIdCard } from './id-card.ts'
import { mrzLetters, readMrz } from './mrz.ts'
import { isPersonalQr, readPersonalQr } from './personal-qr.ts'

/** What a text turned out to be: a code of ours, a document of somebody else's, or nothing that opens. */
export type ReadDocument =
  | { readonly kind: 'credential'; readonly credential: Credential }
  | { readonly kind: 'document'; readonly document: ForeignDocument }
  | { readonly kind: 'unreadable'; readonly error: OpenError }

/** `eu` is a port: its readers weigh more than all others and are loaded at the first EU certificate. */
export interface ReadTrust {
  readonly ours: OpenTrust
  readonly eu: (text: string, now: EpochMs) => Promise<ForeignDocument>
}

/** Longer than any code or typed line; nothing behind it is looked at. */
const MAX_TEXT = 8000

/** Reads whatever is held up or typed. Never throws, whatever it is. */
export async function readDocument(text: string, trust: ReadTrust, now: EpochMs): Promise<ReadDocument> {
  if (text.length > MAX_TEXT) return { kind: 'unreadable', error: { kind: 'bad', code: 'not-ours' } }
  if (text.startsWith(EU_PREFIX)) return { kind: 'document', document: await trust.eu(text, now) }
  const document = text.trimStart().startsWith(PREFIX) ? null : readUnsigned(text, now)
  if (document !== null) return { kind: 'document', document }
  const opened = await openCredential(text, trust.ours, now)
  return opened.ok ? { kind: 'credential', credential: opened.value } : { kind: 'unreadable', error: opened.error }
}

/** Cards, the QR of 2021 and the lines of a passport; null where it is none of them. */
export function readUnsigned(text: string, now: EpochMs): ForeignDocument | null {
  if (isIdCard(text)) return readIdCard(text)
  if (isPersonalQr(text)) return readPersonalQr(text)
  const letters = mrzLetters(text)
  return letters === null ? null : readMrz(letters, now)
}
