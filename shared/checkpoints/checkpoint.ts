import type { PlaceCode } from '../areas/place.ts'
import type { AuthorityId, CheckpointId, LaneId } from '../ids.ts'
import type { EpochMs } from '../units.ts'

export const CHECKPOINT_KINDS = [
  'province-road',
  'internal',
  'border-gate',
  'trail',
  'opening',
  'industrial-gate',
  'waterway',
  'rail',
  'airport',
] as const
export type CheckpointKind = (typeof CHECKPOINT_KINDS)[number]

export const DIRECTIONS = ['entry', 'exit'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Texts per language; Vietnamese is always there, and is what is shown where a language is missing. */
export interface Texts {
  readonly vi: string
  readonly en: string
}
export type Language = keyof Texts

export interface Lane {
  readonly id: LaneId
  readonly name: Texts
  readonly direction: Direction
  /** What comes through: goods vehicles, vehicles with persons, both, or nobody but people on foot. */
  readonly vehicles: 'any' | 'goods' | 'persons' | 'on-foot'
  /** At a border gate: the line before the formalities or the one after them. */
  readonly line?: 'outer' | 'inner'
}

/** Our control site. It applies the rulesets of the authority that receives the traveller there. */
export interface Checkpoint {
  readonly id: CheckpointId
  readonly name: Texts
  readonly kind: CheckpointKind
  /** The authority whose rules are applied, under the national layer. */
  readonly authority: AuthorityId
  /** Where it stands: the commune. */
  readonly place: PlaceCode
  /** The neighbour on the other side, where there is one. */
  readonly borders: PlaceCode | null
  readonly road: string | null
  /** Position on the control room's schematic, 0-1000 from west to east and north to south: not geography. */
  readonly schematic: { readonly x: number; readonly y: number }
  readonly lanes: readonly Lane[]
  readonly opensAt: EpochMs
  readonly closesAt: EpochMs | null
}
