import type { Checkpoint, Language } from '../../shared/checkpoints/checkpoint.ts'
import { foldName } from '../../shared/declaration/fold-name.ts'
import { countedOnce } from '../../shared/flow/gate-lines.ts'
import type { KioskStatus } from '../../shared/http/api.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { type BoardModel, flowOf } from './board-model.ts'
import { kioskHealth } from './completeness.ts'
import { type FlowPoint, lastHourByMinute } from './minute-series.ts'
import { type OriginCount, originsToday } from './top-origins.ts'
import { type ByOutcome, byOutcome, personsIn, type Totals, totalsOfLastHour, totalsToday } from './totals.ts'

/** One checkpoint as card, node of the schematic and row of the table show it. */
export interface CheckpointRow {
  readonly checkpoint: Checkpoint
  readonly opening: 'open' | 'not-yet' | 'closed'
  readonly totals: Totals
  readonly entry: number
  readonly exit: number
  readonly byOutcome: ByOutcome
  readonly lastHour: readonly FlowPoint[]
  readonly lastHourPersons: number
  readonly lastHourByOutcome: ByOutcome
  readonly origins: readonly OriginCount[]
  readonly kiosks: readonly KioskStatus[]
  readonly online: number
  /** Kiosks that may hold passages not counted here. */
  readonly behind: number
  readonly queued: number
  readonly lastContactAt: EpochMs | null
}

export function checkpointRows(model: BoardModel, now: EpochMs): readonly CheckpointRow[] {
  return model.checkpoints.map((checkpoint) => rowOf(model, checkpoint, now))
}

function rowOf(model: BoardModel, checkpoint: Checkpoint, now: EpochMs): CheckpointRow {
  const buckets = countedOnce(flowOf(model, checkpoint.id).buckets, checkpoint)
  const time = { now, zone: model.zone }
  const totals = totalsToday(buckets, time)
  const lastHour = lastHourByMinute(buckets, now)
  const kiosks = model.kiosks.filter((kiosk) => kiosk.checkpoint === checkpoint.id)
  const working = kiosks.filter((kiosk) => kiosk.state !== 'revoked')
  return {
    checkpoint,
    opening: openingOf(checkpoint, now),
    totals,
    entry: personsIn(totals.entry),
    exit: personsIn(totals.exit),
    byOutcome: byOutcome(totals),
    lastHour,
    lastHourPersons: lastHour.reduce((sum, point) => sum + point.entry + point.exit, 0),
    lastHourByOutcome: byOutcome(totalsOfLastHour(buckets, now)),
    origins: originsToday(buckets, time),
    kiosks: working,
    online: working.filter((kiosk) => isOnline(kiosk, now)).length,
    behind: working.filter((kiosk) => kioskHealth(kiosk, now) !== 'sent-all').length,
    queued: working.reduce((sum, kiosk) => sum + kiosk.queued, 0),
    lastContactAt: working.reduce<EpochMs | null>((latest, kiosk) => laterOf(latest, kiosk.lastContactAt), null),
  }
}

export function isOnline(kiosk: KioskStatus, now: EpochMs): boolean {
  const health = kioskHealth(kiosk, now)
  return health === 'sent-all' || health === 'sending'
}

/** `[opensAt, closesAt)` */
export function openingOf(checkpoint: Checkpoint, now: EpochMs): CheckpointRow['opening'] {
  if (now < checkpoint.opensAt) return 'not-yet'
  return checkpoint.closesAt !== null && now >= checkpoint.closesAt ? 'closed' : 'open'
}

export const SHOWN = ['all', 'open', 'closed', 'trouble'] as const
export type Shown = (typeof SHOWN)[number]

/** Words are found without their diacritics: people in a hurry type `bach dang`. */
export function filterRows(rows: readonly CheckpointRow[], wanted: { readonly text: string; readonly shown: Shown }): readonly CheckpointRow[] {
  const text = foldName(wanted.text)
  return rows.filter((row) => isShown(row, wanted.shown) && foldName(searchable(row.checkpoint)).includes(text))
}

function isShown(row: CheckpointRow, shown: Shown): boolean {
  switch (shown) {
    case 'all':
      return true
    case 'open':
      return row.opening === 'open'
    case 'closed':
      return row.opening !== 'open'
    case 'trouble':
      return hasTrouble(row)
  }
}

/** A kiosk that has not sent all, or nobody there to send. */
export function hasTrouble(row: CheckpointRow): boolean {
  return row.behind > 0 || (row.opening === 'open' && row.kiosks.length === 0)
}

function searchable({ id, name, road }: Checkpoint): string {
  return `${id} ${name.vi} ${name.en} ${road ?? ''}`
}

export const SORTS = ['name', 'entry', 'exit', 'last-hour', 'queued', ...OUTCOMES] as const
export type SortKey = (typeof SORTS)[number]

/** Names from A, closed checkpoints after the open ones; numbers from the largest; equals by name. */
export function sortRows(rows: readonly CheckpointRow[], key: SortKey, language: Language): readonly CheckpointRow[] {
  const byName = (a: CheckpointRow, b: CheckpointRow): number => a.checkpoint.name[language].localeCompare(b.checkpoint.name[language], language)
  const closedLast = (row: CheckpointRow): number => (row.opening === 'open' ? 0 : 1)
  if (key === 'name') return [...rows].sort((a, b) => closedLast(a) - closedLast(b) || byName(a, b))
  return [...rows].sort((a, b) => sortValue(b, key) - sortValue(a, key) || byName(a, b))
}

function sortValue(row: CheckpointRow, key: Exclude<SortKey, 'name'>): number {
  if (key === 'entry' || key === 'exit' || key === 'queued') return row[key]
  return key === 'last-hour' ? row.lastHourPersons : row.byOutcome[key]
}

/** The strictest outcome that anybody met in the last hour, with its number; null while everybody was let through. */
export function strictestOfLastHour({ lastHourByOutcome }: CheckpointRow): { readonly outcome: Outcome; readonly persons: number } | null {
  const outcome = [...OUTCOMES].reverse().find((one) => lastHourByOutcome[one] > 0)
  return outcome === undefined || outcome === 'admit' ? null : { outcome, persons: lastHourByOutcome[outcome] }
}

function laterOf(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
