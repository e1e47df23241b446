import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runKillDrill, runSourceServer } from '../support/kill-drill.ts'
import { runServer } from '../support/running-server.ts'

/** The server is killed while four kiosks sync. `npm run faults -- F1 --seed N --scale X`; scale 1 is fifty kills. */
const KILLS = 50
const KIOSKS = 4

const { values } = parseArgs({ options: { seed: { type: 'string' }, scale: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const scale = Number(values.scale ?? 1)
const kills = Math.max(1, Math.round(KILLS * scale))
if (!Number.isSafeInteger(seed) || !(scale > 0)) {
  console.error('--seed takes a whole number, --scale a number above 0')
  process.exit(2)
}

const server = existsSync('dist/server/main.js') ? await runServer() : await runSourceServer()
console.log(
  `F1: ${kills} kills under ${KIOSKS} kiosks, seed ${seed}, ${existsSync('dist/server/main.js') ? 'the built server' : 'the server from its sources'}`,
)
const report = await runKillDrill({ kills, seed, kiosks: KIOSKS, server }).finally(() => server.close())
for (const fault of report.faults) console.log(fault)
if (report.faults.length > 0) console.log(`repeat: npm run faults -- F1 --seed ${seed} --scale ${scale}`)
console.log(`acknowledged records ${report.acknowledged}, lost ${report.lost}`)
const failed = report.faults.length === 0 ? 0 : Math.max(1, kills - report.passed)
console.log(`${kills - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
