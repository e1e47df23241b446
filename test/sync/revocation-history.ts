import { copyFileSync, existsSync } from 'node:fs'
import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import type { SyncOutcome } from '../../kiosk/sync/sync-once.ts'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { currentBundle } from '../../server/bundles/current-bundle.ts'
import { bundleLetter } from '../../server/carrying/write-letters.ts'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { RevocationChanges } from '../../shared/bundle/revocation-changes.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import type { SyncReply } from '../../shared/sync/protocol.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { aCore, type Core, postInto } from '../support/a-core.ts'
import { type Dice, dice } from '../support/dice.ts'
import { type ChangingTablet, changingTablet } from './changing-tablet.ts'

const HERE = asCheckpointId('bach-dang')
const STEPS = 25

/** Replies that brought changes in all histories of this run: a run without any has tried nothing. */
export const changed = { count: 0 }

interface World {
  readonly core: Core
  readonly random: Dice
  readonly tablet: ChangingTablet
  storage: Storage
  /** Each list that the server ever gave, by its hash. */
  readonly given: Map<string, string>
  readonly late: SyncReply[]
  readonly opened: Storage[]
  made: number
  backups: number
}

/** A server's and a tablet's history by dice; what was wrong in it, in words. */
export async function playRevocations(seed: number): Promise<readonly string[]> {
  const core = await aCore()
  const tablet = await changingTablet(core)
  const world: World = {
    core,
    tablet,
    random: dice(seed),
    storage: core.storage,
    given: new Map(),
    late: [],
    opened: [],
    made: 0,
    backups: 0,
  }
  const faults: string[] = []
  for (let i = 0; i < STEPS && faults.length === 0; i++) {
    const name = world.random.pick(ORDER)
    const before = tablet.held()?.held.manifest.version ?? 0
    await STEP[name](world)
    faults.push(...faultsOf(world, before).map((fault) => `step ${i}, ${name}: ${fault}`))
  }
  faults.push(...(await faultsAtTheEnd(world)))
  changed.count += tablet.answers.filter(({ body }) => body.changes).length
  for (const storage of world.opened) await storage.close()
  await core.close()
  return faults
}

type StepName =
  | 'withdraw'
  | 'pass'
  | 'sync'
  | 'lose'
  | 'alter'
  | 'tear'
  | 'repeat'
  | 'delay'
  | 'hear-late'
  | 'reload'
  | 'restart'
  | 'restore'
  | 'carry'
const ORDER: readonly StepName[] = [
  ...(['withdraw', 'withdraw', 'withdraw', 'withdraw', 'pass', 'pass', 'sync', 'sync', 'sync', 'sync', 'lose', 'alter'] as const),
  ...(['tear', 'repeat', 'delay', 'hear-late', 'reload', 'restart', 'restore', 'carry'] as const),
]

const STEP: { readonly [name in StepName]: (world: World) => Promise<void> } = {
  withdraw: (world) => withdraw(world, world.random.between(1, 4)),
  pass: async ({ core, random }) => core.pass(random.chance(0.1) ? 5 * DAY_MS : random.between(SECOND_MS, 20 * MINUTE_MS)),
  sync: async (world) => void (await sync(world)),
  lose: async (world) => void (await sync(world, () => ({ kind: 'unreachable', why: 'lost' }))),
  /** On the way somebody strikes out what was added, or all that was still listed. */
  alter: async (world) => {
    const all = world.tablet.held()?.held.parts.revocations.credentials ?? []
    const change = world.random.chance(0.5) ? { added: [] } : { removed: all }
    await sync(world, (answer) => (answer.kind === 'answer' ? { ...answer, body: altered(answer.body as SyncReply, change) } : answer))
  },
  /** The disk takes nothing more from the moment the answer is here. */
  tear: async (world) => {
    const { store } = world.tablet
    const full = (answer: HttpAnswer): HttpAnswer => {
      store.failWrites('yes')
      return answer
    }
    await sync(world, full).catch(() => undefined)
    store.failWrites('no')
  },
  repeat: async (world) => {
    await sync(world)
    const last = world.tablet.answers.at(-1)
    if (last) await world.tablet.hear(last.body)
  },
  delay: async (world) => {
    await sync(world, (answer) => {
      const last = world.tablet.answers.at(-1)
      if (last) world.late.push(last.body)
      return answer.kind === 'answer' ? { kind: 'unreachable', why: 'late' } : answer
    })
  },
  'hear-late': async ({ late, random, tablet }) => {
    if (late.length > 0) await tablet.hear(random.pick(late))
  },
  reload: ({ tablet }) => tablet.restart(),
  /** The same tables, and nothing of what the process remembered. */
  restart: async (world) => {
    world.storage = { ...world.storage }
  },
  /** An older copy of the file, or the first of them made now. */
  restore: async (world) => {
    const { core, random } = world
    if (world.backups === 0 || random.chance(0.4)) {
      const name = `${core.file}.backup-${world.backups++}`
      const from = `${core.file}${world.opened.length === 0 ? '' : `.opened-${world.opened.length}`}`
      copyDatabase(from, name)
      return
    }
    const copy = `${core.file}.opened-${world.opened.length + 1}`
    copyDatabase(`${core.file}.backup-${random.between(0, world.backups - 1)}`, copy)
    const storage = await openSqlite(copy)
    world.opened.push(storage)
    world.storage = storage
  },
  carry: async (world) => {
    await note(world)
    await world.tablet.hear(await bundleLetter(depsOf(world), HERE))
  },
}

function altered(reply: SyncReply, change: Partial<RevocationChanges>): SyncReply {
  const changes = reply.changes?.revocations
  return changes ? { ...reply, changes: { revocations: { ...changes, ...change } } } : reply
}

function copyDatabase(from: string, to: string): void {
  for (const part of ['', '-wal']) if (existsSync(`${from}${part}`)) copyFileSync(`${from}${part}`, `${to}${part}`)
}

const depsOf = ({ core, storage }: World): Core['deps'] => ({ ...core.deps, storage })

async function withdraw(world: World, count: number): Promise<void> {
  const { core, random, storage } = world
  const rows = Array.from({ length: count }, () => (world.made++).toString(16).padStart(16, '0')).map((id) => ({
    ...{ credential_id: id, reference_hash: id, short_code: id, checkpoint_id: HERE, issued_at: 0, qr_payload: '', body: '', reply: '' },
    ...{ expires_at: core.now() + random.between(SECOND_MS, 40 * MINUTE_MS), revoked_at: core.now() },
  }))
  await storage.write(async (tx) => {
    await tx.insertInto('declaration').values(rows).execute()
    // What nobody announced is seen when the tables are read again.
    if (random.chance(0.7)) await bumpBundle(tx)
  })
}

async function sync(world: World, onTheWay?: (answer: HttpAnswer) => HttpAnswer): Promise<SyncOutcome> {
  const post = postInto(depsOf(world))
  return world.tablet.sync(async (path, body, headers) => {
    const answer = await post(path, body, headers)
    await note(world)
    return answer
  }, onTheWay)
}

async function note(world: World): Promise<void> {
  const { stamps, parts } = await currentBundle(depsOf(world), HERE)
  world.given.set(stamps.revocations.hash, parts.revocations.credentials.join())
}

function faultsOf({ tablet, given }: World, before: number): readonly string[] {
  const held = tablet.held()?.held
  if (!held) return before === 0 ? [] : ['the bundle held is gone']
  const { version, parts } = held.manifest
  const list = held.parts.revocations.credentials.join()
  const faults = [
    version < before && `version ${version} came after ${before}`,
    given.get(parts.revocations.hash) !== list && 'the list held is none that was given under its hash',
    [...(tablet.held()?.revoked ?? [])].join() !== list && 'what is looked up is not the list held',
  ]
  return faults.filter((fault) => fault !== false)
}

/** Time for a restored server to overtake; then what the tablet holds is what the tables say, and one more comes as a change. */
async function faultsAtTheEnd(world: World): Promise<readonly string[]> {
  const { core, tablet } = world
  core.pass(11 * MINUTE_MS)
  for (let turn = 0; turn < 20; turn++) if ((await sync(world)).kind === 'in-step') break
  const rows = await world.storage.read
    .selectFrom('declaration')
    .select('credential_id')
    .where('revoked_at', 'is not', null)
    .where('expires_at', '>', core.now())
    .execute()
  const truth = rows.map((row) => row.credential_id).sort()
  const faults = tablet.held()?.held.parts.revocations.credentials.join() === truth.join() ? [] : ['at the end: not the list of the tables']
  for (const count of [4, 1]) {
    await withdraw(world, count)
    await world.storage.write(bumpBundle)
    await sync(world)
  }
  const last = tablet.answers.at(-1)?.body.changes?.revocations
  return last?.added.length === 1 && last.removed.length === 0 ? faults : [...faults, 'at the end: one withdrawal did not come as one change']
}
