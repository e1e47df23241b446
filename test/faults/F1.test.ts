import { expect, it } from 'vitest'
import { runKillDrill, runSourceServer } from '../support/kill-drill.ts'

it('keeps every acknowledged record and its counts through two kills', async () => {
  const server = await runSourceServer()
  const report = await runKillDrill({ kills: 2, seed: 20210217, kiosks: 4, server }).finally(() => server.close())
  expect(report.faults).toEqual([])
  expect(report.lost).toBe(0)
  expect(report.acknowledged).toBeGreaterThan(0)
})
