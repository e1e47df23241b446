import { expect, it } from 'vitest'
import { runBadCodes } from '../support/bad-code-drill.ts'

const seed = Date.now() % 1_000_000

it(`no malformed code opens or throws, whichever reader it meets (seed ${seed})`, async () => {
  const report = await runBadCodes({ seed, parsed: 20_000, verified: 1000 })
  expect(report.faults).toEqual([])
  expect(Object.values(report.byKind).every((count) => count > 500)).toBe(true)
}, 60_000)
