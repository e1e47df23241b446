import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'

/**
 * Where browsers without JavaScript wait while the site is under attack: they can solve no sum, so their forms go through at
 * the pace of a person at a desk, in the order in which they came. A place in it is a number sealed to the holder's draft; of
 * those who wait nothing is kept but how far the numbers have come.
 */
export interface SlowerLane {
  /** `null`: no place yet, or one long past; ask `join`. */
  readonly turn: (ticket: string, holder: string) => LaneTurn | null
  /** A new place at the end; `null` where the lane is as long as anybody would wait. */
  readonly join: (holder: string) => LaneTurn | null
}

export type LaneTurn = { readonly kind: 'go' } | { readonly kind: 'wait'; readonly ticket: string; readonly ahead: number; readonly seconds: number }

const PER_SECOND = 2
/** Who comes while nobody waits goes at once, so many in a row. */
const AT_ONCE = 20
/** From their turn on; then the place is given up. */
const KEPT_MS = 10 * MINUTE_MS
/** An hour: nobody waits longer in front of a page. */
const LONGEST = 3600 * PER_SECOND
/** A lost reply may be asked for again with the same number; more often it would be many declarations. */
const MOST_USES = 3

export function createSlowerLane({ realNow }: Pick<Clock, 'realNow'>): SlowerLane {
  const secret = randomBytes(32)
  const uses = new Map<number, number>()
  let last = 0
  let called = AT_ONCE
  let calledAt: EpochMs = realNow()

  const callOn = (): void => {
    const now = realNow()
    const numbers = Math.floor((Math.max(0, now - calledAt) * PER_SECOND) / SECOND_MS)
    if (numbers === 0 && now >= calledAt) return
    called = Math.min(last + AT_ONCE, called + numbers)
    calledAt = now < calledAt ? now : calledAt + (numbers * SECOND_MS) / PER_SECOND
    for (const number of uses.keys()) if (isPast(number)) uses.delete(number)
  }
  const isPast = (number: number): boolean => number <= called - (KEPT_MS * PER_SECOND) / SECOND_MS
  const sealOf = (number: number, holder: string): string => createHmac('sha256', secret).update(`${number}.${holder}`).digest('base64url')
  const turnOf = (number: number, holder: string): LaneTurn => {
    const ahead = number - called
    if (ahead > 0) return { kind: 'wait', ticket: `${number}.${sealOf(number, holder)}`, ahead, seconds: Math.ceil(ahead / PER_SECOND) }
    uses.set(number, (uses.get(number) ?? 0) + 1)
    return { kind: 'go' }
  }
  return {
    turn: (ticket, holder) => {
      callOn()
      const [, digits = '', seal = ''] = /^(\d{1,12})\.([\w-]{43})$/.exec(ticket) ?? []
      const number = Number(digits)
      const isMine = digits !== '' && timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(number, holder)))
      return isMine && !isPast(number) && (uses.get(number) ?? 0) < MOST_USES ? turnOf(number, holder) : null
    },
    join: (holder) => {
      callOn()
      if (last + 1 - called > LONGEST) return null
      last++
      return turnOf(last, holder)
    },
  }
}
