import { createHash } from 'node:crypto'
import { nodeSlowHash } from '../../../server/lists/node-slow-hash.ts'
import { hashListKey, SLOW_HASH_ITERATIONS, saltText } from '../../../shared/lists/slow-hash.ts'
import { HOUR_MS } from '../../../shared/units.ts'
import { type Figure, plain, quantile } from './figure.ts'

const GUESSES = 15
const PLAIN = 20_000
/** Of a 12-digit number with its province and year of birth known: two sexes, six digits. */
const NUMBERS = 2_000_000

/** What it costs to ask a stolen tablet's lists about one number, beside a plain hash of it. */
export async function guessFigures(): Promise<readonly Figure[]> {
  const salt = saltText(new Uint8Array(16).fill(7), SLOW_HASH_ITERATIONS)
  const slow: number[] = []
  const fast: number[] = []
  for (let i = 0; i < GUESSES; i++) {
    const number = `citizen-id:VN:0220851${String(i).padStart(5, '0')}`
    slow.push(await timed(() => hashListKey(number, salt, nodeSlowHash)))
    fast.push(await timed(async () => manyPlain(number)))
  }
  const [guess, plainHash] = [quantile(slow, 0.5), quantile(fast, 0.5) / PLAIN]
  return [
    plain('rounds of one guess at a listed number', 'rounds', SLOW_HASH_ITERATIONS),
    plain('one guess over one plain SHA-256', 'ratio', guess / plainHash),
    plain('numbers of one province and year of birth', 'numbers', NUMBERS),
    plain('all of them on one core of this machine', 'core-hours', (NUMBERS * guess) / HOUR_MS),
  ]
}

function manyPlain(text: string): void {
  for (let i = 0; i < PLAIN; i++) createHash('sha256').update(text).digest()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
