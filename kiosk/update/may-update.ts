import { MINUTE_MS } from '../../shared/units.ts'

/** What the tablet is doing at this moment. */
export interface UpdateMoment {
  /** A verdict, a vehicle or a panel is open: somebody stands before the tablet. */
  readonly isJudging: boolean
  /** A link is being typed. */
  readonly isEnrolling: boolean
  readonly queued: number
  /** How long the new version has been waiting. */
  readonly waitedMs: number
  /** The present version may decide, or send, no more. */
  readonly isForced: boolean
}

/** The queue is given this long to empty first; it lies on the disk, and a queue that nobody takes must not hold a kiosk on an old version. */
export const WAIT_FOR_QUEUE_MS = 2 * MINUTE_MS

/** Never in the middle of anything; else as soon as what waits is sent, or has had its time. */
export function mayUpdate({ isJudging, isEnrolling, queued, waitedMs, isForced }: UpdateMoment): boolean {
  if (isJudging || isEnrolling) return false
  return isForced || queued === 0 || waitedMs >= WAIT_FOR_QUEUE_MS
}
