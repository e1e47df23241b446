import type { EpochMs } from './units.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall of `zone` shows, as if it were one of UTC; whole seconds. */
export function wallIn(zone: string, at: EpochMs): EpochMs {
  let formatter = formatters.get(zone)
  if (!formatter) {
    const numeric = 'numeric'
    const shape = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric } as const
    formatter = new Intl.DateTimeFormat('en-US', { ...shape, timeZone: zone, hour12: false, calendar: 'gregory' })
    formatters.set(zone, formatter)
  }
  // American order: `2/17/2021, 24:00:00` where others write 0 hours.
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (formatter.format(at).match(/\d+/g) ?? []).map(Number)
  return Date.UTC(year, month - 1, day, hour % 24, minute, second)
}
