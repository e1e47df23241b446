import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import { letsThrough } from '../../shared/passage/lets-through.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'

/** The passage that makes this one a second use: the same way, with no passage the other way since. Null for a first use. */
export function earlierUse(passages: readonly LocalPassage[], direction: Direction): LocalPassage | null {
  let latest: LocalPassage | null = null
  for (const passage of passages) {
    if (!passage.decided || !letsThrough(passage.decided.outcome)) continue
    if (!latest?.decided || passage.decided.decidedAt >= latest.decided.decidedAt) latest = passage
  }
  return latest?.direction === direction ? latest : null
}
