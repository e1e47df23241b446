import { checkText, plainText } from '../../shared/declaration/plain-text.ts'
import { ROLES, type Role } from '../../shared/http/api.ts'
import { asStaffId, type CheckpointId, type StaffId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isPin } from '../../shared/shift/pin.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { hashPassword } from './password.ts'

/** NIST 800-63B's least for a password alone; no rules about kinds of characters, which only make them worse. */
export const MIN_PASSWORD_LENGTH = 8
/** Longer ones only make the hash work. */
export const MAX_PASSWORD_LENGTH = 200

export interface NewStaff {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly password: string
  /** Officers need one: 4 to 8 digits. */
  readonly pin: string | null
  /** Where an officer works; nobody else has any. */
  readonly checkpoints: readonly CheckpointId[]
}

/** Adds an account. The refusal is a sentence that says what to change. */
export async function addStaff(storage: Storage, staff: NewStaff, now: EpochMs): Promise<Result<StaffId, string>> {
  const problem = problemOf(staff)
  if (problem) return err(problem)
  const row = await staffRow(staff, now)
  return storage.write(async (tx) => {
    const taken = await tx.selectFrom('staff').select('staff_id').where('staff_id', '=', staff.id).executeTakeFirst()
    if (taken) return err(`There is already an account ${staff.id}. Choose another login name.`)
    const unknown = await unknownCheckpoint(tx, staff.checkpoints)
    if (unknown) return err(`There is no checkpoint ${unknown}.`)
    await insertStaff(tx, row, staff.checkpoints)
    return ok(asStaffId(staff.id))
  })
}

export interface StaffRow {
  readonly staff_id: string
  readonly name: string
  readonly role: string
  readonly password_hash: string
  readonly pin_hash: string | null
  readonly pin_failures: number
  readonly closed_at: null
  readonly created_at: number
}

/** Hashing takes its time outside any transaction. */
export async function staffRow(staff: NewStaff, now: EpochMs): Promise<StaffRow> {
  const [password_hash, pin_hash] = await Promise.all([hashPassword(staff.password), staff.pin === null ? null : hashPassword(staff.pin)])
  return {
    staff_id: staff.id,
    name: plainText(staff.name),
    role: staff.role,
    password_hash,
    pin_hash,
    pin_failures: 0,
    closed_at: null,
    created_at: now,
  }
}

export async function insertStaff(tx: Tx, row: StaffRow, checkpoints: readonly CheckpointId[]): Promise<void> {
  await tx.insertInto('staff').values(row).execute()
  for (const checkpoint_id of checkpoints) await tx.insertInto('staff_checkpoint').values({ staff_id: row.staff_id, checkpoint_id }).execute()
}

async function unknownCheckpoint(tx: Tx, wanted: readonly CheckpointId[]): Promise<CheckpointId | undefined> {
  const rows = await tx.selectFrom('checkpoint').select('checkpoint_id').execute()
  const known = new Set(rows.map((row) => row.checkpoint_id))
  return wanted.find((checkpoint) => !known.has(checkpoint))
}

function problemOf(staff: NewStaff): string | null {
  if (!asStaffId.matches(staff.id))
    return 'The login name must be 2 to 40 small letters, digits, dots, hyphens or underscores, and start with a letter.'
  const name = checkText(staff.name, { path: 'name', max: 60 })
  if (!name.ok || name.value === null) return 'The name must have 1 to 60 characters, none of them hidden or a control character.'
  const role: Role | undefined = ROLES.find((known) => known === staff.role)
  if (!role) return `The role must be one of: ${ROLES.join(', ')}.`
  if (staff.password.length < MIN_PASSWORD_LENGTH || staff.password.length > MAX_PASSWORD_LENGTH) {
    return `The password must have ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters.`
  }
  return role === 'officer' ? problemOfOfficer(staff) : problemOfDesk(staff)
}

function problemOfOfficer({ pin, checkpoints }: NewStaff): string | null {
  if (pin === null || !isPin(pin)) return 'An officer needs a PIN of 4 to 8 digits.'
  return checkpoints.length === 0 ? 'An officer needs at least one checkpoint.' : null
}

function problemOfDesk({ pin, checkpoints }: NewStaff): string | null {
  return pin !== null || checkpoints.length > 0 ? 'Only officers have a PIN and checkpoints.' : null
}
