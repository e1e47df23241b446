import type { PartName } from '../../shared/bundle/bundle.ts'
import type { Hash } from '../../shared/passage/records.ts'

/** `version` is that of the bundle that brought this content: it grows with every change and never comes back. */
export interface StoredPart {
  readonly version: number
  readonly hash: Hash
}
export type StoredParts = { readonly [part in PartName]: StoredPart }
