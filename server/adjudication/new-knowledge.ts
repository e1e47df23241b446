import type { CheckpointId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/units.ts'
import { currentBundle } from '../bundles/current-bundle.ts'
import type { StoredParts } from '../bundles/stored-parts.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import { type KeptPart, partBody } from './bundle-history.ts'

/** Passages older than this are not judged again when zones, rules or lists change: who was let in then is out of quarantine. */
export const LOOK_BACK_MS = 14 * DAY_MS

/** What a verdict in hindsight rests on; keys, officers and policy say nothing about persons. */
const READ: readonly KeptPart[] = ['rules', 'zones', 'watch-list', 'revocations', 'lists', 'checkpoint']
const BY_CREDENTIAL: readonly KeptPart[] = ['watch-list', 'revocations']

/** Passages of one checkpoint that new knowledge may make look different, and how far they have been judged. */
export interface Rerun {
  readonly checkpoint: CheckpointId
  readonly hashes: Hashes
  /** Only these codes; null: everybody since `from`. */
  readonly credentials: readonly string[] | null
  readonly from: number
  readonly after: string
}

type Hashes = { readonly [part: string]: string }
type Memory = { readonly [checkpoint: string]: { readonly done: Hashes | null; readonly rerun: Rerun | null } }

const SETTING = 'adjudicated-knowledge'
/** In one slice of a rerun. */
const SLICE = 50

export interface RerunSlice {
  readonly rows: readonly Tables['passage'][]
  /** Called when they are judged. */
  readonly finish: () => Promise<void>
}

/** The next passages to look at again, or null where nothing is new. What is under way goes on after a restart. */
export async function nextRerun(deps: AdjudicationDeps): Promise<RerunSlice | null> {
  const memory = await readMemory(deps)
  const checkpoints = await deps.storage.read.selectFrom('checkpoint').select('checkpoint_id').orderBy('checkpoint_id').execute()
  for (const { checkpoint_id } of checkpoints) {
    const checkpoint = checkpoint_id as CheckpointId
    const { done = null, rerun = null } = memory[checkpoint] ?? {}
    const wanted = rerun ?? (await rerunFor(deps, checkpoint, done))
    if (wanted) return sliceOf(deps, { rerun: wanted, done })
  }
  return null
}

async function rerunFor(deps: AdjudicationDeps, checkpoint: CheckpointId, done: Hashes | null): Promise<Rerun | null> {
  const { stamps } = await currentBundle(deps, checkpoint)
  const hashes = hashesOf(stamps)
  const changed = READ.filter((part) => hashes[part] !== done?.[part])
  if (changed.length === 0) return null
  const from = deps.clock.now() - LOOK_BACK_MS
  const named = done && changed.every((part) => BY_CREDENTIAL.includes(part)) ? await namedIn(deps, { changed, before: done, now: hashes }) : null
  return { checkpoint, hashes, credentials: named, from, after: '' }
}

function hashesOf(stamps: StoredParts): Hashes {
  return Object.fromEntries(READ.map((part) => [part, stamps[part].hash]))
}

interface Difference {
  readonly changed: readonly KeptPart[]
  readonly before: Hashes
  readonly now: Hashes
}

/** Codes that came onto a list or left it; null where a list was too long to be kept, and everybody is looked at. */
async function namedIn({ storage }: AdjudicationDeps, { changed, before, now }: Difference): Promise<readonly string[] | null> {
  const named = new Set<string>()
  for (const part of changed) {
    const was = await entriesOf(storage, part, before[part] ?? '')
    const is = await entriesOf(storage, part, now[part] ?? '')
    if (!was || !is) return null
    for (const [entry, credential] of [...was, ...is]) if (!was.has(entry) || !is.has(entry)) named.add(credential)
  }
  return [...named].sort()
}

/** Credential by the whole entry, so that a changed date is a change too. */
async function entriesOf(storage: AdjudicationDeps['storage'], part: KeptPart, hash: string): Promise<ReadonlyMap<string, string> | null> {
  if (part === 'revocations') {
    const body = await partBody(storage, part, hash)
    return body && new Map(body.credentials.map((id) => [id, id]))
  }
  const body = await partBody(storage, 'watch-list', hash)
  return body && new Map(body.byCredential.map((entry) => [JSON.stringify(entry), entry.credential]))
}

interface Standing {
  readonly rerun: Rerun
  readonly done: Hashes | null
}

async function sliceOf(deps: AdjudicationDeps, { rerun, done }: Standing): Promise<RerunSlice> {
  const rows = rerun.credentials ? await byCredential(deps, rerun, rerun.credentials) : await byTime(deps, rerun)
  const last = rerun.credentials ? nextCredential(rerun, rerun.credentials) : cursorOf(rows.at(-1))
  const isLast = last === null || (rerun.credentials === null && rows.length < SLICE)
  const entry = isLast ? { done: rerun.hashes, rerun: null } : { done, rerun: { ...rerun, after: last } }
  return { rows, finish: () => deps.storage.write((tx) => remember(tx, rerun.checkpoint, entry)) }
}

/** One code at a time: it seldom has more than a few passages. */
function byCredential({ storage }: AdjudicationDeps, rerun: Rerun, credentials: readonly string[]): Promise<readonly Tables['passage'][]> {
  const next = nextCredential(rerun, credentials)
  if (next === null) return Promise.resolve([])
  return storage.read.selectFrom('passage').selectAll().where('credential_id', '=', next).where('checkpoint_id', '=', rerun.checkpoint).execute()
}

function nextCredential({ after }: Rerun, credentials: readonly string[]): string | null {
  return credentials.find((id) => id > after) ?? null
}

function byTime({ storage }: AdjudicationDeps, { checkpoint, from, after }: Rerun): Promise<readonly Tables['passage'][]> {
  const [at, kiosk = '', epoch, passage = ''] = after === '' ? [String(from)] : after.split(' ')
  return storage.read
    .selectFrom('passage')
    .selectAll()
    .where('checkpoint_id', '=', checkpoint)
    .where((eb) =>
      eb.or([
        eb('decided_at', '>', Number(at)),
        eb.and([eb('decided_at', '=', Number(at)), eb('kiosk_id', '>', kiosk)]),
        eb.and([eb('decided_at', '=', Number(at)), eb('kiosk_id', '=', kiosk), eb('epoch', '>', Number(epoch ?? -1))]),
        eb.and([
          eb('decided_at', '=', Number(at)),
          eb('kiosk_id', '=', kiosk),
          eb('epoch', '=', Number(epoch ?? -1)),
          eb('passage_id', '>', passage),
        ]),
      ]),
    )
    .orderBy('decided_at')
    .orderBy('kiosk_id')
    .orderBy('epoch')
    .orderBy('passage_id')
    .limit(SLICE)
    .execute()
}

function cursorOf(row: Tables['passage'] | undefined): string | null {
  return row ? `${row.decided_at} ${row.kiosk_id} ${row.epoch} ${row.passage_id}` : null
}

async function readMemory({ storage }: AdjudicationDeps): Promise<Memory> {
  const row = await storage.read.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst()
  return row ? JSON.parse(row.value) : {}
}

async function remember(tx: Tx, checkpoint: CheckpointId, entry: Memory[string]): Promise<void> {
  const row = await tx.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst()
  const value = JSON.stringify({ ...(row ? JSON.parse(row.value) : {}), [checkpoint]: entry })
  await tx
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}
