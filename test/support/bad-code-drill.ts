import { nodeVerify } from '../../server/keys/node-verify.ts'
import { verifyWithNode } from '../../server/keys/verify-with-node.ts'
import { CREDENTIAL_TYPES } from '../../shared/credential/credential.ts'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import { openEuCertificate } from '../../shared/documents/eu-certificate.ts'
import { type ReadDocument, type ReadTrust, readDocument } from '../../shared/documents/read-document.ts'
import { ISSUED_AT } from './a-credential.ts'
import { aBadCode, BAD_KINDS, type BadCode, type GoodCodes, goodCodes } from './bad-codes.ts'
import { dice } from './dice.ts'
import { testKey } from './test-keys.ts'

export interface BadCodeReport {
  readonly faults: readonly string[]
  readonly read: number
  readonly byKind: { readonly [kind: string]: number }
  /** Microseconds to read and refuse one, crypto left out. */
  readonly p50: number
  readonly p99: number
  readonly worst: number
  /** How many took longer than `SLOW_MS`, and how many turns without any work: what the machine alone keeps waiting. */
  readonly slow: number
  readonly slowEmpty: number
  /** Of the processor's own time, in microseconds, and how many took more of it than `SLOW_MS`: not what others made it wait. */
  readonly processorP99: number
  readonly processorSlow: number
}

/** The longest that a code may hold up the queue before any signature is looked at. */
const SLOW_MS = 1

export interface BadCodePlan {
  readonly seed: number
  /** Read up to the signature, which never holds. */
  readonly parsed: number
  /** Read with real keys and real signatures. */
  readonly verified: number
}

/** Every reader on malformed codes: none may throw, and none may open as anything but what it was made from. */
export async function runBadCodes({ seed, parsed, verified }: BadCodePlan): Promise<BadCodeReport> {
  const roll = dice(seed)
  const good = await goodCodes()
  const faults: string[] = []
  const byKind: Record<string, number> = Object.fromEntries(BAD_KINDS.map((kind) => [kind, 0]))
  const times = new Histogram()
  const [empty, processor] = [new Histogram(), new Histogram()]
  const originals = await openedBy(good)
  for (let n = 0; n < parsed + verified; n++) {
    const code = aBadCode(roll, good)
    byKind[code.kind] = (byKind[code.kind] ?? 0) + 1
    const trust = n < parsed ? NOTHING_HOLDS : trusting(good)
    const fault = await tryOne(code, { trust, times: n < parsed ? { wall: times, processor } : null, originals })
    if (n < parsed) await addEmptyTurn(empty)
    if (fault !== null && faults.length < MAX_FAULTS) faults.push(`code ${n} (${code.kind}): ${fault}: ${JSON.stringify(code.text.slice(0, 200))}`)
  }
  const measured = { p50: times.quantile(0.5), p99: times.quantile(0.99), worst: times.worst, slow: times.slow, slowEmpty: empty.slow }
  const byProcessor = { processorP99: processor.quantile(0.99), processorSlow: processor.slow }
  return { faults, read: parsed + verified, byKind, ...measured, ...byProcessor }
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/** Timed as a code is, with nothing in between. */
async function addEmptyTurn(empty: Histogram): Promise<void> {
  const began = performance.now()
  await null
  empty.add(performance.now() - began)
}

const MAX_FAULTS = 20

interface Trial {
  readonly trust: ReadTrust
  readonly times: { readonly wall: Histogram; readonly processor: Histogram } | null
  /** What each good code opens as, where it attests anything. */
  readonly originals: ReadonlyMap<string, string>
}

async function tryOne({ text, from }: BadCode, { trust, times, originals }: Trial): Promise<string | null> {
  try {
    const [began, used] = [performance.now(), process.cpuUsage()]
    const read = await readDocument(text, trust, ISSUED_AT)
    times?.wall.add(performance.now() - began)
    times?.processor.add(processorMs(used))
    parseShortCode(text)
    if (!opens(read)) return null
    // Another deflation of the same bytes is the same certificate.
    return from?.startsWith('HC1:') && originals.get(from) === JSON.stringify(read) ? null : 'it opened'
  } catch (error) {
    return `it threw ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Cards and passports are unsigned and open nothing by themselves. */
function opens(read: ReadDocument): boolean {
  return read.kind === 'credential' || (read.kind === 'document' && read.document.trust === 'attested')
}

async function openedBy(good: GoodCodes): Promise<ReadonlyMap<string, string>> {
  const opened = await Promise.all(
    [...good.ours, ...good.eu].map(async (text) => [text, await readDocument(text, trusting(good), ISSUED_AT)] as const),
  )
  const closed = opened.find(([, read]) => !opens(read))
  if (closed) throw new Error(`a good code does not open: ${JSON.stringify(closed[1])}`)
  return new Map(opened.map(([text, read]) => [text, JSON.stringify(read)]))
}

function trusting({ euKeys }: GoodCodes): ReadTrust {
  const certificates = euKeys.map(({ trusted }) => trusted)
  return {
    ours: { ...CALM, verify: nodeVerify, verifyWith: verifyWithNode },
    eu: (text, now) => openEuCertificate(text, { certificates, clock: 'sure', verifyWith: verifyWithNode }, now),
  }
}

const CALM = { keys: [testKey().trusted], specimens: 'refuse', isRevoked: () => false, clock: 'sure', types: CREDENTIAL_TYPES } as const
const never = async (): Promise<boolean> => false
const NOTHING_HOLDS: ReadTrust = {
  ours: { ...CALM, verify: never, verifyWith: never },
  eu: (text, now) => openEuCertificate(text, { certificates: [], clock: 'sure', verifyWith: never }, now),
}

/** Times in steps of a microsecond up to a hundred milliseconds: five million of them need no five million numbers. */
class Histogram {
  private readonly counts = new Uint32Array(100_000)
  private total = 0
  worst = 0
  slow = 0

  add(ms: number): void {
    const micro = Math.min(this.counts.length - 1, Math.floor(ms * 1000))
    this.counts[micro] = (this.counts[micro] ?? 0) + 1
    this.total++
    if (ms > SLOW_MS) this.slow++
    this.worst = Math.max(this.worst, Math.round(ms * 1000))
  }

  quantile(share: number): number {
    let seen = 0
    return this.counts.findIndex((count) => {
      seen += count
      return seen >= share * this.total
    })
  }
}
