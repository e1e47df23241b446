import type { Finding } from '../../shared/adjudication/finding.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { hashText } from '../../shared/passage/chain.ts'
import type { EpochMs } from '../../shared/units.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'

/** A tablet that brings more double uses than this is broken or lies: its flags say so, and it marks nobody else's code. */
export const MOST_PER_KIOSK = 200
/** Of the whole installation: every kiosk carries each of them. */
const MOST = 5000

/** What the uses of one code came to. */
export interface UsesJudged {
  readonly credential: string
  readonly findings: readonly Finding[]
}

type Entry = Tables['watch_entry']

/**
 * A code that was used twice is watched as `contradicted` until it expires, with place and time of its latest use, so that
 * the next kiosk looks at papers; no longer than the finding stands. Only live codes that were given out here. In the
 * transaction that keeps the findings; kiosks get it with the next bundle.
 */
export async function keepContradicted(tx: Tx, { credential, findings }: UsesJudged, now: EpochMs): Promise<void> {
  const id = watchIdOf(credential)
  const held = await tx.selectFrom('watch_entry').selectAll().where('watch_id', '=', id).executeTakeFirst()
  const wanted = await entryFor(tx, { credential, findings }, now)
  if (wanted === null) {
    if (held) await change(tx, { id, entry: null, now })
    return
  }
  if (held?.valid_from === wanted.valid_from && held.other_checkpoint === wanted.other_checkpoint && held.other_at === wanted.other_at) return
  if (held || !(await isFull(tx, findings))) await change(tx, { id, entry: { ...wanted, added_at: now }, now })
}

/** Entries whose code has expired are nobody's business any more. */
export async function purgeContradicted(tx: Tx, now: EpochMs): Promise<number> {
  const gone = await tx
    .deleteFrom('watch_entry')
    .where('subject', '=', 'credential')
    .where('kind', '=', 'contradicted')
    .where('valid_to', '<=', now)
    .executeTakeFirst()
  const count = Number(gone.numDeletedRows)
  if (count > 0) await bumpBundle(tx)
  return count
}

async function entryFor(tx: Tx, { credential, findings }: UsesJudged, now: EpochMs): Promise<Omit<Entry, 'added_at'> | null> {
  const uses = findings.filter((finding) => finding.class === 'double-use').sort((a, b) => b.at - a.at)
  const [latest] = uses
  const place = latest?.records[0]?.checkpoint
  if (latest === undefined || place === undefined) return null
  const row = await tx.selectFrom('declaration').select(['expires_at', 'revoked_at']).where('credential_id', '=', credential).executeTakeFirst()
  // A tablet whose clock ran ahead must not mark somebody from next year on.
  if (!row || row.revoked_at !== null || row.expires_at <= now || latest.at > now) return null
  return {
    watch_id: watchIdOf(credential),
    list_key: `credential:${asCredentialId(credential)}`,
    subject: 'credential',
    hash: '',
    kind: 'contradicted',
    birth_year: null,
    // The use itself was judged without it, and must not look wrong in hindsight.
    valid_from: latest.at + 1,
    valid_to: row.expires_at,
    other_checkpoint: place,
    other_at: latest.at,
  }
}

async function isFull(tx: Tx, findings: readonly Finding[]): Promise<boolean> {
  const { entries } = await tx
    .selectFrom('watch_entry')
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .where('subject', '=', 'credential')
    .where('kind', '=', 'contradicted')
    .executeTakeFirstOrThrow()
  if (Number(entries) >= MOST) return true
  for (const kiosk of new Set(findings.flatMap(({ records }) => records.map((record) => record.kiosk)))) {
    const { flags } = await tx
      .selectFrom('flag')
      .select(({ fn }) => fn.countAll<number>().as('flags'))
      .where('kiosk_id', '=', kiosk)
      .where('class', '=', 'double-use')
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(flags) > MOST_PER_KIOSK) return true
  }
  return false
}

interface Change {
  readonly id: string
  readonly entry: Entry | null
  readonly now: EpochMs
}

/** No slow hash hangs on it, so the hashed lists stay as they are: only the bundle is made anew. */
async function change(tx: Tx, { id, entry, now }: Change): Promise<void> {
  await tx.deleteFrom('watch_entry').where('watch_id', '=', id).execute()
  if (entry) await tx.insertInto('watch_entry').values(entry).execute()
  const action = entry ? 'watch-added' : 'watch-removed'
  const detail = JSON.stringify({ watch: id, subject: 'credential', kind: 'contradicted' })
  await tx.insertInto('audit').values({ at: now, staff_id: null, action, detail }).execute()
  await bumpBundle(tx)
}

function watchIdOf(credential: string): string {
  return hashText(`chot-contradicted-1|${credential}`).slice(0, 16)
}
