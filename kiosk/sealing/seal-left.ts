import { isNonEmpty } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import type { PersonalDrafts } from './personal-drafts.ts'

export interface SealLeftDeps {
  readonly store: Pick<KioskStore, 'append'>
  readonly personal: PersonalDrafts
}

/** At the end of a shift nothing of a person stays readable on the tablet; a passage still open keeps its verdict. */
export async function sealLeft({ store, personal }: SealLeftDeps, at: { readonly occurredAt: EpochMs; readonly wallAt: EpochMs }): Promise<void> {
  const { drafts, settings } = await personal.settleAll(at)
  if (isNonEmpty(drafts)) await store.append({ drafts, settings })
}
