import { parseArgs } from 'node:util'

/** One fault of the suite: so many cases, each from its own seed. */
export interface Fault {
  readonly name: string
  readonly about: string
  /** Cases at scale 1. */
  readonly cases: number
  /** What went wrong in this case; nothing where all held. */
  readonly play: (seed: number) => Promise<readonly string[]>
  /** What this machine lacks for it, or null. */
  readonly lacks?: () => string | null
  readonly close?: () => Promise<void>
}

/** The numbers a run is repeated by. */
interface Asked {
  readonly seed: number
  readonly scale: number
}

/** `npm run faults -- NAME --seed N --scale X`: each case that fails prints the command that plays it alone. */
export async function runFaults(faults: readonly Fault[]): Promise<never> {
  const asked = askedOf(process.argv.slice(2))
  let passed = 0
  let failed = 0
  for (const fault of faults) {
    const counted = await runFault(fault, asked)
    passed += counted.passed
    failed += counted.failed
  }
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

async function runFault(fault: Fault, { seed, scale }: Asked): Promise<{ readonly passed: number; readonly failed: number }> {
  const lacks = fault.lacks?.() ?? null
  if (lacks !== null) {
    console.log(`${fault.name}: not run: needs ${lacks}`)
    return { passed: 0, failed: 0 }
  }
  const cases = Math.max(1, Math.round(fault.cases * scale))
  console.log(`${fault.name}: ${fault.about}: ${cases} cases from seed ${seed}`)
  let failed = 0
  for (let i = 0; i < cases; i++) {
    const problems = await fault.play(seed + i).catch((error: unknown) => [String(error instanceof Error ? error.stack : error)])
    if (problems.length === 0) continue
    failed++
    for (const problem of problems.slice(0, 5)) console.log(`  seed ${seed + i}: ${problem}`)
    console.log(`  repeat: npm run faults -- ${fault.name.split(' ')[0]} --seed ${seed + i} --scale ${Math.min(1, 1 / (2 * fault.cases))}`)
  }
  await fault.close?.()
  return { passed: cases - failed, failed }
}

function askedOf(args: readonly string[]): Asked {
  const { values } = parseArgs({ args: [...args], options: { seed: { type: 'string' }, scale: { type: 'string' } } })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const scale = Number(values.scale ?? 1)
  if (Number.isSafeInteger(seed) && scale > 0) return { seed, scale }
  console.error('--seed takes a whole number, --scale a number above 0')
  process.exit(2)
}
