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
  /** Some of its lists name people by card, plate or employer: which, only their slow hashes say. */
  readonly hasHashedLists: boolean
}

type OnList = 'unknown' | 'no' | 'yes'

/**
 * What only the tablet knew: whether its lists were too old to be read, whether a number that was typed or scanned stood on
 * a named list, and whether papers or plates were watched. The record keeps none of it, so a replay tries them.
 */
export interface Hidden {
  readonly lists: 'fresh' | 'stale'
  readonly named: { readonly [list: string]: OnList }
  readonly papers: 'not-watched' | 'watched'
}

/** Beyond as many lists only the cases are tried in which all are alike: three to the power of them are too many. */
const MOST_LISTS_APART = 3
const ON_LIST: readonly OnList[] = ['unknown', 'no', 'yes']

/** The usual case first. */
export function hiddenCases({ listNames }: Pick<ReplayWorld, 'listNames'>, hits: readonly WatchHit[]): readonly Hidden[] {
  const alike = ON_LIST.map((on) => Object.fromEntries(listNames.map((name) => [name, on] as const)))
  const apart = listNames.length > 1 && listNames.length <= MOST_LISTS_APART ? combinations(listNames) : []
  const named = listNames.length === 0 ? alike.slice(0, 1) : [...alike, ...apart]
  const papers = hits.length === 0 ? (['not-watched'] as const) : (['not-watched', 'watched'] as const)
  const fresh = papers.flatMap((watched) => named.map((each): Hidden => ({ lists: 'fresh', named: each, papers: watched })))
  return [...fresh, { lists: 'stale', named: alike[0] ?? {}, papers: 'not-watched' }]
}

function combinations(names: readonly string[]): readonly Hidden['named'][] {
  return names.reduce<readonly Hidden['named'][]>((all, name) => all.flatMap((one) => ON_LIST.map((on) => ({ ...one, [name]: on }))), [{}])
}

/** The outcome by the same `evaluate` that every kiosk runs. A revoked code is never milder than `refer`. */
export function replayOutcome(passage: JudgedPassage, documents: readonly PresentedDocument[], { world, hidden, hits }: Replay): Outcome {
  const { credentials, judgedAt, direction, observations } = passage
  const listed = <T>(value: T): Listed<T> => (hidden.lists === 'stale' ? { state: 'unknown', why: 'stale' } : { state: 'known', value })
  const byPaper = hidden.papers === 'watched' ? hits : []
  const lists = {
    zones: listed(world.zones),
    watch: listed([...credentials.flatMap((credential) => world.watchOf(credential)), ...byPaper]),
    named: Object.fromEntries(world.listNames.map((name) => [name, onList(hidden.named[name] ?? 'no')] as const)),
  }
  const { checkpoint, areas, rules } = world
  const passing = { passageId: passage.passage, checkpoint, direction, documents, observations, lists, areas, audience: 'officer' } as const
  const { outcome } = evaluateUnexplained(rules, passing, passage.rulesAt ?? judgedAt)
  return credentials.some((credential) => world.isRevokedAt(credential, judgedAt)) ? strictest(outcome, 'refer') : outcome
}

function onList(on: OnList): Listed<boolean> {
  return on === 'unknown' ? { state: 'unknown', why: 'missing' } : { state: 'known', value: on === 'yes' }
}

export interface Replay {
  readonly world: ReplayWorld
  readonly hidden: Hidden
  /** By card and plate, as far as is known. */
  readonly hits: readonly WatchHit[]
}

export function strictest(a: Outcome, b: Outcome): Outcome {
  return compareOutcomes(a, b) >= 0 ? a : b
}
