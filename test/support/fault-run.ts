import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

/** One fault of the suite: so many cases, each from its own seed. */
export interface Fault {
  readonly name: string
  readonly about: string
  /** Cases at scale 1. */
  readonly cases: number
  /** What went wrong in this case; nothing where all held. */
  readonly play: (seed: number) => Promise<readonly string[]>
  /** Cases of no common browser, port or file: many of them are played by a process for each processor. */
  readonly shares?: 'nothing'
  /** What this machine lacks for it, or null. */
  readonly lacks?: () => string | null
  readonly close?: () => Promise<void>
}

/** The numbers a run is repeated by; `part` is one process's share of one fault. */
interface Asked {
  readonly seed: number
  readonly scale: number
  readonly part: { readonly name: string; readonly cases: number } | null
}

interface Counted {
  readonly passed: number
  readonly failed: number
}

/** Of one case; what is behind them is often the same. */
const SHOWN = 12
/** Below this a further process costs more than it saves. */
const LEAST_FOR_A_PROCESS = 1000

/** `npm run faults -- NAME --seed N --scale X`: each case that fails prints the command that plays it alone. */
export async function runFaults(faults: readonly Fault[]): Promise<never> {
  const asked = askedOf(process.argv.slice(2))
  let passed = 0
  let failed = 0
  for (const fault of faults) {
    if (asked.part && fault.name !== asked.part.name) continue
    const counted = await runFault(fault, asked)
    passed += counted.passed
    failed += counted.failed
  }
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

async function runFault(fault: Fault, { seed, scale, part }: Asked): Promise<Counted> {
  const lacks = fault.lacks?.() ?? null
  if (lacks !== null) {
    console.log(`${fault.name}: not run: needs ${lacks}`)
    return { passed: 0, failed: 0 }
  }
  if (part) return playCases(fault, seed, part.cases)
  const cases = Math.max(1, Math.round(fault.cases * scale))
  console.log(`${fault.name}: ${fault.about}: ${cases} cases from seed ${seed}`)
  const processes = fault.shares === 'nothing' ? Math.min(availableParallelism(), Math.floor(cases / LEAST_FOR_A_PROCESS)) : 1
  return processes > 1 ? playApart(fault, { seed, cases, processes }) : playCases(fault, seed, cases)
}

async function playCases(fault: Fault, seed: number, cases: number): Promise<Counted> {
  let failed = 0
  for (let i = 0; i < cases; i++) {
    const problems = await fault.play(seed + i).catch((error: unknown) => [String(error instanceof Error ? error.stack : error)])
    if (problems.length === 0) continue
    failed++
    for (const problem of problems.slice(0, SHOWN)) console.log(`  seed ${seed + i}: ${problem}`)
    if (problems.length > SHOWN) console.log(`  seed ${seed + i}: and ${problems.length - SHOWN} more`)
    console.log(`  repeat: npm run faults -- ${fault.name.split(' ')[0]} --seed ${seed + i} --scale ${Math.min(1, 1 / (2 * fault.cases))}`)
  }
  await fault.close?.()
  return { passed: cases - failed, failed }
}

interface Split {
  readonly seed: number
  readonly cases: number
  readonly processes: number
}

async function playApart(fault: Fault, { seed, cases, processes }: Split): Promise<Counted> {
  const bounds = Array.from({ length: processes + 1 }, (_, i) => Math.round((cases * i) / processes))
  const shares = bounds.slice(1).map((end, i) => ({ seed: seed + (bounds[i] ?? 0), cases: end - (bounds[i] ?? 0) }))
  const counted = await Promise.all(shares.map((share) => playShare(fault, share)))
  return counted.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }))
}

/** The same script for a run of seeds. A process that dies has passed nothing. */
async function playShare(fault: Fault, { seed, cases }: { readonly seed: number; readonly cases: number }): Promise<Counted> {
  const args = ['--seed', String(seed), '--part', fault.name, '--cases', String(cases)]
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  await new Promise((done) => child.on('close', done))
  const [last = '', ...before] = said.trimEnd().split('\n').reverse()
  for (const line of before.reverse()) console.log(line)
  const counted = /^(\d+) passed, (\d+) failed$/.exec(last)
  if (counted) return { passed: Number(counted[1]), failed: Number(counted[2]) }
  console.log(`  seeds ${seed} to ${seed + cases - 1}: the process ended: ${last}`)
  return { passed: 0, failed: cases }
}

function askedOf(args: readonly string[]): Asked {
  const text = { type: 'string' } as const
  const values = valuesOf(() => parseArgs({ args: [...args], options: { seed: text, scale: text, part: text, cases: text } }).values)
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const scale = Number(values.scale ?? 1)
  const part = values.part === undefined ? null : { name: values.part, cases: Number(values.cases) }
  if (Number.isSafeInteger(seed) && scale > 0 && scale <= MAX_SCALE && (!part || part.cases > 0)) return { seed, scale, part }
  return refuse()
}

/** Ten times the counts of the suite take a night; a million times were a slip of the finger. */
const MAX_SCALE = 100

function valuesOf<T>(parse: () => T): T {
  try {
    return parse()
  } catch {
    return refuse()
  }
}

function refuse(): never {
  console.error(`Names come first, then --seed with a whole number and --scale with a number above 0, at most ${MAX_SCALE}:`)
  console.error('  npm run faults -- F1 F9 --seed 7 --scale 0.1')
  process.exit(2)
}
