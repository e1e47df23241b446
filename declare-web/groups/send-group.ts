import { hexOf } from '../../shared/hex.ts'
import type { GroupReply } from '../../shared/http/api.ts'
import type { EpochMs } from '../../shared/units.ts'
import { draftToInput } from '../draft/draft-to-input.ts'
import { fetchProving } from '../pass/fetch-proving.ts'
import type { GroupRow } from './group-rows.ts'
import type { IssuedRow } from './row-lists.tsx'

/** So many at once: progress is seen, a lost reply costs little to ask for again, and sixty stay within the server's limit. */
const AT_ONCE = 10

/** One request, kept as it was sent: sent again after a lost reply it makes no second declaration. */
export interface Parcel {
  readonly key: string
  readonly body: string
  readonly rows: readonly GroupRow[]
  readonly reply: GroupReply | null
}

export function parcelsOf(rows: readonly GroupRow[], now: EpochMs): readonly Parcel[] {
  return Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, at) => {
    const some = rows.slice(at * AT_ONCE, (at + 1) * AT_ONCE)
    const body = JSON.stringify({ rows: some.map(({ draft }) => draftToInput(draft, now)) })
    return { key: hexOf(crypto.getRandomValues(new Uint8Array(16))), body, rows: some, reply: null }
  })
}

/** One after the other; those with a reply are not sent again. Stops at the first that gets none. */
export async function sendParcels(parcels: readonly Parcel[], language: string, onStep: (parcels: readonly Parcel[]) => void): Promise<void> {
  let held = parcels
  for (const [at, parcel] of parcels.entries()) {
    if (parcel.reply !== null) continue
    const headers = { 'content-type': 'application/json', 'accept-language': language, 'idempotency-key': parcel.key }
    const answer = await fetchProving({ url: '/api/groups', method: 'POST', body: parcel.body, headers })
    if (answer.kind !== 'answer' || answer.status !== 200 || !isReply(answer.body)) return
    const { body } = answer
    held = held.map((one, other) => (other === at ? { ...one, reply: body } : one))
    onStep(held)
  }
}

export function issuedIn(parcels: readonly Parcel[]): readonly IssuedRow[] {
  return parcels.flatMap(({ rows, reply }) =>
    (reply?.rows ?? []).flatMap((told) => ('issued' in told ? [{ name: rows[told.row]?.name ?? '', issued: told.issued }] : [])),
  )
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
