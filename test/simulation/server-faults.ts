import { recount } from '../../server/flow/recount.ts'
import { asPassageId } from '../../shared/ids.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { aCore } from '../support/a-core.ts'
import { aKiosk, errorOf, makeDeviceKey, type SimulatedKiosk } from '../support/a-kiosk.ts'
import { aProvince } from '../support/a-province.ts'
import { type Dice, dice } from '../support/dice.ts'
import { heard } from './network-history.ts'
import { type HistoryKiosk, historyKiosk } from './simulated-kiosk.ts'
import { sqliteServer } from './sqlite-server.ts'

const AT = Date.UTC(2021, 1, 17, 13)

/** F18: a real database put back by 1 to 1,000 records; the tablets' own sync fills it again. */
export async function playRestoredServer(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const server = await sqliteServer()
  let now = AT
  const kiosks: HistoryKiosk[] = []
  for (let i = 0; i < random.between(1, 4); i++) {
    const kiosk = await historyKiosk(i, random, { now: () => now, wallAt: () => now })
    await server.enrol(kiosk.identity)
    kiosks.push(kiosk)
  }
  const carry = async (body: string) => heard(await server.take(body, now), now)
  const work = async (passages: number): Promise<void> => {
    for (let i = 0; i < passages; i++) {
      now += random.between(0, MINUTE_MS)
      await random.pick(kiosks).decide()
    }
    for (const kiosk of kiosks) while ((await kiosk.sync(carry)).kind === 'more');
  }
  await work(random.between(0, 200))
  await server.backup()
  await work(random.between(1, 500))
  await server.restore()
  const faults: string[] = []
  if (random.chance(0.5)) await work(random.between(0, 5))
  for (const kiosk of kiosks) {
    for (let calls = 0; calls < 60; calls++) if ((await kiosk.sync(carry)).kind !== 'more') break
    const made = kiosk.store.records().map(({ header }) => headerHash(header))
    const there = await server.hashesOf(kiosk.identity)
    if (there.join() !== made.join()) faults.push(`${kiosk.identity.kiosk}: ${made.length} made, ${there.length} after the restore`)
  }
  const mismatches = await server.mismatches()
  if (mismatches > 0) faults.push(`${mismatches} counters differ from a recount`)
  if ((await server.setAside()) > 0) faults.push('an honest log was set aside')
  await server.close()
  return faults
}

/** F19: storage and key copied; both go on and both sync, in any order. */
export async function playClonedKiosk(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const core = await aCore()
  const key = makeDeviceKey()
  const one = await enrol(core, key)
  const together = random.between(0, 5)
  for (let i = 0; i < together; i++) one.decide('admit')
  if (random.chance(0.5)) await one.syncAll()
  const two = aKiosk({ kiosk: one.kiosk, checkpoint: one.checkpoint, epoch: 1 }, key, { post: core.post, now: core.now })
  two.log.push(...one.log)
  two.head = one.head
  two.acked = one.acked
  const answers: string[] = []
  for (let turn = 0; turn < random.between(4, 10); turn++) {
    const kiosk = random.pick([one, two])
    kiosk.decide(random.pick(['admit', 'refer']))
    answers.push(await sendOnce(kiosk))
  }
  for (const kiosk of [one, two]) {
    kiosk.decide('admit')
    answers.push(await sendOnce(kiosk), await sendOnce(kiosk))
  }
  const faults: string[] = []
  const row = await core.storage.read.selectFrom('kiosk').selectAll().executeTakeFirstOrThrow()
  if (row.state !== 'forked') faults.push(`the kiosk is ${row.state}: ${answers.join()}`)
  if ((await sendOnce(one)) !== 'fork' || (await sendOnce(two)) !== 'fork') faults.push('one of the two goes on writing')
  faults.push(...(await lostOf(core, [one, two])))
  if ((await recount(core.storage)).mismatches.length > 0) faults.push('counters differ from a recount')
  await core.close()
  return faults
}

async function enrol(core: Awaited<ReturnType<typeof aCore>>, key: ReturnType<typeof makeDeviceKey>): Promise<SimulatedKiosk> {
  const { enrolAKiosk } = await import('../support/a-kiosk.ts')
  return enrolAKiosk(await core.token(), { post: core.post, now: core.now }, key)
}

async function sendOnce(kiosk: SimulatedKiosk): Promise<string> {
  const reply = await kiosk.sync()
  return reply.status === 200 ? 'stored' : (errorOf(reply) ?? String(reply.status))
}

/** Every record that either of them sent lies in the log or beside it. */
async function lostOf({ storage }: Awaited<ReturnType<typeof aCore>>, kiosks: readonly SimulatedKiosk[]): Promise<readonly string[]> {
  const stored = await storage.read.selectFrom('record').select('hash').execute()
  const apart = await storage.read.selectFrom('fork_record').select('hash').execute()
  const kept = new Set([...stored, ...apart].map((row) => row.hash))
  return kiosks.flatMap((kiosk) => kiosk.log.flatMap(({ header }) => (kept.has(headerHash(header)) ? [] : [`record ${header.seq} is nowhere`])))
}

/** F20: a record that always fails, among others that do not. */
export async function playPoison(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const province = await aProvince()
  const kiosk = await province.kiosk()
  const poisoned: number[] = []
  for (let i = 0; i < random.between(3, 12); i++) {
    if (i === 1 || random.chance(0.2)) {
      kiosk.record(poison(random) as BodyValue)
      poisoned.push(kiosk.head.seq)
    } else kiosk.decide('refer')
  }
  const faults: string[] = []
  await kiosk.syncAll().catch((error: unknown) => void faults.push(String(error)))
  if (kiosk.acked !== kiosk.head.seq) faults.push(`acknowledged to ${kiosk.acked} of ${kiosk.head.seq}`)
  await province.adjudicate()
  const listed = (await province.flags()).filter((flag) => flag.class === 'unreadable-record').map((flag) => flag.records[0]?.seq ?? 0)
  if (listed.sort((a, b) => a - b).join() !== poisoned.join()) faults.push(`poison at ${poisoned.join()}, listed ${listed.join()}`)
  const decided = kiosk.log.filter(({ header }, i) => header.kind === 'decision' && !poisoned.includes(i + 1)).length
  const { persons, mismatches } = await recount(province.storage)
  if (persons !== decided || mismatches.length > 0) faults.push(`${decided} decisions, ${persons} counted, ${mismatches.length} counters wrong`)
  await province.close()
  return faults
}

function poison(random: Dice): unknown {
  return random.pick<unknown>([
    { kind: 'decision' },
    { kind: 'scan', passage: 'not-an-id' },
    { kind: 'decision', passage: asPassageId('d'.repeat(32)), outcome: 'let-through' },
    { kind: 'crossing', vehicles: -1 },
    { kind: 'annul', passage: asPassageId('d'.repeat(32)), reason: 7 },
  ])
}
