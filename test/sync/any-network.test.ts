import * as fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { recount } from '../../server/flow/recount.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import { errorOf, type SimulatedKiosk } from '../support/a-kiosk.ts'

/** Three days of decisions around the demo's evening. */
const SPAN_MS = 3 * 86_400_000
const KIOSKS = 3

type Step =
  | { readonly do: 'decide'; readonly kiosk: number; readonly outcome: number; readonly at: number; readonly lane: string }
  | { readonly do: 'annul'; readonly kiosk: number; readonly which: number; readonly afterMs: number }
  | { readonly do: 'cross'; readonly kiosk: number; readonly vehicles: number; readonly at: number }
  /** From `back` records before the first unacknowledged one, at most `length`; the answer is lost on the way. */
  | { readonly do: 'send'; readonly kiosk: number; readonly back: number; readonly length: number; readonly answer: 'heard' | 'lost' }
  /** A request of earlier arrives again, now. */
  | { readonly do: 'replay'; readonly which: number }

const kiosk = fc.nat(KIOSKS - 1)
const at = fc.integer({ min: CORE_NOW - SPAN_MS, max: CORE_NOW })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      kiosk,
      outcome: fc.nat(OUTCOMES.length - 1),
      at,
      lane: fc.constantFrom('1', 'goods'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('annul' as const), kiosk, which: fc.nat(20), afterMs: fc.integer({ min: 0, max: 2 * ANNUL_WITHIN_MS }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cross' as const), kiosk, vehicles: fc.nat(3), at }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      kiosk,
      back: fc.nat(6),
      length: fc.nat(9),
      answer: fc.constantFrom('heard' as const, 'lost' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replay' as const), which: fc.nat(30) }) },
)

let core: Core | null = null
afterEach(async () => {
  await core?.close()
})

it('whatever the network does, the server holds each log once and the counts equal a recount', async () => {
  const seed = Date.now() % 1_000_000
  console.log(`fast-check seed ${seed}`)
  const world = await aCore()
  core = world
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      const kiosks = await enrolThree(world)
      await play(kiosks, steps)
      for (const one of kiosks) await one.syncAll()
      for (const one of kiosks) expect(await logOf(world, one)).toEqual(one.log.map(({ header }) => headerHash(header)))
      expect((await recount(world.storage)).mismatches).toEqual([])
      expect(await revsBelowCounters(world)).toBe(0)
    }),
    { seed, numRuns: 40 },
  )
})

/** Two at one checkpoint, one at another: logs of earlier runs stay in the same database. */
async function enrolThree(world: Core): Promise<readonly SimulatedKiosk[]> {
  return [await world.kiosk('bach-dang'), await world.kiosk('bach-dang'), await world.kiosk('da-bac')]
}

async function play(kiosks: readonly SimulatedKiosk[], steps: readonly Step[]): Promise<void> {
  const sent: (() => Promise<unknown>)[] = []
  const passages = kiosks.map((): { readonly id: ReturnType<SimulatedKiosk['decide']>; readonly at: number }[] => [])
  for (const now of steps) {
    if (now.do === 'replay') {
      await sent[now.which % Math.max(1, sent.length)]?.()
      continue
    }
    const one = kiosks[now.kiosk]
    const mine = passages[now.kiosk]
    if (!one || !mine) throw new Error('no such kiosk')
    if (now.do === 'decide') mine.push({ id: one.decide(OUTCOMES[now.outcome] ?? 'refer', now), at: now.at })
    if (now.do === 'cross') one.cross(now.vehicles, now)
    if (now.do === 'annul') {
      const passage = mine[now.which % Math.max(1, mine.length)]
      if (passage) one.annul(passage.id, passage.at + now.afterMs)
    }
    if (now.do === 'send') await send(one, now, sent)
  }
}

async function send(one: SimulatedKiosk, { back, length, answer }: Step & { do: 'send' }, sent: (() => Promise<unknown>)[]): Promise<void> {
  const from = Math.max(0, one.acked - back)
  const request = one.request({ records: one.log.slice(from, from + length) })
  const go = () => one.send(request)
  sent.push(go)
  const reply = await go()
  expect(reply.status === 200 || errorOf(reply) === 'gap').toBe(true)
  if (answer === 'heard' && reply.status === 200) one.acked = (reply.body as { acked: { seq: number } }).acked.seq
}

async function logOf(world: Core, { kiosk: id }: SimulatedKiosk): Promise<readonly string[]> {
  const rows = await world.storage.read.selectFrom('record').select('hash').where('kiosk_id', '=', id).orderBy('seq').execute()
  return rows.map((row) => row.hash)
}

/** Counters whose rev is beyond their checkpoint's: a push would never carry them. */
async function revsBelowCounters(world: Core): Promise<number> {
  const rows = await world.storage.read
    .selectFrom('flow')
    .innerJoin('flow_rev', 'flow_rev.checkpoint_id', 'flow.checkpoint_id')
    .select('flow.rev')
    .whereRef('flow.rev', '>', 'flow_rev.rev')
    .execute()
  return rows.length
}
