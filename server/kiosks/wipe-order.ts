import { base64UrlOf } from '../../shared/base64url.ts'
import { asKioskId, type KioskId } from '../../shared/ids.ts'
import { type KioskOrder, orderText, type SignedOrder } from '../../shared/sync/kiosk-order.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import type { CoreDeps } from '../deps.ts'

/** The order that a revoked tablet obeys; nothing for one in service. */
export async function orderFor({ storage, keys, clock }: CoreDeps, kiosk: KioskId): Promise<{ readonly order?: SignedOrder }> {
  const row = await storage.read.selectFrom('kiosk').selectAll().where('kiosk_id', '=', kiosk).executeTakeFirst()
  if (row?.state !== 'revoked') return {}
  const wipe: KioskOrder['wipe'] = row.drops_queue === 1 ? 'secrets-and-queue' : 'secrets'
  const order: KioskOrder = { v: 1, kiosk: asKioskId(row.kiosk_id), epoch: row.epoch, wipe, orderedAt: row.revoked_at ?? clock.now() }
  return { order: { order, signature: base64UrlOf(await keys.signBundle(utf8Bytes(orderText(order)))) } }
}
