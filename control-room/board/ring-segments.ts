import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { type ByOutcome, personsIn } from './totals.ts'

export interface RingSegment {
  readonly outcome: Outcome
  /** In percent of the ring, clockwise from the top. */
  readonly from: number
  readonly length: number
}

/** A handful among thousands would be a hair's breadth: what happened at all is at least this wide, in percent. */
const LEAST = 3

/** The ring of today's outcomes, mildest first. */
export function ringSegments(counts: ByOutcome): readonly RingSegment[] {
  const total = personsIn(counts)
  const present = OUTCOMES.filter((outcome) => counts[outcome] > 0)
  const raw = present.map((outcome) => Math.max(LEAST, (100 * counts[outcome]) / total))
  const sum = raw.reduce((all, one) => all + one, 0)
  let from = 0
  return present.map((outcome, i) => {
    const length = (100 * (raw[i] ?? 0)) / sum
    const segment = { outcome, from, length }
    from += length
    return segment
  })
}
