import type { Claims, TestClaim } from '../../shared/declaration/claims.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { localDateAt } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'

/**
 * A correction whose answers differ from those that were judged already, and whose verdict its holder has read: the officer
 * sees it, whatever the sender says of it. A phone number put right, another hour or another checkpoint is none.
 */
export function markRevised(declaration: Declaration, before: Declaration | null): Declaration {
  const { claims } = declaration
  if (before === null || claims.revised || (!before.claims.revised && answersOf(claims) === answersOf(before.claims))) return declaration
  return { ...declaration, claims: { ...claims, revised: true } }
}

function answersOf(claims: Claims): string {
  return JSON.stringify({ ...claims, revised: false, tests: claims.tests.map(testAsked) })
}

/** As far as the form asks: what it opens with must not differ from what a program sent. */
function testAsked({ kind, result, sampledAt, resultAt }: TestClaim): readonly unknown[] {
  return [kind, result, Math.floor(sampledAt / HOUR_MS), resultAt === undefined ? null : localDateAt(resultAt)]
}
