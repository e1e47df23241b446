import { hexOf } from '../../../shared/hex.ts'
import type { RecordDraft } from '../../../shared/passage/chain.ts'
import { applyRecord } from '../../../shared/passage/passage-state.ts'
import type { BodyValue, PersonalClaims } from '../../../shared/passage/records.ts'
import { err, type NonEmpty, ok, type Result } from '../../../shared/result.ts'
import type { KioskSettings, LocalPassage } from '../../log/kiosk-store.ts'
import type { Settled } from '../../sealing/personal-drafts.ts'
import type { Situation } from '../situation.ts'
import type { StationDeps } from './station-deps.ts'

export interface Keeping {
  readonly values: NonEmpty<BodyValue>
  readonly local: LocalPassage
  /** What a form or document read just now says of the person. */
  readonly personal?: PersonalClaims
  /** A passage that begins with these records: no draft of it can lie on the disk yet. */
  readonly is?: 'new'
  /** What changes on the disk with them: the group they board. */
  readonly settings?: Partial<KioskSettings>
}

/**
 * Appends the records and moves the passage's own state by them, as server and recount will. Once the passage is decided
 * what is known of the person goes with them, sealed.
 */
export async function keepRecords(
  deps: StationDeps,
  situation: Situation,
  { values, local, personal, is, settings }: Keeping,
): Promise<LocalPassage> {
  const { now: occurredAt, wallAt } = situation
  const draft = (value: BodyValue) => ({ value, occurredAt, wallAt, salt: hexOf(deps.random(16)) })
  let moved = { passage: local.passage, decided: local.decided }
  for (const value of values) moved = applyRecord(moved, value, occurredAt).state ?? moved
  const passage: LocalPassage = { ...local, decided: moved.decided }
  const state = moved.decided ? 'closed' : 'open'
  const isNothing = is === 'new' && !personal
  const settled = isNothing ? NOTHING : await deps.personal.settle({ passage: local.passage, fresh: personal ?? null, state, occurredAt, wallAt })
  const drafts: NonEmpty<RecordDraft> = [draft(values[0]), ...values.slice(1).map(draft), ...settled.drafts]
  await deps.store.append({ drafts, passage, settings: { ...settings, ...settled.settings } })
  return passage
}

const NOTHING: Settled = { drafts: [], settings: {} }

/** One record of a passage, or the word that the disk took none. */
export async function keepOrRefuse(
  deps: StationDeps,
  situation: Situation,
  what: { readonly value: BodyValue; readonly local: LocalPassage },
): Promise<Result<LocalPassage, 'storage'>> {
  try {
    return ok(await keepRecords(deps, situation, { values: [what.value], local: what.local }))
  } catch {
    return err('storage')
  }
}
