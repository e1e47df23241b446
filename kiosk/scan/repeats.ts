import { SECOND_MS } from '../../shared/units.ts'

/** Held in front of the camera a code is read ten times a second; that is one reading. */
export const REPEAT_MS = 5 * SECOND_MS

/** Codes seen a moment ago, each with its answer. Every sighting extends the moment. `monotonicMs` is the clock. */
export class Repeats<T> {
  private readonly seen = new Map<string, { at: number; answer: T }>()

  /** The answer already given for this code, or null when it counts as a new reading. */
  sighting(code: string, monotonicMs: number): T | null {
    const known = this.seen.get(code)
    if (!known || monotonicMs - known.at > REPEAT_MS) return null
    known.at = monotonicMs
    return known.answer
  }

  remember(code: string, answer: T, monotonicMs: number): void {
    for (const [old, { at }] of this.seen) if (monotonicMs - at > REPEAT_MS) this.seen.delete(old)
    this.seen.set(code, { at: monotonicMs, answer })
  }

  forget(): void {
    this.seen.clear()
  }

  /** A later answer to the same reading: an observation or a decision came. */
  renew(answer: T, isOld: (answer: T) => boolean): void {
    for (const entry of this.seen.values()) if (isOld(entry.answer)) entry.answer = answer
  }
}
