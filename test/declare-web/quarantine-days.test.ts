import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { withClock } from '../../declare-web/pass/pass-view.tsx'
import { QuarantineTimeline } from '../../declare-web/pass/quarantine-timeline.tsx'
import type { PassView } from '../../shared/http/api.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import type { Duty } from '../../shared/rules/verdict.ts'

const duties: readonly Duty[] = [
  {
    kind: 'quarantine',
    kinds: ['home'],
    payer: 'state',
    days: 14,
    anchor: '2021-02-17',
    through: '2021-03-03',
    controller: 'destination-commune',
  },
  { kind: 'sample', payer: 'state', priority: 'normal', onDays: [14, 1, 20] },
]

/** What is told below the picture of the days. */
const told = (today: string) => renderToString(h(QuarantineTimeline, { duties, today, language: 'vi' })).replace(/<svg.*<\/svg>/s, '')

describe('a quarantine of 14 days from 17 February', () => {
  it('ends with 3 March, is over at midnight after it, and takes no sample after that', () => {
    const words = told('2021-02-20')
    expect(words).toContain('cuối cùng: 03/03/2021')
    expect(words).toContain('Từ 0 giờ ngày 04/03/2021')
    expect(words.match(/\d\d\/\d\d\/2021/g)).toEqual(['17/02/2021', '18/02/2021', '03/03/2021', '20/02/2021', '03/03/2021', '04/03/2021'])
  })

  it.each([
    ['2021-02-17', null],
    ['2021-02-18', '1/14'],
    ['2021-03-03', '14/14'],
    ['2021-03-04', null],
  ])('on %s is told as day %s', (today, day) => {
    expect(/ngày thứ (\d+\/14)/.exec(told(today))?.[1] ?? null).toBe(day)
  })
})

describe('a page left open', () => {
  const pass: PassView = {
    reference: 'A',
    shortCode: 'GC0XWJKY3',
    qrPayload: 'QR',
    pngUrl: '/q/A.png',
    checkpoint: asCheckpointId('bach-dang'),
    direction: 'entry',
    issuedAt: 1,
    arrivalAt: 2,
    expiresAt: 100,
    verdict: { outcome: 'admit', reasons: [], duties: [] },
    state: 'valid',
    changed: null,
    decisions: [],
    correctable: true,
  }

  it('shows no code from the moment on at which it expires, by the server’s clock alone', () => {
    expect(withClock(pass, 99)).toBe(pass)
    expect(withClock(pass, 100)).toMatchObject({ state: 'expired', correctable: false })
    expect(withClock(pass, null)).toBe(pass)
  })

  it('keeps what became of a code before', () => {
    expect(withClock({ ...pass, state: 'withdrawn' }, 100).state).toBe('withdrawn')
  })
})
