import type { PassageId } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/passage/records.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { Outcome } from '../../../shared/rules/verdict.ts'
import type { LocalPassage } from '../../log/kiosk-store.ts'
import { keepOrRefuse } from './keep-records.ts'
import type { StationDeps } from './station-deps.ts'

export type DecideRefusal = 'reason-missing' | 'already-decided' | 'unknown-passage' | 'too-late' | 'not-decided' | 'storage'

/** An override or annulment must say why in words that somebody can read a year later. */
export const MIN_REASON_LENGTH = 8

export interface Choice {
  readonly outcome: Outcome
  readonly reason: string | null
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
  const value: Decision = {
    kind: 'decision',
    passage,
    lane: local.lane,
    direction: local.direction,
    origin: local.origin,
    outcome: choice.outcome,
    verdictOutcome: local.verdict.outcome,
    officer: situation.officer,
    override: overrides ? { reason, secondOfficer: null } : null,
  }
  return keepOrRefuse(deps, situation, { value, local })
}
