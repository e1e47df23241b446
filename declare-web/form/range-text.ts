import { formatDate } from '../../shared/time.ts'
import type { LocalDate } from '../../shared/units.ts'
import type { DayRange } from '../draft/timeline.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'

/** `từ 05/02/2021 đến 07/02/2021`, or the one day. */
export function rangeText({ from, to }: DayRange, texts: Catalogue): string {
  if (from === to) return fill(texts.stays.oneDay, { date: formatDate(from) })
  return fill(texts.stays.range, { from: formatDate(from), to: formatDate(to) })
}

/** `05/02 – 07/02`. */
export function shortRange({ from, to }: DayRange): string {
  const day = (date: LocalDate) => formatDate(date).slice(0, 5)
  return from === to ? day(from) : `${day(from)} – ${day(to)}`
}

export function weekdayOf(date: LocalDate, texts: Catalogue): string {
  return texts.date.weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''
}
