import type { KioskId, StaffId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../clock.ts'
import type { Storage } from '../storage/storage.ts'
import { audit } from './audit.ts'

/**
 * `stolen`: nothing later of it counts; what it sends is set aside. `retired`: what it still holds is taken and counted, and
 * then it is out. May be said again: a tablet that was found is retired, and its tail comes in.
 */
export type RevokedAs = 'stolen' | 'retired'

interface Revocation {
  readonly kiosk: KioskId
  readonly by: StaffId | 'cli'
  readonly as?: RevokedAs
  /** `drop`: an operator gives up the records that it never sent. */
  readonly queue?: 'keep' | 'drop'
}

/** What it has recorded stays. At its next contact it is told to forget its secrets. */
export async function revokeKiosk(
  storage: Storage,
  { kiosk, by, as = 'stolen', queue = 'keep' }: Revocation,
  clock: Clock,
): Promise<Result<null, 'kiosk-unknown'>> {
  return storage.write(async (tx) => {
    const at = clock.now()
    const revoked = { state: 'revoked', revoked_as: as, revoked_at: at, drops_queue: queue === 'drop' ? 1 : 0 }
    const row = await tx.updateTable('kiosk').set(revoked).where('kiosk_id', '=', kiosk).returning('checkpoint_id').executeTakeFirst()
    if (!row) return err('kiosk-unknown')
    const past = tx.updateTable('past_log').where('kiosk_id', '=', kiosk)
    if (as === 'stolen') await past.set({ state: 'stolen' }).where('state', '=', 'open').execute()
    else await past.set({ state: 'open' }).where('state', '=', 'stolen').execute()
    await audit(tx, { at, by, action: 'kiosk-revoked', detail: { kiosk, checkpoint: row.checkpoint_id, as, queue } })
    return ok(null)
  })
}
