import type { RateLimits } from '../http/rate-limits.ts'
import type { Siege } from '../http/siege.ts'
import type { LaneTurn } from '../http/slower-lane.ts'

interface LaneDeps {
  readonly siege: Siege
  readonly limits: RateLimits
}

interface LaneAsk {
  /** What the waiting page carried along; empty at first. */
  readonly ticket: string
  /** The key of the draft: a place in the lane is nobody else's. */
  readonly holder: string
  readonly address: string
}

/** Whether a form without JavaScript may go through now, and else where it stands in the lane. New places are counted by address. */
export async function turnInLane(
  { siege, limits }: LaneDeps,
  { ticket, holder, address }: LaneAsk,
): Promise<'go' | 'full' | Extract<LaneTurn, { readonly kind: 'wait' }>> {
  const lane = siege.lane()
  if (lane === null) return 'go'
  const held = lane.turn(ticket, holder)
  const turn = held ?? ((await limits.take('lane', address)) === null ? lane.join(holder) : null)
  if (turn === null) return 'full'
  return turn.kind === 'go' ? 'go' : turn
}
