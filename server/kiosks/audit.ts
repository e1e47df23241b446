import type { EpochMs } from '../../shared/units.ts'
import type { Tx } from '../storage/storage.ts'

export interface AuditEntry {
  readonly at: EpochMs
  readonly by: string
  readonly action: string
  readonly detail: { readonly [name: string]: string | number }
}

export async function audit(tx: Tx, { at, by, action, detail }: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at, staff_id: by, action, detail: JSON.stringify(detail) })
    .execute()
}
