import type { RateLimits } from '../http/rate-limits.ts'
import type { Siege } from '../http/siege.ts'
import type { LaneTurn, SlowerLane } from '../http/slower-lane.ts'

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

type Turn = 'go' | 'full' | Extract<LaneTurn, { readonly kind: 'wait' }>

/** Whether a form without JavaScript may go through now, and else where it stands in the lane. New places are counted by address. */
export async function turnInLane({ siege, limits }: LaneDeps, ask: LaneAsk): Promise<Turn> {
  const lane = siege.lane()
  return lane === null ? 'go' : placeIn(lane, limits, ask)
}

/**
 * The same for one declaration, which has a share by address besides: a machine behind a carrier's address may have used it up
 * long before it is an attack, and then the lane stands open to the phones behind the same address. It is tighter than the share.
 */
export async function turnToDeclare({ siege, limits }: LaneDeps, ask: LaneAsk): Promise<Turn> {
  const lane = siege.lane()
  if (lane !== null) return placeIn(lane, limits, ask)
  return (await limits.take('declare', ask.address)) === null ? 'go' : placeIn(siege.slowerLane, limits, ask)
}

async function placeIn(lane: SlowerLane, limits: RateLimits, { ticket, holder, address }: LaneAsk): Promise<Turn> {
  const held = lane.turn(ticket, holder)
  const turn = held ?? ((await limits.take('lane', address)) === null ? lane.join(holder) : null)
  if (turn === null) return 'full'
  return turn.kind === 'go' ? 'go' : turn
}
