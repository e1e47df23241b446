import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { type AuthorityId, asPassageId, type CheckpointId, type PassageId } from '../../shared/ids.ts'
import { type CompiledRules, compileRulesets } from '../../shared/rules/compile.ts'
import { evaluateUnexplained } from '../../shared/rules/evaluate.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import { NOT_REPLAYABLE, type NotReplayable, type RecordedPassage } from './recorded-passage.ts'

export interface ReplayRules {
  readonly rulesets: readonly Ruleset[]
  readonly zones: readonly Zone[]
}

export interface ReplayWorld {
  readonly draft: ReplayRules
  /** As they stand without the draft: what they would change too is not the draft's doing. */
  readonly today: ReplayRules
  readonly checkpoints: readonly Checkpoint[]
  readonly areas: AreaTable
}

export interface ReplayInput extends ReplayWorld {
  readonly passages: AsyncIterable<RecordedPassage> | Iterable<RecordedPassage>
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ReplayProgress) => void) | undefined
}

export interface ReplayProgress {
  readonly passages: number
  readonly changed: number
  /** Passages come checkpoint by checkpoint, in the order of their ids. */
  readonly checkpoint: CheckpointId
}

export interface ReplayReport {
  readonly state: 'complete' | 'cancelled'
  readonly passages: number
  readonly replayed: number
  readonly changed: number
  /** Of `changed`: today's rules, without the draft, would have given the same other outcome. */
  readonly changedToday: number
  readonly notReplayable: { readonly [why in NotReplayable]: number }
  /** By checkpoint, hour, then outcomes. */
  readonly changes: readonly ChangeCell[]
}

/** One number of the answer. */
export interface ChangeCell {
  readonly checkpoint: CheckpointId
  readonly hourAt: EpochMs
  readonly from: Outcome
  readonly to: Outcome
  readonly passages: number
  readonly changedToday: number
  /** A few of them; `pageOfChanges` gives all. */
  readonly examples: readonly PassageId[]
}

/** Passages judged in one turn of the event loop: some milliseconds, so that kiosks are answered meanwhile. */
const TURN = 128
const EXAMPLES = 5

/**
 * Judges each passage again under the draft, at its own time, with its own observations. Lists of persons are taken as
 * empty: whom they named then is not kept. Memory holds one number per checkpoint, hour and pair of outcomes.
 */
export async function replayPassages(input: ReplayInput): Promise<ReplayReport> {
  const judge = judgeOf(input)
  const tally = newTally()
  for await (const passage of input.passages) {
    if (input.signal?.aborted) return reportOf(tally, 'cancelled')
    tally.add(passage, judge(passage))
    if (tally.passages() % TURN !== 0) continue
    input.onProgress?.({ passages: tally.passages(), changed: tally.changed(), checkpoint: passage.checkpoint })
    await nextTurn()
  }
  return reportOf(tally, input.signal?.aborted ? 'cancelled' : 'complete')
}

/** What a draft makes of one passage. */
export type Replayed =
  | { readonly kind: 'not-replayable'; readonly why: NotReplayable }
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly to: Outcome; readonly changedToday: boolean }

export function judgeOf({ draft, today, checkpoints, areas }: ReplayWorld): (passage: RecordedPassage) => Replayed {
  const checkpointsById = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]))
  const underDraft = outcomesUnder(draft, areas)
  const underToday = outcomesUnder(today, areas)
  return (passage) => {
    const { presented } = passage
    if (presented.kind === 'gone') return { kind: 'not-replayable', why: presented.why }
    const checkpoint = checkpointsById.get(passage.checkpoint)
    if (checkpoint === undefined) return { kind: 'not-replayable', why: 'checkpoint-not-here' }
    const to = underDraft(passage, checkpoint)
    if (to === passage.outcome) return { kind: 'same' }
    return { kind: 'changed', to, changedToday: underToday(passage, checkpoint) === to }
  }
}

/** A passage whose body is gone has no id; none such is ever judged. */
const NO_PASSAGE = asPassageId('0'.repeat(32))

function outcomesUnder({ rulesets, zones }: ReplayRules, areas: AreaTable): (passage: RecordedPassage, checkpoint: Checkpoint) => Outcome {
  const compiled = new Map<AuthorityId, CompiledRules>()
  const lists = { zones: { state: 'known', value: zones }, watch: { state: 'known', value: [] }, named: {} } as const
  return (passage, checkpoint) => {
    const rules = compiled.get(checkpoint.authority) ?? compileRulesets(rulesets, checkpoint.authority)
    compiled.set(checkpoint.authority, rules)
    const { direction, observations, presented } = passage
    const shown = presented.kind === 'documents' ? presented.documents : []
    const documents = shown.map(({ claims, issuedAt }) => ({ source: 'credential', claims, issuedAt }) as const)
    const passing = { checkpoint, direction, documents, observations, lists, areas, audience: 'officer' } as const
    return evaluateUnexplained(rules, { ...passing, passageId: passage.passage ?? NO_PASSAGE }, passage.judgedAt).outcome
  }
}

interface Tally {
  readonly add: (passage: RecordedPassage, replayed: Replayed) => void
  readonly passages: () => number
  readonly changed: () => number
  readonly notReplayable: { readonly [why in NotReplayable]: number }
  readonly cells: ReadonlyMap<string, ChangeCell>
}

function newTally(): Tally {
  const notReplayable = { 'unreadable-code': 0, 'claims-not-here': 0, 'body-not-here': 0, 'checkpoint-not-here': 0 }
  const cells = new Map<string, ChangeCell>()
  let passages = 0
  let changed = 0
  const add = (passage: RecordedPassage, replayed: Replayed): void => {
    passages++
    if (replayed.kind === 'not-replayable') notReplayable[replayed.why]++
    if (replayed.kind !== 'changed') return
    changed++
    const cell = cellOf(passage, replayed.to)
    const key = `${cell.checkpoint} ${cell.hourAt} ${cell.from} ${cell.to}`
    cells.set(key, grown(cells.get(key) ?? cell, passage, replayed.changedToday))
  }
  return { add, passages: () => passages, changed: () => changed, notReplayable, cells }
}

function cellOf({ checkpoint, scannedAt, outcome }: RecordedPassage, to: Outcome): ChangeCell {
  return { checkpoint, hourAt: hourOf(scannedAt), from: outcome, to, passages: 0, changedToday: 0, examples: [] }
}

/** Việt Nam's hours are UTC's: its zone lies whole hours away. */
export function hourOf(at: EpochMs): EpochMs {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}

function grown(cell: ChangeCell, { passage }: RecordedPassage, changedToday: boolean): ChangeCell {
  const examples = passage === null || cell.examples.length >= EXAMPLES ? cell.examples : [...cell.examples, passage]
  return { ...cell, passages: cell.passages + 1, changedToday: cell.changedToday + (changedToday ? 1 : 0), examples }
}

function reportOf(tally: Tally, state: ReplayReport['state']): ReplayReport {
  const changes = [...tally.cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
  const gone = NOT_REPLAYABLE.reduce((sum, why) => sum + tally.notReplayable[why], 0)
  const changedToday = changes.reduce((sum, cell) => sum + cell.changedToday, 0)
  const passages = tally.passages()
  return {
    state,
    passages,
    replayed: passages - gone,
    changed: tally.changed(),
    changedToday,
    notReplayable: tally.notReplayable,
    changes,
  }
}
