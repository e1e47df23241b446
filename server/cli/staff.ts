import { asCheckpointId } from '../../shared/ids.ts'
import { isPin } from '../../shared/shift/pin.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import { addStaff } from '../staff/add-staff.ts'
import { hashPassword } from '../staff/password.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { typedSecret } from './typed-secret.ts'

export interface StaffOptions {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly password?: string
  readonly pin?: string
  readonly checkpoint?: readonly string[]
}

export async function addStaffCommand({ storage, clock }: Installation, options: StaffOptions): Promise<CliAnswer> {
  const checkpoints = options.checkpoint ?? []
  const odd = checkpoints.find((id) => !asCheckpointId.matches(id))
  if (odd !== undefined) return wrongUse(`Not a checkpoint id: ${odd}`)
  const staff = {
    id: options.id,
    name: options.name,
    role: options.role,
    password: options.password ?? (await typedSecret('Password (8 letters or more, not shown): ')),
    pin: options.pin ?? null,
    checkpoints: checkpoints.map(asCheckpointId),
  }
  const added = await addStaff(storage, staff, clock.now())
  if (!added.ok) return refused(added.error, { error: 'staff-refused', message: added.error })
  await storage.write(bumpBundle)
  return done(`Added ${staff.role} ${added.value}.`, { staff: { id: added.value, name: staff.name, role: staff.role, checkpoints } })
}

/** A new PIN, also for an officer who is locked out: the count of wrong tries starts again, and tablets forget the old one. */
export async function setPinCommand({ storage }: Pick<Installation, 'storage'>, id: string, pin: string): Promise<CliAnswer> {
  if (!isPin(pin)) return wrongUse('A PIN has 4 to 8 digits.')
  const pin_hash = await hashPassword(pin)
  const changed = await storage.write(async (tx) => {
    const officer = await tx
      .updateTable('staff')
      .set((eb) => ({ pin_hash, pin_failures: 0, pin_version: eb('pin_version', '+', 1) }))
      .where('staff_id', '=', id)
      .where('role', '=', 'officer')
      .returning('staff_id')
      .executeTakeFirst()
    if (officer) await bumpBundle(tx)
    return officer
  })
  if (!changed) return refused(`There is no officer ${id}.`, { error: 'staff-unknown', message: `There is no officer ${id}.` })
  return done(`${id} has a new PIN; each tablet asks for it once on line.`, { staff: id })
}
