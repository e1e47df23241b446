import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import type { Rule, Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { ReadPublicFacts } from '../declarations/public-facts.ts'
import type { Storage } from '../storage/storage.ts'
import { type PassageFilter, readPassages } from './read-passages.ts'
import type { RecordedPassage, RecordKey } from './recorded-passage.ts'
import { judgeOf, type ReplayProgress, type ReplayReport, type ReplayRules, type ReplayWorld, replayPassages } from './replay-passages.ts'

export interface WhatIfDeps {
  readonly storage: Pick<Storage, 'read'>
  readonly publicFacts: ReadPublicFacts
  readonly areaTable: AreaTable
}

/** What is tried in place of today's. */
export interface Draft {
  /** In place of every version of its id; null: today's rulesets. */
  readonly ruleset: Ruleset | null
  /** In place of all zones, each still with its own from and to; null: today's zones. */
  readonly zones: readonly Zone[] | null
}

export interface WhatIfQuestion {
  readonly draft: Draft
  readonly filter: PassageFilter
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReplayProgress) => void
}

/** What this draft would have said of the recorded passages. Changes nothing; on the read connection. */
export async function whatIf(deps: WhatIfDeps, { draft, filter, signal, onProgress }: WhatIfQuestion): Promise<ReplayReport> {
  const world = await worldOf(deps, draft)
  return replayPassages({ ...world, passages: readPassages(deps.storage, filter, signal), signal, onProgress })
}

/** Which of the numbers, and from where on. */
export interface ChangesQuestion {
  readonly draft: Draft
  readonly cell: { readonly checkpoint: CheckpointId; readonly hourAt: EpochMs; readonly from: Outcome; readonly to: Outcome }
  readonly after: RecordKey | null
  readonly limit: number
}

export interface ChangesPage {
  readonly changes: readonly Pick<RecordedPassage, 'record' | 'passage' | 'scannedAt'>[]
  /** For the next page; null where this was the last. */
  readonly next: RecordKey | null
}

/** The records behind one number, in the order of their keys. Each page walks one checkpoint's hour again: nothing is kept. */
export async function pageOfChanges(deps: WhatIfDeps, { draft, cell, after, limit }: ChangesQuestion): Promise<ChangesPage> {
  const judge = judgeOf(await worldOf(deps, draft))
  const filter = { checkpoints: [cell.checkpoint], from: cell.hourAt, to: cell.hourAt + HOUR_MS }
  let first: ChangesPage['changes'] = []
  for await (const one of readPassages(deps.storage, filter)) {
    if (one.outcome !== cell.from || (after !== null && compareKeys(one.record, after) <= 0)) continue
    const replayed = judge(one)
    if (replayed.kind !== 'changed' || replayed.to !== cell.to) continue
    const { record, passage, scannedAt } = one
    first = [...first, { record, passage, scannedAt }].sort((a, b) => compareKeys(a.record, b.record)).slice(0, limit + 1)
  }
  const changes = first.slice(0, limit)
  return { changes, next: first.length > limit ? (changes.at(-1)?.record ?? null) : null }
}

function compareKeys(a: RecordKey, b: RecordKey): number {
  if (a.kiosk !== b.kiosk) return a.kiosk < b.kiosk ? -1 : 1
  return a.epoch - b.epoch || a.seq - b.seq
}

async function worldOf({ publicFacts, areaTable }: WhatIfDeps, draft: Draft): Promise<ReplayWorld> {
  const { checkpoints, rulesets, zones } = await publicFacts()
  const today = { rulesets, zones }
  return { draft: rulesUnder(draft, today), today, checkpoints, areas: areaTable }
}

function rulesUnder({ ruleset, zones }: Draft, today: ReplayRules): ReplayRules {
  const { rulesets } = today
  return {
    rulesets: ruleset === null ? rulesets : [...rulesets.filter((one) => !isReplaced(one, ruleset)), asIfInForce(ruleset)],
    zones: zones ?? today.zones,
  }
}

function isReplaced(one: Ruleset, draft: Ruleset): boolean {
  return one.rulesetId === draft.rulesetId && one.authority === draft.authority
}

/**
 * A draft begins tomorrow and the passages were yesterday's: its own span is waived, and that of each rule which begins or
 * ends with it. A rule with dates of its own inside the span keeps them.
 */
function asIfInForce(ruleset: Ruleset): Ruleset {
  const rules = ruleset.rules.map((rule): Rule => {
    const validFrom = rule.validFrom <= ruleset.validFrom ? ALWAYS : rule.validFrom
    const lasts = rule.validTo === null || (ruleset.validTo !== null && rule.validTo >= ruleset.validTo)
    return { ...rule, validFrom, validTo: lasts ? null : rule.validTo }
  })
  return { ...ruleset, rules, validFrom: ALWAYS, validTo: null }
}

/** Before every record. */
const ALWAYS: EpochMs = Number.MIN_SAFE_INTEGER
