import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelOf } from '../../control-room/board/board-model.ts'
import { checkpointRows } from '../../control-room/board/checkpoint-rows.ts'
import { parseSnapshot } from '../../control-room/board/parse-board.ts'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { boardSnapshot } from '../../server/flow/board-snapshot.ts'
import { minutesCountedOnce } from '../../server/flow/read-flow.ts'
import { recount } from '../../server/flow/recount.ts'
import type { Checkpoint, Direction, Lane } from '../../shared/checkpoints/checkpoint.ts'
import { countedOnce, waysWithTwoLines } from '../../shared/flow/gate-lines.ts'
import { asLaneId } from '../../shared/ids.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import { aProvince, type Province } from '../support/a-province.ts'

const lane = (id: string, direction: Direction, line?: Lane['line']): Lane => ({
  id: asLaneId(id),
  name: { vi: id, en: id },
  direction,
  vehicles: 'any',
  ...(line && { line }),
})
const OUTER = lane('outer', 'entry', 'outer')
const INNER = lane('inner', 'entry', 'inner')
const GOODS = lane('goods', 'entry')
const OUT = lane('out', 'exit')
const bucketAt = (at: Lane, outcome: Outcome) => ({ lane: at.id, direction: at.direction, outcome })
const kept = (lanes: readonly Lane[], at: Lane) => OUTCOMES.filter((outcome) => countedOnce([bucketAt(at, outcome)], { lanes }).length === 1)

describe('a gate that is passed in two lines', () => {
  const lanes = [OUTER, INNER, GOODS, OUT]

  it('counts who goes on at the last line alone, and who is stopped where that was', () => {
    expect(waysWithTwoLines({ lanes })).toEqual(['entry'])
    expect(kept(lanes, OUTER)).toEqual(['refer', 'turn-back', 'quarantine', 'detain'])
    for (const whole of [INNER, GOODS, OUT]) expect(kept(lanes, whole)).toEqual([...OUTCOMES])
  })

  it('on the way out has the outer line last', () => {
    const first = lane('a', 'exit', 'inner')
    const last = lane('b', 'exit', 'outer')
    expect([kept([first, last], first).length, kept([first, last], last).length]).toEqual([4, 6])
  })

  it('with one line, or two of one name, counts everybody there', () => {
    for (const one of [[OUTER], [OUTER, lane('2', 'entry', 'outer')], [OUTER, lane('3', 'exit', 'inner')]])
      expect(kept(one, OUTER)).toEqual([...OUTCOMES])
  })

  it('counts a lane that the checkpoint has no longer', () => {
    expect(kept(lanes, lane('gone', 'entry', 'outer'))).toEqual([...OUTCOMES])
  })
})

describe('the board of a border gate', () => {
  let province: Province
  beforeEach(async () => {
    province = await aProvince()
  })
  afterEach(() => province.close())

  /** A tablet takes the first lane of its direction. */
  async function standAt(lanes: readonly Lane[]): Promise<Checkpoint> {
    const gate: Checkpoint = { ...aCheckpoint('bach-dang'), lanes }
    await province.storage.write(async (tx) => {
      await tx
        .updateTable('checkpoint')
        .set({ body: JSON.stringify(gate) })
        .where('checkpoint_id', '=', gate.id)
        .execute()
      await bumpBundle(tx)
    })
    return gate
  }

  it('shows a person of both lines once, lane by lane twice, live as after a recount', async () => {
    await standAt([OUTER, INNER, OUT])
    const tablet = await province.tablet()
    const codes = [await province.declare(), await province.declare()]
    for (const { qr } of codes) await tablet.station.readCode(qr)
    const stopped = await tablet.station.readNothing()
    await tablet.station.decide(stopped.passage, { outcome: 'turn-back', reason: 'Không có tờ khai' })
    await tablet.syncAll()
    const seen = async () => {
      const snapshot = parseSnapshot(JSON.parse(JSON.stringify(await boardSnapshot(province.deps))))
      const row = snapshot && checkpointRows(modelOf(snapshot), province.now()).find(({ checkpoint }) => checkpoint.id === 'bach-dang')
      return [row?.entry, row?.byOutcome.admit, row?.lastHourPersons, row?.origins.reduce((sum, { persons }) => sum + persons, 0)]
    }
    expect(await seen()).toEqual([1, 0, 1, 1])
    province.pass(20 * MINUTE_MS)
    const gate = await standAt([INNER, OUTER, OUT])
    await tablet.syncAll()
    tablet.station.forget()
    for (const { qr } of codes) expect((await tablet.station.readCode(qr)).view.verdict.outcome).toBe('admit')
    await tablet.syncAll()
    expect(await seen()).toEqual([3, 2, 3, 3])
    const minutes = await minutesCountedOnce(province.storage.read, gate, { from: 0, to: province.now() })
    expect(minutes.reduce((sum, { persons }) => sum + persons, 0)).toBe(3)
    expect(await recount(province.storage)).toMatchObject({ persons: 5, mismatches: [] })
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
  })
})
