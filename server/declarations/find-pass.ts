import { parseReference } from '../../shared/credential/reference.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import type { Storage } from '../storage/storage.ts'
import { findReply } from './declaration-store.ts'
import { issuedDeclaration } from './issue-declaration.ts'

/** Malformed and unknown links are answered alike, with null, so that an answer tells nothing about what exists. */
export async function findPass({ storage }: { readonly storage: Storage }, link: string): Promise<IssuedDeclaration | null> {
  const reference = parseReference(link)
  if (!reference.ok) return null
  const reply = await findReply(storage, reference.value)
  return reply && issuedDeclaration(reply, reference.value)
}
