import { hexOf } from '../../shared/hex.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import type { NonEmpty } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { KioskSettings, KioskStore } from './kiosk-store.ts'

/** Records about the kiosk itself: shifts, clocks, bundles, health. */
export interface Journal {
  /** Before an enrolment there is no log: then only the settings are kept. */
  readonly keep: (values: readonly BodyValue[], settings?: Partial<KioskSettings>) => Promise<void>
}

export interface JournalDeps {
  readonly store: KioskStore
  readonly random: (bytes: number) => Uint8Array
  readonly times: () => { readonly occurredAt: EpochMs; readonly wallAt: EpochMs }
}

export function createJournal(deps: JournalDeps): Journal {
  return {
    keep: async (values, settings = {}) => {
      const [first, ...others] = values
      if (first === undefined || !(await deps.store.head())) return deps.store.write(settings)
      const times = deps.times()
      const draft = (value: BodyValue) => ({ ...times, value, salt: hexOf(deps.random(16)) })
      const drafts: NonEmpty<ReturnType<typeof draft>> = [draft(first), ...others.map(draft)]
      await deps.store.append({ drafts, settings })
    },
  }
}
