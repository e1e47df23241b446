import { expect, it } from 'vitest'
import { FORGERIES, runForgeries } from '../support/forgery-drill.ts'

const seed = Date.now() % 1_000_000

it(`admits no forged, swapped, replayed, retired or mistyped code (seed ${seed})`, async () => {
  const report = await runForgeries({ seed, tries: 300 })
  expect(report.faults).toEqual([])
  expect(FORGERIES.filter((kind) => !report.byKind[kind])).toEqual([])
}, 60_000)
