import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import { decidedLately, openScans } from '../kiosk-state.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'

/** As many as a thumb scrolls through; a later annulment is the control room's. */
const MOST_LISTED = 40

/** What is open and what can still be taken back, kept up to date by each passage that changes: the disk is read once. */
export interface PassageBook {
  readonly restore: () => Promise<void>
  readonly put: (passage: LocalPassage) => void
}

export function createPassageBook(store: Pick<KioskStore, 'passagesSince'>, now: () => EpochMs): PassageBook {
  let open = new Map<string, LocalPassage>()
  let decided = new Map<string, LocalPassage>()
  const show = (): void => {
    openScans.value = [...open.values()].sort((a, b) => b.scannedAt - a.scannedAt)
    decidedLately.value = [...decided.values()].filter((passage) => isYoung(passage, now())).sort(latestDecisionFirst)
    decided = new Map(decidedLately.value.slice(0, MOST_LISTED).map((passage) => [passage.passage, passage]))
  }
  const sort = (passage: LocalPassage): void => {
    const into = passage.decided ? decided : open
    ;(passage.decided ? open : decided).delete(passage.passage)
    into.set(passage.passage, passage)
  }
  return {
    restore: async () => {
      open = new Map()
      decided = new Map()
      // All that are kept: what is open stays until somebody decides it, however long the tablet lay in a drawer.
      for (const passage of await store.passagesSince(0)) if (!passage.decided || isYoung(passage, now())) sort(passage)
      show()
    },
    put: (passage) => {
      sort(passage)
      show()
    },
  }
}

function isYoung({ decided }: LocalPassage, now: EpochMs): boolean {
  return decided !== null && now - decided.decidedAt <= ANNUL_WITHIN_MS
}

function latestDecisionFirst(a: LocalPassage, b: LocalPassage): number {
  return (b.decided?.decidedAt ?? 0) - (a.decided?.decidedAt ?? 0)
}
