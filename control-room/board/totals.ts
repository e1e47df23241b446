import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import type { Bucket } from '../../shared/flow/flow.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { localDateAt, startOfLocalDate, type ZoneName } from '../../shared/time.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'

/** When and where the board stands: what "today" and "the last hour" mean. */
export interface BoardTime {
  readonly now: EpochMs
  readonly zone: ZoneName
}

export type ByOutcome = { readonly [outcome in Outcome]: number }

/** Persons by direction and outcome. Every decision counts, whatever it was. */
export interface Totals {
  readonly entry: ByOutcome
  readonly exit: ByOutcome
  readonly vehicles: number
}

const NONE: ByOutcome = { admit: 0, 'admit-with-test': 0, refer: 0, 'turn-back': 0, quarantine: 0, detain: 0 }
export const NO_TOTALS: Totals = { entry: NONE, exit: NONE, vehicles: 0 }

/** Today's day counters. Yesterday's fall away by themselves at local midnight. */
export function totalsToday(buckets: readonly Bucket[], time: BoardTime): Totals {
  return sum(daysOf(buckets, time))
}

/** The minutes of the last hour, this one included. */
export function totalsOfLastHour(buckets: readonly Bucket[], now: EpochMs): Totals {
  return sum(minutesOfLastHour(buckets, now))
}

export function daysOf(buckets: readonly Bucket[], { now, zone }: BoardTime): readonly Bucket[] {
  const today = startOfLocalDate(localDateAt(now, zone), zone)
  return buckets.filter((bucket) => bucket.grain === 'day' && bucket.slotAt === today)
}

export const LAST_MINUTES = 60

/** Minutes are half-open: at 20:00:30 the hour is 19:01 up to and with 20:00. */
export function minutesOfLastHour(buckets: readonly Bucket[], now: EpochMs): readonly Bucket[] {
  const last = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const first = last - (LAST_MINUTES - 1) * MINUTE_MS
  return buckets.filter((bucket) => bucket.grain === 'minute' && bucket.slotAt >= first && bucket.slotAt <= last)
}

export function addTotals(list: readonly Totals[]): Totals {
  const add = (direction: Direction): ByOutcome =>
    list.reduce((total, one) => mapOutcomes((outcome) => total[outcome] + one[direction][outcome]), NONE)
  return { entry: add('entry'), exit: add('exit'), vehicles: list.reduce((total, one) => total + one.vehicles, 0) }
}

export function personsIn(counts: ByOutcome): number {
  return OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0)
}

/** Both directions together. */
export function byOutcome(totals: Totals): ByOutcome {
  return mapOutcomes((outcome) => totals.entry[outcome] + totals.exit[outcome])
}

function sum(buckets: readonly Bucket[]): Totals {
  const counts = { entry: { ...NONE }, exit: { ...NONE } } as { [direction in Direction]: { [outcome in Outcome]: number } }
  let vehicles = 0
  for (const bucket of buckets) {
    counts[bucket.direction][bucket.outcome] += bucket.persons
    vehicles += bucket.vehicles
  }
  return { ...counts, vehicles }
}

function mapOutcomes(value: (outcome: Outcome) => number): ByOutcome {
  return {
    admit: value('admit'),
    'admit-with-test': value('admit-with-test'),
    refer: value('refer'),
    'turn-back': value('turn-back'),
    quarantine: value('quarantine'),
    detain: value('detain'),
  }
}
