import { areBothLines } from '../../shared/checkpoints/are-both-lines.ts'
import type { Checkpoint, Lane } from '../../shared/checkpoints/checkpoint.ts'
import { letsThrough } from '../../shared/passage/lets-through.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'

/**
 * The passage that makes this one a second use: the same way, with no passage the other way since. Null for a first use. A
 * border gate's outer and inner line are passed one after the other: either asks for its own alone.
 */
export function earlierUse(passages: readonly LocalPassage[], lane: Lane, checkpoint: Pick<Checkpoint, 'lanes'> | null): LocalPassage | null {
  const lineOf = (passage: LocalPassage) => (checkpoint?.lanes.find(({ id }) => id === passage.lane) ?? lane).line
  let latest: LocalPassage | null = null
  for (const passage of passages) {
    if (!passage.decided || !letsThrough(passage.decided.outcome)) continue
    if (passage.direction === lane.direction && areBothLines(lineOf(passage), lane.line)) continue
    if (!latest?.decided || passage.decided.decidedAt >= latest.decided.decidedAt) latest = passage
  }
  return latest?.direction === lane.direction ? latest : null
}
