import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { OwnDataShown } from '../../shared/http/plain-pages.ts'
import { finding } from '../../shared/rules/findings.ts'
import { formatDate, localDateAt } from '../../shared/time.ts'
import { DAY_MS, type EpochMs } from '../../shared/units.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { RouteReply, RouteRequest } from '../http/route.ts'
import { RETENTION_DAYS } from '../sealing/retention.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { announce, NO_PASS } from './change-pass.ts'
import type { DeclareDeps } from './declare.ts'
import { type HeldPass, heldPass } from './held-pass.ts'
import type { StoredReply } from './issue-declaration.ts'
import { passView } from './pass-view.ts'

/** Everything that is kept about one declaration, for its owner. */
export async function ownData(deps: DeclareDeps, link: string): Promise<OwnDataShown | null> {
  const held = await heldPass(deps.storage.read, link)
  if (!held) return null
  const keptUntil = await keptUntilOf(deps.storage.read, held)
  return {
    exportedAt: deps.clock.now(),
    declaration: held.declaration,
    pass: await passView(deps, held),
    keptUntil,
    keptBecause: keptUntil === null ? null : KEPT_BECAUSE,
  }
}

export async function showOwnData(deps: DeclareDeps, request: RouteRequest): Promise<RouteReply> {
  const data = await ownData(deps, request.params.reference ?? '')
  if (!data) return refusalReply(NO_PASS, request.language)
  // `?download=1` is the link of the page; a program reads the answer as it comes.
  const headers = request.query.download === undefined ? {} : { 'Content-Disposition': `attachment; filename="chot-${data.pass.shortCode}.json"` }
  return { status: 200, body: data, headers }
}

/** Before anybody held the code up at once; after that when its time is over. Twice is once. */
export async function erasePass(deps: DeclareDeps, link: string): Promise<Refusal | null> {
  return deps.storage.write(async (tx) => {
    const held = await heldPass(tx, link)
    if (!held) return NO_PASS
    if (held.erasedAt !== null) return null
    const keptUntil = await keptUntilOf(tx, held)
    if (keptUntil !== null && keptUntil > deps.clock.now()) return kept(keptUntil, deps.zone)
    for (const one of [held, ...(await replacedBy(tx, held))]) await eraseOne(tx, one, deps.clock.now())
    await announce(deps, tx)
    return null
  })
}

/** What it took the place of, one after the other: its owner was led on from there. What was held up at a checkpoint stays its time. */
async function replacedBy(tx: Tx, { reply }: Erased): Promise<readonly Erased[]> {
  if (reply.replaces === undefined) return []
  const row = await tx.selectFrom('declaration').select(['credential_id', 'reply']).where('credential_id', '=', reply.replaces).executeTakeFirst()
  if (!row) return []
  const one: Erased = { credential: row.credential_id, reply: JSON.parse(row.reply) }
  return [...((await wasHeldUp(tx, one.credential)) ? [] : [one]), ...(await replacedBy(tx, one))]
}

/** Every night, as long after their expiry as the records of the checkpoints are kept. */
export async function eraseOldDeclarations({ storage, clock }: Pick<DeclareDeps, 'storage' | 'clock'>): Promise<number> {
  const before = clock.now() - RETENTION_DAYS * DAY_MS
  let erased = 0
  for (;;) {
    const rows = await storage.read
      .selectFrom('declaration')
      .select(['credential_id', 'reply'])
      .where('erased_at', 'is', null)
      .where('expires_at', '<', before)
      .limit(PAGE)
      .execute()
    if (rows.length === 0) return erased
    await storage.write(async (tx) => {
      for (const row of rows) await eraseOne(tx, { credential: row.credential_id, reply: JSON.parse(row.reply) }, clock.now())
    })
    erased += rows.length
  }
}

/** Kiosks are answered between two pages. */
const PAGE = 200

/** Null where nobody has held the code up yet. An open scan counts: somebody may still have to answer for it. */
async function keptUntilOf(db: Storage['read'] | Tx, held: HeldPass): Promise<EpochMs | null> {
  if (held.erasedAt !== null) return null
  return (await wasHeldUp(db, held.credential)) ? held.reply.expiresAt + RETENTION_DAYS * DAY_MS : null
}

async function wasHeldUp(db: Storage['read'] | Tx, credential: string): Promise<boolean> {
  const seen = await db.selectFrom('passage').select('passage_id').where('credential_id', '=', credential).limit(1).executeTakeFirst()
  return seen !== undefined
}

interface Erased {
  readonly credential: string
  readonly reply: StoredReply
}

/** What remains names nobody: the code's id, which stays revoked, when and where it was good, and that it was erased. */
async function eraseOne(tx: Tx, { credential, reply }: Erased, now: EpochMs): Promise<void> {
  const verdict: StoredReply['verdict'] = { outcome: 'refer', reasons: [finding('CHOT-NO-DOCUMENT').reason], duties: [] }
  await tx
    .updateTable('declaration')
    .set((eb) => ({
      body: '',
      qr_payload: '',
      sealed_link: null,
      reply: JSON.stringify({ ...reply, qrPayload: '', verdict } satisfies StoredReply),
      erased_at: now,
      revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)),
    }))
    .where('credential_id', '=', credential)
    .execute()
  await tx.deleteFrom('declared_document').where('credential_id', '=', credential).execute()
}

export const KEPT_BECAUSE: Texts = {
  vi: `Mã đã được quét ở chốt. Tờ khai được giữ thêm ${RETENTION_DAYS} ngày sau khi mã hết hạn, để theo dõi cách ly, tìm người tiếp xúc và giải quyết khiếu nại; sau đó tự xóa.`,
  en: `The code was read at a checkpoint. The declaration is kept for ${RETENTION_DAYS} days after the code expires, to follow up quarantine, trace contacts and settle objections; then it is erased by itself.`,
}

function kept(until: EpochMs, zone: DeclareDeps['zone']): Refusal {
  const date = formatDate(localDateAt(until, zone))
  return {
    status: 409,
    error: 'kept',
    texts: { vi: `Chưa xóa được: giữ đến ${date}. ${KEPT_BECAUSE.vi}`, en: `It cannot be erased yet: kept until ${date}. ${KEPT_BECAUSE.en}` },
  }
}
