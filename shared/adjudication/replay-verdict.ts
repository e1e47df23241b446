import type { AreaTable } from '../areas/area-table.ts'
import type { Checkpoint } from '../checkpoints/checkpoint.ts'
import type { CredentialId } from '../ids.ts'
import type { CompiledRules } from '../rules/compile.ts'
import { evaluateUnexplained } from '../rules/evaluate.ts'
import type { Listed, PresentedDocument, WatchHit } from '../rules/passing.ts'
import type { Zone } from '../rules/ruleset.ts'
import { compareOutcomes, type Outcome } from '../rules/verdict.ts'
import type { EpochMs } from '../units.ts'
import type { JudgedPassage } from './judged-passage.ts'

/** All that a verdict rested on, or would rest on today: one checkpoint's bundle made ready. */
export interface ReplayWorld {
  readonly rules: CompiledRules
  readonly checkpoint: Checkpoint
  readonly areas: AreaTable
  readonly zones: readonly Zone[]
  readonly watchOf: (credential: CredentialId) => readonly WatchHit[]
  readonly isRevokedAt: (credential: CredentialId, at: EpochMs) => boolean
  readonly listNames: readonly string[]
}

/**
 * What only the tablet knew: whether its lists were too old to be read, and whether a number that was typed or scanned
 * stood on a named list. The record does not keep either, so a replay tries them, the usual case first.
 */
export interface Hidden {
  readonly lists: 'fresh' | 'stale'
  readonly named: 'unknown' | 'no' | 'yes'
}

export const HIDDEN_CASES: readonly Hidden[] = [
  { lists: 'fresh', named: 'unknown' },
  { lists: 'fresh', named: 'no' },
  { lists: 'fresh', named: 'yes' },
  { lists: 'stale', named: 'unknown' },
]

/** The outcome by the same `evaluate` that every kiosk runs. A revoked code is never milder than `refer`. */
export function replayOutcome(passage: JudgedPassage, documents: readonly PresentedDocument[], { world, hidden }: Replay): Outcome {
  const { credentials, judgedAt, direction, observations } = passage
  const listed = <T>(value: T): Listed<T> => (hidden.lists === 'stale' ? { state: 'unknown', why: 'stale' } : { state: 'known', value })
  const on: Listed<boolean> = hidden.named === 'unknown' ? { state: 'unknown', why: 'missing' } : { state: 'known', value: hidden.named === 'yes' }
  const lists = {
    zones: listed(world.zones),
    watch: listed(credentials.flatMap((credential) => world.watchOf(credential))),
    named: Object.fromEntries(world.listNames.map((name) => [name, on] as const)),
  }
  const { checkpoint, areas, rules } = world
  const passing = { passageId: passage.passage, checkpoint, direction, documents, observations, lists, areas, audience: 'officer' } as const
  const { outcome } = evaluateUnexplained(rules, passing, passage.rulesAt ?? judgedAt)
  return credentials.some((credential) => world.isRevokedAt(credential, judgedAt)) ? strictest(outcome, 'refer') : outcome
}

export interface Replay {
  readonly world: ReplayWorld
  readonly hidden: Hidden
}

export function strictest(a: Outcome, b: Outcome): Outcome {
  return compareOutcomes(a, b) >= 0 ? a : b
}
