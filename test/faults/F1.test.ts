import { expect, it } from 'vitest'
import { builtProgram } from '../support/built-site.ts'
import { runKillDrill } from '../support/kill-drill.ts'
import { runServer } from '../support/running-server.ts'

it('keeps every acknowledged record and its counts through two kills', async () => {
  const server = await runServer({}, builtProgram('main'))
  const report = await runKillDrill({ kills: 2, seed: 20210217, kiosks: 4, server }).finally(() => server.close())
  expect(report.faults).toEqual([])
  expect(report.lost).toBe(0)
  expect(report.acknowledged).toBeGreaterThan(0)
})
