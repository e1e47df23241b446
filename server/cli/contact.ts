import { type Contacts, readContacts, writeContacts } from '../declarations/contacts.ts'
import { type CliAnswer, done, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

export interface ContactOptions {
  readonly authority?: string
  readonly phone?: string
  readonly text?: string
  readonly textEn?: string
}

const PHONE = /^\+?[0-9][0-9 .-]{1,28}[0-9]$/

/** Without a number it shows; with one, and words in both languages, it names whom travellers call about a decision. */
export async function contactCommand(
  { storage }: Pick<Installation, 'storage'>,
  { authority = '', phone, text, textEn }: ContactOptions,
): Promise<CliAnswer> {
  const kept = await readContacts(storage)
  if (phone === undefined) return done(lines(kept), kept)
  if (!PHONE.test(phone)) return wrongUse('A telephone number has 3 to 30 digits, blanks, dots and hyphens; + may stand first.')
  if (!text || !textEn) return wrongUse('Say whose number it is, and when somebody answers: --text and --text-en.')
  const next = { ...kept, [authority]: { phone, text: { vi: text, en: textEn } } }
  await storage.write((tx) => writeContacts(tx, next))
  return done(lines(next), next)
}

function lines(contacts: Contacts): string {
  const all = Object.entries(contacts).map(([authority, { phone, text }]) => `${authority === '' ? 'everybody' : authority}: ${phone} (${text.vi})`)
  return all.length === 0 ? 'Nobody is named yet: travellers see no number to call.' : all.join('\n')
}
