import * as z from 'zod/mini'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage } from '../../shared/http/api.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import { ruleTopic } from '../../shared/rules/rule-topic.ts'
import type { Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import { compareOutcomes } from '../../shared/rules/verdict.ts'
import { localDateAt, startOfLocalDate } from '../../shared/time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import { minutesCountedOnce } from '../flow/read-flow.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'
import { expectedWait } from './expected-wait.ts'
import { isAppliedAt, type PublicFacts, type ReadPublicFacts } from './public-facts.ts'

export interface CheckpointPageDeps extends Pick<CoreDeps, 'storage' | 'clock' | 'zone'> {
  readonly publicFacts: ReadPublicFacts
}

/** What one checkpoint tells everybody; null for one that is not there. */
export type ReadCheckpointPage = (checkpoint: string) => Promise<CheckpointPage | null>

const schema = z.looseObject({
  checkpoint: z.looseObject({ id: z.string() }),
  state: z.enum(['open', 'not-yet-open', 'closed']),
  rules: z.array(z.looseObject({ outcome: z.string() })),
  hours: z.array(z.looseObject({ from: z.number(), persons: z.nullable(z.number()) })),
  waitMinutes: z.nullable(z.looseObject({ from: z.number(), to: z.number() })),
})

export function checkpointRoute(read: ReadCheckpointPage): Route {
  return {
    method: 'get',
    path: '/api/checkpoints/:checkpoint',
    summary: 'A checkpoint as the public may know it: open or not, rules in plain words, coarse counts, expected wait',
    access: 'public',
    replies: { 200: { description: 'At most a minute old', schema }, 404: { description: 'No such checkpoint' } },
    handle: async (request) => {
      const page = await read(request.params.checkpoint ?? '')
      if (!page) return refusalReply(NO_CHECKPOINT, request.language)
      return { status: 200, body: page, headers: { 'Cache-Control': `public, max-age=${FRESH_MS / 1000}` } }
    },
  }
}

/** Everybody sees the same page for a minute: a whole province that looks costs one reading. */
const FRESH_MS = MINUTE_MS

export function checkpointPages(deps: CheckpointPageDeps): ReadCheckpointPage {
  const held = new Map<CheckpointId, { readonly at: EpochMs; readonly page: Promise<CheckpointPage> }>()
  return async (asked) => {
    const facts = await deps.publicFacts()
    const checkpoint = facts.checkpoints.find(({ id }) => id === asked)
    if (!checkpoint) return null
    const now = deps.clock.realNow()
    const known = held.get(checkpoint.id)
    if (known && now >= known.at && now - known.at < FRESH_MS) return known.page
    const page = readPage(deps, checkpoint, facts)
    held.set(checkpoint.id, { at: now, page })
    page.catch(() => held.delete(checkpoint.id))
    return page
  }
}

async function readPage(deps: CheckpointPageDeps, checkpoint: Checkpoint, facts: PublicFacts): Promise<CheckpointPage> {
  const now = deps.clock.now()
  const state = now < checkpoint.opensAt ? 'not-yet-open' : checkpoint.closesAt !== null && now >= checkpoint.closesAt ? 'closed' : 'open'
  return {
    checkpoint,
    state,
    now,
    rules: rulesInForce(checkpoint, facts, now),
    hours: await hoursToday(deps, checkpoint, now),
    waitMinutes: state === 'open' ? await expectedWait(deps.storage, checkpoint, now) : null,
  }
}

/** In plain words, each sentence once. Rules that read lists of persons stay out, as in the preview. */
function rulesInForce(checkpoint: Checkpoint, { rulesets }: PublicFacts, now: EpochMs): CheckpointPage['rules'] {
  const applied = rulesets.filter((ruleset) => isAppliedAt(checkpoint, ruleset) && isInForce(ruleset, now) && !hasNewer(ruleset, rulesets, now))
  const told = applied.flatMap(({ title, rules }) =>
    rules
      .filter((rule) => isInForce(rule, now) && isAskedAt(checkpoint, rule) && !rule.readsPersonLists)
      .map((rule) => ({ title, text: rule.travellerText, law: lawOf(rule), outcome: rule.outcome, topic: ruleTopic(rule) })),
  )
  const once = told.filter((one, at) => told.findIndex(({ text }) => text.vi === one.text.vi) === at)
  return once.sort((a, b) => compareOutcomes(b.outcome, a.outcome))
}

function isInForce({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>, now: EpochMs): boolean {
  return validFrom <= now && (validTo === null || now < validTo)
}

function hasNewer({ rulesetId, version }: Ruleset, all: readonly Ruleset[], now: EpochMs): boolean {
  return all.some((other) => other.rulesetId === rulesetId && other.version > version && other.validFrom <= now)
}

function isAskedAt({ kind }: Checkpoint, { checkpointKinds }: Rule): boolean {
  return checkpointKinds.length === 0 || checkpointKinds.includes(kind)
}

function lawOf({ law: { document, clause } }: Rule): CheckpointPage['rules'][number]['law'] {
  return { vi: `${document.vi}, ${clause}`, en: `${document.en}, ${clause}` }
}

/** Fewer than this could be counted on the road by a neighbour who knows them. */
const FEWEST = 5
const ROUNDED_TO = 10

/** From the minute counters of one day: as many rows as that day has, however old the installation is. */
async function hoursToday({ storage, zone }: CheckpointPageDeps, checkpoint: Checkpoint, now: EpochMs): Promise<CheckpointPage['hours']> {
  const midnight = startOfLocalDate(localDateAt(now, zone), zone)
  // Whoever looks at half past twelve asks about the hour before midnight.
  const dayAt = now - midnight < HOUR_MS ? midnight - HOUR_MS : midnight
  const buckets = await minutesCountedOnce(storage.read, checkpoint, { from: dayAt, to: now })
  const hours = Math.floor((now - dayAt) / HOUR_MS) + 1
  return Array.from({ length: hours }, (_, hour) => {
    const from = dayAt + hour * HOUR_MS
    const counted = buckets.filter(({ slotAt }) => slotAt >= from && slotAt < from + HOUR_MS)
    const persons = counted.reduce((sum, bucket) => sum + bucket.persons, 0)
    return { from, persons: persons < FEWEST ? null : Math.max(ROUNDED_TO, Math.round(persons / ROUNDED_TO) * ROUNDED_TO) }
  })
}

const NO_CHECKPOINT: Refusal = {
  status: 404,
  error: 'no-such-checkpoint',
  texts: { vi: 'Không có chốt này. Danh sách các chốt ở trang khai báo.', en: 'There is no such checkpoint. The declaration page lists them.' },
}
