import { expect, it } from 'vitest'
import { decidedLately, openScans } from '../../kiosk/kiosk-state.ts'
import type { LocalPassage } from '../../kiosk/log/kiosk-store.ts'
import { createPassageBook } from '../../kiosk/scan/passage-book.ts'
import { asLaneId, asPassageId } from '../../shared/ids.ts'
import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import { DAY_MS, MINUTE_MS } from '../../shared/units.ts'
import { NOON } from './a-station.ts'

const passage = (n: number, change: Partial<LocalPassage>): LocalPassage => ({
  passage: asPassageId(n.toString(16).padStart(32, '0')),
  credential: null,
  lane: asLaneId('lan-1'),
  direction: 'entry',
  origin: null,
  scannedAt: NOON,
  verdict: { outcome: 'refer', reasons: [], duties: [] },
  decided: null,
  ...change,
})
const admitted = (decidedAt: number) => ({ outcome: 'admit', decidedAt }) as NonNullable<LocalPassage['decided']>

it('lists all that is open, however long ago, newest first, and decisions that can still be taken back', async () => {
  const kept = [
    passage(1, { scannedAt: NOON - 30 * DAY_MS }),
    passage(2, { scannedAt: NOON - 4 * DAY_MS }),
    passage(3, { scannedAt: NOON - MINUTE_MS }),
    passage(4, { scannedAt: NOON - DAY_MS, decided: admitted(NOON - ANNUL_WITHIN_MS) }),
    passage(5, { scannedAt: NOON - DAY_MS, decided: admitted(NOON - ANNUL_WITHIN_MS - 1) }),
  ]
  const book = createPassageBook({ passagesSince: async (at) => kept.filter(({ scannedAt }) => scannedAt >= at) }, () => NOON)
  await book.restore()
  const numbers = (list: readonly LocalPassage[]) => list.map((one) => Number(`0x${one.passage}`))
  expect([numbers(openScans.value), numbers(decidedLately.value)]).toEqual([[3, 2, 1], [4]])
  book.put({ ...passage(2, { scannedAt: NOON - 4 * DAY_MS }), decided: admitted(NOON) })
  expect([numbers(openScans.value), numbers(decidedLately.value)]).toEqual([
    [3, 1],
    [2, 4],
  ])
})
