import { createClockKeeper } from '../../kiosk/clock/clock-keeper.ts'
import type { ClockMemory } from '../../kiosk/clock/guarded-clock.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import { asCredentialId, asPassageId } from '../../shared/ids.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { dice } from '../support/dice.ts'
import { memoryServer } from './memory-server.ts'
import { heard } from './network-history.ts'
import { historyKiosk, passageRecords } from './simulated-kiosk.ts'

const YEAR_MS = 365.25 * DAY_MS
/** Where a truth may lie: the demo's evening, an hour before Europe's clocks change, the last second of 32-bit time. */
const TRUTHS: readonly EpochMs[] = [Date.UTC(2021, 1, 17, 13), Date.UTC(2021, 2, 28, 0, 30), 0x7fffffff * SECOND_MS - 5 * MINUTE_MS]
const SHIFTS = [HOUR_MS, -HOUR_MS, 10 * YEAR_MS, -10 * YEAR_MS, -3 * SECOND_MS, DAY_MS, -5 * MINUTE_MS]
const TOLERANCE_MS = 2 * SECOND_MS

/** F5: a tablet whose clock is put forward and back, stands still, or jumps with the summer; nothing is refused for it. */
export async function playClocks(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  let truth = random.pick(TRUTHS)
  let offset = random.pick([0, 0, ...SHIFTS])
  let frozenAt: EpochMs | null = null
  let monotonicMs = random.between(0, 1000)
  const wallAt = (): EpochMs => frozenAt ?? Math.round(truth + offset)
  const readClocks = () => ({ wallAt: wallAt(), monotonicMs })
  let now: () => EpochMs = wallAt
  const kiosk = await historyKiosk(1, random, { now: () => now(), wallAt })
  const server = memoryServer()
  await server.enrol(kiosk.identity)
  const { store } = kiosk
  const journal = createJournal({ store, random: (bytes) => new Uint8Array(bytes), times: () => ({ occurredAt: now(), wallAt: wallAt() }) })
  const start = (memory: ClockMemory | null) => createClockKeeper({ readClocks, journal, memory, floorAt: 0, aheadHours: 72 })
  let clock = start(null)
  now = clock.now
  const faults: string[] = []
  let touched = false
  for (let i = 0; i < random.between(5, 60); i++) {
    const ms = random.between(0, 20 * MINUTE_MS)
    truth += ms
    monotonicMs += ms
    const roll = random.next()
    if (roll < 0.25) offset = random.chance(0.3) ? 0 : offset + random.pick(SHIFTS)
    else if (roll < 0.3) frozenAt = frozenAt === null ? wallAt() : null
    else if (roll < 0.36) {
      monotonicMs = 0
      clock = start(await store.read('clock'))
      now = clock.now
      touched = false
    } else if (roll < 0.6) {
      await clock.contact(readClocks(), truth)
      touched = true
    } else if (roll < 0.8) {
      await clock.look()
      await kiosk.record(
        passageRecords(asPassageId(i.toString(16).padStart(32, '0')), {
          outcome: 'refer',
          direction: 'entry',
          credential: asCredentialId('e'.repeat(16)),
        }),
      )
    } else await kiosk.sync(async (body) => heard(await server.take(body, truth), truth))
    await clock.look()
    const off = now() - truth
    if (touched && clock.sure() && Math.abs(off) > TOLERANCE_MS) faults.push(`sure of a time ${off} ms from the truth`)
    if (touched && now() < truth - TOLERANCE_MS) faults.push(`behind the truth by ${-off} ms after a contact`)
  }
  for (let calls = 0; calls < 20; calls++) if ((await kiosk.sync(async (body) => heard(await server.take(body, truth), truth))).kind !== 'more') break
  const made = store.records().map(({ header }) => headerHash(header))
  if ((await server.hashesOf(kiosk.identity)).join() !== made.join()) faults.push('a record was refused or lost')
  const decisions = store.records().filter(({ header }) => header.kind === 'decision').length
  const counted = [...(await server.counters())]
    .filter(([key]) => key.includes('|minute|'))
    .reduce((sum, [, amount]) => sum + Number(amount.split(' ')[0]), 0)
  if (counted !== decisions) faults.push(`${decisions} decisions, ${counted} counted`)
  return faults
}
