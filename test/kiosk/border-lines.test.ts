import { describe, expect, it } from 'vitest'
import { findDoubleUses, type Use } from '../../shared/adjudication/find-double-uses.ts'
import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import { asCheckpointId, asKioskId, asLaneId, asPassageId } from '../../shared/ids.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { bundleParts } from './a-bundle.ts'
import { aCode, aStation, otherId, type TestStation } from './a-station.ts'

/** A border gate: in front of the formalities, behind them, and one way out. */
const NAMES = { name: { vi: 'Làn', en: 'Lane' }, vehicles: 'any' } as const
const OUTER: Lane = { ...NAMES, id: asLaneId('outer'), direction: 'entry', line: 'outer' }
const INNER: Lane = { ...NAMES, id: asLaneId('inner'), direction: 'entry', line: 'inner' }
/** For those on foot. */
const BESIDE: Lane = { ...NAMES, id: asLaneId('beside'), direction: 'entry' }
const OUT: Lane = { ...NAMES, id: asLaneId('out'), direction: 'exit' }

async function aGate(): Promise<TestStation> {
  return aStation({ parts: { checkpoint: { ...bundleParts().checkpoint, kind: 'border-gate', lanes: [OUTER, INNER, OUT] } } })
}

const use = (hour: number, lane: Lane): Use => ({
  passage: asPassageId(hour.toString(16).padStart(32, '0')),
  record: { checkpoint: asCheckpointId('bac-luan'), kiosk: asKioskId('00000000000000aa'), epoch: 1, seq: hour },
  direction: lane.direction,
  at: hour * HOUR_MS,
  ring: 'outer VN-22',
  ...(lane.line && { line: lane.line }),
})

describe('the two lines of a border gate', () => {
  it('are passed one after the other; twice at one of them is a second use, until the way out', async () => {
    const gate = await aGate()
    const code = await aCode()
    const doubled: string[] = []
    for (const lane of [OUTER, INNER, INNER, OUTER, OUT, OUTER, INNER]) {
      gate.change({ lane })
      gate.station.forget()
      const { view } = await gate.station.readCode(code)
      const isDouble = view.verdict.reasons.some(({ ruleId }) => ruleId === 'CHOT-DOUBLE-USE')
      doubled.push(`${lane.id}${isDouble ? '!' : ''}`)
      gate.wait(20 * MINUTE_MS)
    }
    expect(doubled).toEqual(['outer', 'inner', 'inner!', 'outer!', 'out', 'outer', 'inner'])
  })

  it('hide no second use by a lane that is of neither: who walks past both has come in by it', async () => {
    const gate = await aStation({
      parts: { checkpoint: { ...bundleParts().checkpoint, kind: 'border-gate', lanes: [OUTER, INNER, BESIDE, OUT] } },
    })
    const doubles = async (...lanes: readonly Lane[]) => {
      const code = await aCode(undefined, { id: otherId(lanes.map(({ id }) => id).join('').length) })
      const told: boolean[] = []
      for (const lane of lanes) {
        gate.change({ lane })
        gate.station.forget()
        told.push((await gate.station.readCode(code)).view.verdict.reasons.some(({ ruleId }) => ruleId === 'CHOT-DOUBLE-USE'))
        gate.wait(20 * MINUTE_MS)
      }
      return told
    }
    expect(await doubles(BESIDE, OUTER)).toEqual([false, true])
    expect(await doubles(OUTER, INNER, BESIDE)).toEqual([false, false, true])
    expect(findDoubleUses([use(1, BESIDE), use(2, INNER)], {})).toHaveLength(1)
    expect(findDoubleUses([use(1, OUTER), use(2, BESIDE)], {})).toHaveLength(1)
  })

  it('are told apart by the server too', () => {
    expect(findDoubleUses([use(1, OUTER), use(2, INNER)], {})).toEqual([])
    const found = findDoubleUses([use(1, OUTER), use(2, INNER), use(3, OUTER), use(4, OUT), use(5, INNER)], {})
    expect(found.map(({ records }) => records.map(({ seq }) => seq))).toEqual([[3, 1]])
  })
})
