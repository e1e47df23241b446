import type { Claims } from '../../shared/declaration/claims.ts'
import { documentKey, employerKey, plateKey } from '../../shared/lists/list-key.ts'
import type { PersonalClaims } from '../../shared/passage/records.ts'
import type { WatchHit } from '../../shared/rules/passing.ts'
import { watchKindOf } from '../lists/watch.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'

/** What a passage's papers and plates lead to on the lists, besides its codes. */
export interface PaperHits {
  readonly hits: readonly WatchHit[]
  /** Something was shown that a list can name: a tablet may have found it on a list of that hour. */
  readonly asksLists: boolean
}

interface Number {
  readonly key: string
  readonly birthYear: number
}

/** By this server's own lists as they stand: the numbers are here in plain, so nothing need be hashed. */
export async function paperHits(
  { storage }: Pick<AdjudicationDeps, 'storage'>,
  documents: readonly { readonly claims: Claims }[],
  claims: readonly PersonalClaims[],
): Promise<PaperHits> {
  const numbers = claims.flatMap(numberIn)
  const plates = documents.flatMap(({ claims: { travel } }) => [travel?.plate, travel?.trailerPlate]).filter((plate) => plate !== undefined)
  const employers = documents.flatMap(({ claims: { employer } }) => employer ?? [])
  const keys = [...new Set([...numbers.map(({ key }) => key), ...plates.map(plateKey), ...employers.map(employerKey)])]
  if (keys.length === 0) return { hits: [], asksLists: false }
  const rows = await storage.read.selectFrom('watch_entry').selectAll().where('list_key', 'in', keys).orderBy('watch_id').execute()
  const hits = rows.flatMap((row): readonly WatchHit[] => {
    const { subject, kind, birth_year, valid_from: from, valid_to: to, other_checkpoint, other_at } = row
    if (subject !== 'document' && subject !== 'plate') return []
    const isConfirmed = subject === 'document' && numbers.some(({ key, birthYear }) => key === row.list_key && birthYear === birth_year)
    const other = other_checkpoint === null || other_at === null ? {} : { otherPassage: { checkpoint: other_checkpoint, at: other_at } }
    return [{ kind: watchKindOf(kind), by: [subject], confirmed: isConfirmed, from, to, ...other }]
  })
  return { hits, asksLists: true }
}

function numberIn({ claims, contact }: PersonalClaims): readonly Number[] {
  const { document, nationality, birthYear } = claims
  if (contact.documentNumber === null || document === null) return []
  return [{ key: documentKey({ kind: document.kind, country: nationality, number: contact.documentNumber }), birthYear }]
}
