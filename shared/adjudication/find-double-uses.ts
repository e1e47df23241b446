import { areBothLines } from '../checkpoints/are-both-lines.ts'
import type { Checkpoint, Direction, Lane } from '../checkpoints/checkpoint.ts'
import type { PassageId } from '../ids.ts'
import { type EpochMs, MINUTE_MS } from '../units.ts'
import { compareRefs, type Finding, type RecordRef } from './finding.ts'
import { leastTravelMs, type TravelTable } from './travel-time.ts'

/** One decision that stands and let its bearer through. `record` is that of the scan. */
export interface Use {
  readonly passage: PassageId
  readonly record: RecordRef
  readonly direction: Direction
  readonly at: EpochMs
  /** Passages the other way end a stay only within one ring: see `ringOf`. */
  readonly ring: string
  /** Of a border gate that has two: they are passed one after the other. */
  readonly line?: Lane['line']
}

/**
 * Whoever enters the province by one road may leave it by another: all its outer checkpoints are one ring. A gate inside
 * (an industrial park, an inner checkpoint) is a ring of its own.
 */
export function ringOf({ kind, id, authority }: Pick<Checkpoint, 'kind' | 'id' | 'authority'>): string {
  return kind === 'internal' || kind === 'industrial-gate' ? id : `outer ${authority}`
}

/**
 * All uses of one credential, in any order. The later one of two is flagged, once: the same checkpoint, line and way with no
 * opposite passage between, or two checkpoints one after the other faster than the road allows.
 */
export function findDoubleUses(uses: readonly Use[], table: TravelTable): readonly Finding[] {
  const sorted = [...uses].sort(compareUses)
  return sorted.flatMap((use, index) => {
    const before = sorted.slice(0, index)
    const same = sameWay(before, use)
    if (same) return [doubleUse(use, same, 'same-way')]
    const last = before[before.length - 1]
    return last && isTooFast(last, use, table) ? [doubleUse(use, last, 'too-fast')] : []
  })
}

/** An exit on a code declared for coming in, with no entry before it. Counted all the same. */
export function findExitWithoutEntry(uses: readonly Use[], declaredFor: Direction | null): readonly Finding[] {
  if (declaredFor !== 'entry') return []
  const first = [...uses].sort(compareUses).find(({ ring }) => ring.startsWith('outer '))
  if (first?.direction !== 'exit') return []
  const { passage, record, at } = first
  return [{ class: 'exit-without-entry', key: '', at, records: [record], detail: { passage } }]
}

function sameWay(before: readonly Use[], use: Use): Use | null {
  for (let i = before.length - 1; i >= 0; i--) {
    const earlier = before[i]
    if (earlier === undefined || earlier.ring !== use.ring) continue
    if (earlier.direction !== use.direction) return null
    if (earlier.record.checkpoint === use.record.checkpoint && !areBothLines(earlier.line, use.line)) return earlier
  }
  return null
}

function isTooFast(last: Use, use: Use, table: TravelTable): boolean {
  const from = last.record.checkpoint
  const to = use.record.checkpoint
  return from !== to && use.at - last.at < leastTravelMs(table, from, to)
}

function doubleUse(use: Use, earlier: Use, how: 'same-way' | 'too-fast'): Finding {
  const { checkpoint, kiosk, epoch, seq } = earlier.record
  return {
    class: 'double-use',
    key: `${checkpoint}/${kiosk}/${epoch}/${seq}`,
    at: use.at,
    records: [use.record, earlier.record],
    detail: {
      passage: use.passage,
      how,
      otherCheckpoint: checkpoint,
      otherAt: earlier.at,
      minutes: Math.floor((use.at - earlier.at) / MINUTE_MS),
    },
  }
}

function compareUses(a: Use, b: Use): number {
  return a.at - b.at || compareRefs(a.record, b.record)
}
