import { readFileSync } from 'node:fs'
import { asCheckpointId } from '../../shared/ids.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import { addStaff } from '../staff/add-staff.ts'
import { type CliAnswer, done, type Installation, refused, wrongUse } from './open-installation.ts'

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
    password: options.password ?? readFileSync(0, 'utf8').split('\n')[0] ?? '',
    pin: options.pin ?? null,
    checkpoints: checkpoints.map(asCheckpointId),
  }
  const added = await addStaff(storage, staff, clock.now())
  if (!added.ok) return refused(added.error, { error: 'staff-refused', message: added.error })
  await storage.write(bumpBundle)
  return done(`Added ${staff.role} ${added.value}.`, { staff: { id: added.value, name: staff.name, role: staff.role, checkpoints } })
}
