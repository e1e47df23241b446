import { sha256 } from '@noble/hashes/sha2.js'
import { hexOf } from '../../shared/hex.ts'
import type { GroupReply } from '../../shared/http/api.ts'
import type { EpochMs } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { draftToInput } from '../draft/draft-to-input.ts'
import { fetchProving } from '../pass/fetch-proving.ts'
import { contentOf, type GroupRow } from './group-rows.ts'
import type { IssuedRow } from './row-lists.tsx'
import { uploadId } from './upload-id.ts'

/** So many at once: progress is seen, a lost reply costs little to ask for again, and sixty stay within the server's limit. */
const AT_ONCE = 10

/** Some rows, kept as they were sent. Each goes under a key of its own: sent again after a lost reply, in whatever list, it makes no second declaration. */
export interface Parcel {
  readonly keys: readonly string[]
  readonly body: string
  readonly rows: readonly GroupRow[]
  readonly reply: GroupReply | null
}

/** A code by the key of the row that it was given for. */
export type Codes = ReadonlyMap<string, IssuedRow>

/** Nobody who does not hold this tab's secret can make it. */
export function keyOf(row: GroupRow): string {
  return hexOf(sha256(utf8Bytes(`${uploadId()} ${contentOf(row)}`)))
}

export function parcelsOf(rows: readonly GroupRow[], now: EpochMs): readonly Parcel[] {
  return Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, at) => {
    const some = rows.slice(at * AT_ONCE, (at + 1) * AT_ONCE)
    const keys = some.map(keyOf)
    const body = JSON.stringify({ rows: some.map(({ draft }) => draftToInput(draft, now)), keys })
    return { keys, body, rows: some, reply: null }
  })
}

/** One after the other; those with a reply are not sent again. Stops at the first that gets none, and says how many seconds the server asks to wait. */
export async function sendParcels(parcels: readonly Parcel[], language: string, onStep: (parcels: readonly Parcel[]) => void): Promise<number> {
  let held = parcels
  for (const [at, parcel] of parcels.entries()) {
    if (parcel.reply !== null) continue
    const headers = { 'content-type': 'application/json', 'accept-language': language }
    const answer = await fetchProving({ url: '/api/groups', method: 'POST', body: parcel.body, headers })
    if (answer.kind !== 'answer') return 0
    if (answer.status !== 200 || !isReply(answer.body)) return answer.retryAfterSeconds
    const { body } = answer
    held = held.map((one, other) => (other === at ? { ...one, reply: body } : one))
    onStep(held)
  }
  return 0
}

export function codesIn(parcels: readonly Parcel[]): Codes {
  const told = parcels.flatMap(({ keys, rows, reply }) =>
    (reply?.rows ?? []).flatMap((one) =>
      'issued' in one ? [[keys[one.row] ?? '', { name: rows[one.row]?.name ?? '', issued: one.issued }] as const] : [],
    ),
  )
  return new Map(told)
}

/** What only the server found wrong, in its words. */
export function refusedIn(parcels: readonly Parcel[]): readonly GroupRow[] {
  return parcels.flatMap(({ rows, reply }) =>
    (reply?.rows ?? []).flatMap((told) => {
      const row = rows[told.row]
      return 'fields' in told && row ? [{ ...row, errors: told.fields.map(({ message }) => message) }] : []
    }),
  )
}

function isReply(body: unknown): body is GroupReply {
  return typeof body === 'object' && body !== null && 'rows' in body && Array.isArray(body.rows)
}
