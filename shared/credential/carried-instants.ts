import type { TestClaim } from '../declaration/claims.ts'
import { MINUTE_MS, SECOND_MS } from '../units.ts'
import type { Credential } from './credential.ts'

/**
 * The content with its instants as a code carries them, each rounded down: issue to the second, expiry to a whole number
 * of minutes after it, sampling and result to the minute. What is opened equals this, not the milliseconds put in.
 */
export function asCarried(content: Credential): Credential {
  const issuedAt = floorTo(SECOND_MS, content.issuedAt)
  const expiresAt = issuedAt + floorTo(MINUTE_MS, content.expiresAt - issuedAt)
  return { ...content, issuedAt, expiresAt, claims: { ...content.claims, tests: content.claims.tests.map(testAsCarried) } }
}

function testAsCarried(test: TestClaim): TestClaim {
  const sampledAt = floorTo(MINUTE_MS, test.sampledAt)
  return test.resultAt === undefined ? { ...test, sampledAt } : { ...test, sampledAt, resultAt: floorTo(MINUTE_MS, test.resultAt) }
}

function floorTo(unitMs: number, ms: number): number {
  return Math.floor(ms / unitMs) * unitMs
}
