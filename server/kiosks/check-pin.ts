import { verify } from '@node-rs/argon2'
import { asStaffId, type KioskId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { MAX_PIN_FAILURES } from '../../shared/shift/pin.ts'
import type { PinReply } from '../../shared/sync/protocol.ts'
import type { Storage } from '../storage/storage.ts'

export type PinRefusal =
  | { readonly error: 'officer-not-here' }
  | { readonly error: 'pin-not-set' }
  | { readonly error: 'pin-wrong'; readonly triesLeft: number }
  | { readonly error: 'pin-locked' }

interface PinTry {
  readonly kiosk: KioskId
  readonly officer: string
  readonly pin: string
}

/** An officer of this kiosk's checkpoint proves who they are. The try is counted before it is checked: guesses at once gain nothing. */
export async function checkPin(storage: Storage, { kiosk, officer, pin }: PinTry): Promise<Result<PinReply['officer'], PinRefusal>> {
  const row = await officerAt(storage, kiosk, officer)
  if (!row) return err({ error: 'officer-not-here' })
  if (row.pin_hash === null) return err({ error: 'pin-not-set' })
  const failures = await countTry(storage, row.staff_id)
  if (failures === null) return err({ error: 'pin-locked' })
  if (!(await verify(row.pin_hash, pin))) {
    const triesLeft = MAX_PIN_FAILURES - failures
    return err(triesLeft > 0 ? { error: 'pin-wrong', triesLeft } : { error: 'pin-locked' })
  }
  await forgetTries(storage, row.staff_id)
  return ok({ id: asStaffId(row.staff_id), name: row.name, pinVersion: row.pin_version })
}

interface OfficerRow {
  readonly staff_id: string
  readonly name: string
  readonly pin_hash: string | null
  readonly pin_version: number
}

async function officerAt({ read }: Storage, kiosk: KioskId, officer: string): Promise<OfficerRow | undefined> {
  return read
    .selectFrom('kiosk')
    .innerJoin('staff_checkpoint', 'staff_checkpoint.checkpoint_id', 'kiosk.checkpoint_id')
    .innerJoin('staff', 'staff.staff_id', 'staff_checkpoint.staff_id')
    .select(['staff.staff_id', 'staff.name', 'staff.pin_hash', 'staff.pin_version'])
    .where('kiosk.kiosk_id', '=', kiosk)
    .where('staff.staff_id', '=', officer)
    .where('staff.role', '=', 'officer')
    .where('staff.closed_at', 'is', null)
    .executeTakeFirst()
}

/** The number of tries with this one, or null where they are used up. */
async function countTry(storage: Storage, staffId: string): Promise<number | null> {
  return storage.write(async (tx) => {
    const row = await tx
      .updateTable('staff')
      .set((eb) => ({ pin_failures: eb('pin_failures', '+', 1) }))
      .where('staff_id', '=', staffId)
      .where('pin_failures', '<', MAX_PIN_FAILURES)
      .returning('pin_failures')
      .executeTakeFirst()
    return row?.pin_failures ?? null
  })
}

async function forgetTries(storage: Storage, staffId: string): Promise<void> {
  await storage.write((tx) => tx.updateTable('staff').set({ pin_failures: 0 }).where('staff_id', '=', staffId).execute())
}
