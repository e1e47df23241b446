import { createInterface } from 'node:readline'
import { createClockKeeper } from '../../kiosk/clock/clock-keeper.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { dice } from '../support/dice.ts'
import { historyKiosk } from './simulated-kiosk.ts'

/** The process under libfaketime: a tablet's log, clock and sync by the clock of its own machine, one order a line. */
type Order =
  | { readonly do: 'look' | 'decide' | 'sync' }
  | { readonly do: 'contact'; readonly truth: number }
  | { readonly do: 'answer'; readonly answer: HttpAnswer }

const readClocks = () => ({ wallAt: Date.now(), monotonicMs: performance.now() })
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
const seed = Number(process.argv[2])
let heard: ((answer: HttpAnswer) => void) | null = null

const kiosk = await historyKiosk(1, dice(seed), { now: () => clock.now(), wallAt: Date.now })
const journal = createJournal({
  store: kiosk.store,
  random: (bytes) => new Uint8Array(bytes),
  times: () => ({ occurredAt: clock.now(), wallAt: Date.now() }),
})
const clock = createClockKeeper({ readClocks, journal, memory: null, floorAt: 0, aheadHours: 72 })

async function obey(order: Order): Promise<void> {
  if (order.do === 'answer') {
    heard?.(order.answer)
    return
  }
  if (order.do === 'contact') await clock.contact(readClocks(), order.truth)
  if (order.do === 'decide') await kiosk.decide()
  if (order.do === 'sync') {
    await kiosk.sync((body) => {
      say({ post: body })
      return new Promise((arrive) => {
        heard = arrive
      })
    })
  }
  await clock.look()
  say({ now: clock.now(), sure: clock.sure(), wallAt: Date.now(), hashes: kiosk.store.records().length })
}

createInterface({ input: process.stdin }).on('line', (line) => {
  obey(JSON.parse(line)).catch((error: unknown) => say({ fault: String(error) }))
})
say({ ready: true })
