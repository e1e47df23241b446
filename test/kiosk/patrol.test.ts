import { expect, it } from 'vitest'
import { FIX_GOOD_MS, standingOf } from '../../kiosk/patrol/patrol.ts'
import { areaCode } from '../support/a-credential.ts'
import { aCode, aStation } from './a-station.ts'

const fix = { latitude: 2_112_345, longitude: 10_798_765, withinMetres: 12, takenAt: 1000 }

it.each([
  ['off a patrol', { kind: 'off' } as const, 0, null],
  ['while the position is sought', { kind: 'seeking' } as const, 0, null],
  ['without a position', { kind: 'no-position' } as const, 0, null],
  [
    'with a fix five minutes old',
    { kind: 'position', fix } as const,
    1000 + FIX_GOOD_MS,
    { kind: 'position', latitude: 2_112_345, longitude: 10_798_765 },
  ],
  ['with a fix a millisecond older', { kind: 'position', fix } as const, 1001 + FIX_GOOD_MS, null],
  ['with a place chosen', { kind: 'place', place: areaCode(306_670) } as const, 1e9, { kind: 'place', place: areaCode(306_670) }],
])('%s a passage keeps what is known of its place', (_name, now, monotonicMs, standing) => {
  expect(standingOf(now, monotonicMs)).toEqual(standing)
})

it('two men on a trail without a code are recorded each with the place', async () => {
  const kiosk = await aStation()
  for (let person = 0; person < 2; person++) {
    const view = await kiosk.station.readNothing()
    await kiosk.station.observe(view, { kind: 'position', latitude: fix.latitude, longitude: fix.longitude })
    expect(view.verdict.outcome).toBe('refer')
  }
  expect(kiosk.log().map(({ kind }) => kind)).toEqual(['scan', 'observation', 'scan', 'observation'])
  expect(kiosk.log()[3]).toMatchObject({ observed: { kind: 'position', latitude: 2_112_345 } })
})

it('a place changes no green answer by itself', async () => {
  const kiosk = await aStation()
  const { view } = await kiosk.station.readCode(await aCode())
  const stood = await kiosk.station.observe(view, { kind: 'place', place: areaCode(306_670) })
  expect(stood.step).toEqual(view.step)
})
