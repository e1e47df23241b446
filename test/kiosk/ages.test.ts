import { describe, expect, it } from 'vitest'
import { doubleUseFinding } from '../../kiosk/scan/kiosk-findings.ts'
import { agoText } from '../../kiosk/ui/ages.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aCode, aStation, NOON } from './a-station.ts'

describe('how long ago', () => {
  it.each([
    [MINUTE_MS - 1, 'vừa xong', 'just now'],
    [MINUTE_MS, '1 phút trước', '1 min ago'],
    [2 * HOUR_MS - 1, '119 phút trước', '119 min ago'],
    [2 * HOUR_MS, '2 giờ trước', '2 h ago'],
  ])('%d ms is said as %s', (ms, vi, en) => {
    expect([agoText(ms, 'vi'), agoText(ms, 'en')]).toEqual([vi, en])
  })

  it('stands in the words about a second use, because seconds ago it was the same hand and hours ago another', async () => {
    const kiosk = await aStation()
    const { view } = await kiosk.station.readCode(await aCode())
    const earlier = await kiosk.store.passage(view.passage)
    if (!earlier) throw new Error('no passage')
    expect(doubleUseFinding(earlier, NOON + 3 * MINUTE_MS).officerText.vi).toContain('(3 phút trước)')
    // A clock that was set back makes nothing of the future.
    expect(doubleUseFinding(earlier, NOON - HOUR_MS).officerText.en).toContain('(just now)')
  })
})
