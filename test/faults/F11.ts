import { parseArgs } from 'node:util'
import { runBadCodes } from '../support/bad-code-drill.ts'

/** Malformed codes on every reader. `npm run faults -- F11 --seed N --scale X`; scale 1 is five million and 100,000 with real signatures. */
const PARSED = 5_000_000
const VERIFIED = 100_000

const { values } = parseArgs({ options: { seed: { type: 'string' }, scale: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const scale = Number(values.scale ?? 1)
if (!Number.isSafeInteger(seed) || !(scale > 0)) {
  console.error('--seed takes a whole number, --scale a number above 0')
  process.exit(2)
}

const plan = { seed, parsed: Math.max(1, Math.round(PARSED * scale)), verified: Math.max(1, Math.round(VERIFIED * scale)) }
console.log(`F11: ${plan.parsed} malformed codes, and ${plan.verified} with real signatures, seed ${seed}`)
const report = await runBadCodes(plan)
for (const fault of report.faults) console.log(fault)
if (report.faults.length > 0) console.log(`repeat: npm run faults -- F11 --seed ${seed} --scale ${scale}`)
console.log(
  Object.entries(report.byKind)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', '),
)
console.log(
  `to read and refuse one, before any signature: median ${report.p50} µs, p99 ${report.p99} µs (target under 1000), worst ${report.worst} µs; over 1 ms ${report.slow} of ${plan.parsed} (an empty turn: ${report.slowEmpty})`,
)
console.log(
  `the same in the processor’s own time: p99 ${report.processorP99} µs (target under 1000), over 1 ms ${report.processorSlow} of ${plan.parsed}`,
)
console.log(`${report.read - report.faults.length} passed, ${report.faults.length} failed`)
process.exit(report.faults.length === 0 ? 0 : 1)
