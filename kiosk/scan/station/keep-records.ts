import { hexOf } from '../../../shared/hex.ts'
import { applyRecord } from '../../../shared/passage/passage-state.ts'
import type { BodyValue } from '../../../shared/passage/records.ts'
import { err, type NonEmpty, ok, type Result } from '../../../shared/result.ts'
import type { LocalPassage } from '../../log/kiosk-store.ts'
import type { Situation } from '../situation.ts'
import type { StationDeps } from './station-deps.ts'

/** Appends the records and moves the passage's own state by them, as server and recount will. */
export async function keepRecords(
  deps: StationDeps,
  situation: Situation,
  what: { readonly values: NonEmpty<BodyValue>; readonly local: LocalPassage },
): Promise<LocalPassage> {
  const { values, local } = what
  const { now: occurredAt, wallAt } = situation
  const draft = (value: BodyValue) => ({ value, occurredAt, wallAt, salt: hexOf(deps.random(16)) })
  let state = { passage: local.passage, decided: local.decided }
  for (const value of values) state = applyRecord(state, value, occurredAt).state ?? state
  const passage: LocalPassage = { ...local, decided: state.decided }
  await deps.store.append({ drafts: [draft(values[0]), ...values.slice(1).map(draft)], passage })
  return passage
}

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
