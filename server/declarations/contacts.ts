import * as z from 'zod/mini'
import type { Contact } from '../../shared/http/api.ts'
import type { AuthorityId } from '../../shared/ids.ts'
import { readSetting, writeSetting } from '../seed/settings.ts'
import type { Storage, Tx } from '../storage/storage.ts'

/** By authority; under '' that of the whole installation. */
export type Contacts = Readonly<Record<string, Contact>>

const schema = z.record(z.string(), z.strictObject({ phone: z.string(), text: z.strictObject({ vi: z.string(), en: z.string() }) }))

/** Whom a traveller may call about a decision: the checkpoint's authority, else the installation; null where nobody was named. */
export async function contactFor(storage: Pick<Storage, 'read'>, authority: AuthorityId | null): Promise<Contact | null> {
  const contacts = await readContacts(storage)
  return contacts[authority ?? ''] ?? contacts[''] ?? null
}

export async function readContacts(storage: Pick<Storage, 'read'>): Promise<Contacts> {
  const kept = await readSetting(storage, 'contacts')
  return kept === null ? {} : schema.parse(JSON.parse(kept))
}

export async function writeContacts(tx: Tx, contacts: Contacts): Promise<void> {
  await writeSetting(tx, 'contacts', JSON.stringify(contacts))
}
