import { expect, it } from 'vitest'
import { dayOfUtc as dayOfUtcOnPhone, utcOfDay as utcOfDayOnPhone } from '../declare-web/site/civil-day.ts'
import { wallIn as wallInOnPhone } from '../declare-web/site/wall-in.ts'
import { dayOfUtc, utcOfDay } from '../shared/civil-day.ts'
import { parseLocalDate } from '../shared/time.ts'
import { DAY_MS } from '../shared/units.ts'
import { wallIn } from '../shared/wall-in.ts'

it('agrees with Date on every day from 1890 to 2110, both ways, and so does the form', () => {
  const wrong: string[] = []
  for (let at = Date.UTC(1890, 0, 1); at < Date.UTC(2111, 0, 1); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10)
    if (utcOfDay(day) !== at || dayOfUtc(at) !== day || dayOfUtc(at + DAY_MS - 1) !== day || utcOfDayOnPhone(day) !== at) wrong.push(day)
  }
  expect(wrong).toEqual([])
})

it.each([
  '2021-02-29',
  '1900-02-29',
  '2021-02-30',
  '2021-13-01',
  '2021-00-10',
  '2021-04-31',
  '2021-01-00',
  '2021-1-01',
  '2021/01/01',
  '202x-01-01',
  '',
])('knows no day %j', (text) => {
  expect(utcOfDay(text)).toBeNull()
  expect(utcOfDayOnPhone(text)).toBeNull()
  expect(parseLocalDate(text)).toBeNull()
})

it.each(['2020-02-29', '2000-02-29', '0000-01-01', '9999-12-31'])('knows the day %s', (text) => {
  expect(utcOfDay(text)).toBe(Date.parse(`${text}T00:00:00Z`))
  expect(utcOfDayOnPhone(text)).toBe(Date.parse(`${text}T00:00:00Z`))
})

it('writes no day outside the years 0 to 9999', () => {
  expect([dayOfUtc(Date.UTC(9999, 11, 31) + DAY_MS), dayOfUtc(Date.parse('0000-01-01T00:00:00Z') - 1), dayOfUtc(Number.NaN)]).toEqual([
    null,
    null,
    null,
  ])
})

it('the form leaves the writing of days to Date', () => {
  expect(dayOfUtcOnPhone(Date.UTC(2021, 1, 17))).toBeNull()
})

it.each(['Asia/Ho_Chi_Minh', 'America/Phoenix', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia'])(
  'the clock on a wall in %s shows the form what it shows everybody',
  (zone) => {
    for (let at = Date.UTC(1969, 0, 1); at < Date.UTC(2030, 0, 1); at += 37 * DAY_MS + 5_003_000) {
      expect(wallInOnPhone(zone, at), new Date(at).toISOString()).toBe(wallIn(zone, at))
    }
  },
)
