import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recount } from '../../server/flow/recount.ts'
import { asLaneId, asPassageId, asStaffId } from '../../shared/ids.ts'
import { PAPER_KEYED_WITHIN_MS } from '../../shared/paper/paper-form.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import type { SimulatedKiosk } from '../support/a-kiosk.ts'

let core: Core
let kiosk: SimulatedKiosk

beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
})
afterEach(() => core.close())

const passage = asPassageId('0'.repeat(31).concat('7'))

/** Keyed now, decided then. */
function keyPaper(writtenAt: EpochMs): void {
  kiosk.scan({ passage })
  const decided = { outcome: 'admit', verdictOutcome: 'admit', officer: asStaffId('lan.bach-dang'), override: null } as const
  kiosk.record({ kind: 'decision', passage, lane: asLaneId('1'), direction: 'entry', origin: null, ...decided, writtenAt })
}

/** Minutes with somebody in them, as milliseconds before now. */
async function countedAgo(): Promise<readonly number[]> {
  const rows = await core.storage.read.selectFrom('flow').selectAll().where('grain', '=', 'minute').where('persons', '!=', 0).execute()
  return rows.map((row) => CORE_NOW - row.slot_at)
}

describe('a paper keyed in after an outage', () => {
  it('counts in the minute it was written, and a recount says the same', async () => {
    keyPaper(CORE_NOW - 6 * HOUR_MS)
    await kiosk.syncAll()
    expect(await countedAgo()).toEqual([6 * HOUR_MS])
    expect((await recount(core.storage)).mismatches).toEqual([])
  })

  it('counts on the day it was written, also when it is keyed on the next', async () => {
    keyPaper(CORE_NOW - DAY_MS)
    await kiosk.syncAll()
    const days = await core.storage.read.selectFrom('flow').select('slot_at').where('grain', '=', 'day').execute()
    expect(days.map(({ slot_at }) => Math.floor((CORE_NOW - slot_at) / DAY_MS))).toEqual([1])
  })

  it('annulled minutes after the keying, is taken back from the minute it was written', async () => {
    keyPaper(CORE_NOW - 6 * HOUR_MS)
    kiosk.annul(passage, CORE_NOW + 10 * MINUTE_MS)
    core.pass(10 * MINUTE_MS)
    await kiosk.syncAll()
    expect(await countedAgo()).toEqual([])
    expect((await recount(core.storage)).mismatches).toEqual([])
  })

  it.each([
    ['longer ago than papers are taken', CORE_NOW - PAPER_KEYED_WITHIN_MS - 1],
    ['in the future', CORE_NOW + 1],
  ])('with a date %s moves no other day: it counts when it was keyed', async (_when, writtenAt) => {
    keyPaper(writtenAt)
    await kiosk.syncAll()
    expect(await countedAgo()).toEqual([0])
  })
})
