import type { PassageId, StaffId } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/passage/records.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Outcome } from '../../../shared/rules/verdict.ts'
import type { LocalPassage } from '../../log/kiosk-store.ts'
import type { PinProblem } from '../../shift/check-pin.ts'
import type { Situation } from '../situation.ts'
import { keepOrRefuse } from './keep-records.ts'
import { needsSecondOfficer } from './second-officer.ts'
import type { StationDeps } from './station-deps.ts'

export type DecideRefusal =
  | 'reason-missing'
  | 'already-decided'
  | 'unknown-passage'
  | 'too-late'
  | 'not-decided'
  | 'storage'
  | 'second-missing'
  | 'second-is-first'
  | `pin-${PinProblem}`

/** An override or annulment must say why in words that somebody can read a year later. */
export const MIN_REASON_LENGTH = 8

export interface Choice {
  readonly outcome: Outcome
  readonly reason: string | null
  /** Who stands by an override where the ruleset wants two. */
  readonly second?: { readonly officer: StaffId; readonly pin: string }
}

/** What the officer does with an open passage: the verdict, or something else with a reason. */
export async function decidePassage(deps: StationDeps, passage: PassageId, choice: Choice): Promise<Result<LocalPassage, DecideRefusal>> {
  const local = await deps.store.passage(passage)
  if (!local) return err('unknown-passage')
  if (local.decided) return err('already-decided')
  const reason = choice.reason?.trim() ?? ''
  const overrides = choice.outcome !== local.verdict.outcome
  if (overrides && reason.length < MIN_REASON_LENGTH) return err('reason-missing')
  const situation = await deps.situation()
  const second = overrides ? await secondOfficer(deps, situation, { local, choice }) : ok(null)
  if (!second.ok) return second
  const value: Decision = {
    kind: 'decision',
    passage,
    lane: local.lane,
    direction: local.direction,
    origin: local.origin,
    outcome: choice.outcome,
    verdictOutcome: local.verdict.outcome,
    officer: situation.officer,
    override: overrides ? { reason, secondOfficer: second.value } : null,
  }
  return keepOrRefuse(deps, situation, { value, local })
}

/** The second is another person than the first, and proves it with the PIN. Offered without need, the second is checked all the same. */
async function secondOfficer(
  deps: StationDeps,
  situation: Situation,
  { local, choice }: { readonly local: LocalPassage; readonly choice: Choice },
): Promise<Result<StaffId | null, DecideRefusal>> {
  const { second } = choice
  if (!second) return needsSecondOfficer(situation.bundle, local.verdict.outcome, situation.now) ? err('second-missing') : ok(null)
  if (second.officer === situation.officer) return err('second-is-first')
  const checked = await deps.checkPin(second.officer, second.pin)
  return checked.ok ? ok(second.officer) : err(`pin-${checked.error}` as const)
}
