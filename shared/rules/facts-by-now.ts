import type { DoseClaim, Stop, TestClaim } from '../declaration/claims.ts'
import { instantOf } from '../time.ts'
import type { Scope } from './scope.ts'
import { stayAt } from './zones/stay.ts'

/**
 * Stops as far as they have come to pass: those that began, and of the one that goes on no end. What is planned, and so
 * may still change, is no ground for a verdict.
 */
export function stopsByNow(scope: Scope): readonly Stop[] {
  return scope.facts.stops.flatMap((stop, position) => {
    if (stayAt(scope, position) === null) return []
    const { place, from, to, fromHour, toHour } = stop
    const isOver = to < scope.today || (to === scope.today && toHour !== undefined && instantOf(to, toHour * 60, scope.zone) <= scope.now)
    return [isOver ? stop : { place, from, to: scope.today, ...(fromHour === undefined ? {} : { fromHour }) }]
  })
}

/** Tests already sampled; a result that is still to come is none yet. */
export function testsByNow({ facts, now }: Scope): readonly TestClaim[] {
  return facts.tests.flatMap((test) => {
    if (test.sampledAt > now) return []
    const { resultAt, ...rest } = test
    return [resultAt === undefined || resultAt <= now ? test : { ...rest, result: 'pending' }]
  })
}

export function dosesByNow({ facts, today }: Scope): readonly DoseClaim[] {
  return facts.doses.filter(({ givenOn }) => givenOn <= today)
}
