import { parseArgs } from 'node:util'
import { runForgeries } from '../support/forgery-drill.ts'

/** Forged, swapped, replayed, retired and mistyped codes. `npm run faults -- F12 --seed N --scale X`; scale 1 is 50,000. */
const TRIES = 50_000

const { values } = parseArgs({ options: { seed: { type: 'string' }, scale: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const scale = Number(values.scale ?? 1)
if (!Number.isSafeInteger(seed) || !(scale > 0)) {
  console.error('--seed takes a whole number, --scale a number above 0')
  process.exit(2)
}

const tries = Math.max(1, Math.round(TRIES * scale))
console.log(`F12: ${tries} codes that must not be admitted, seed ${seed}`)
const report = await runForgeries({ seed, tries })
for (const fault of report.faults) console.log(fault)
if (report.faults.length > 0) console.log(`repeat: npm run faults -- F12 --seed ${seed} --scale ${scale}`)
console.log(
  Object.entries(report.byKind)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', '),
)
console.log(`${report.tried - report.faults.length} passed, ${report.faults.length} failed`)
process.exit(report.faults.length === 0 ? 0 : 1)
