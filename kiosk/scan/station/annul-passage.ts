import type { PassageId } from '../../../shared/ids.ts'
import { ANNUL_WITHIN_MS } from '../../../shared/passage/records.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { LocalPassage } from '../../log/kiosk-store.ts'
import { type DecideRefusal, MIN_REASON_LENGTH } from './decide-passage.ts'
import { keepOrRefuse } from './keep-records.ts'
import type { StationDeps } from './station-deps.ts'

/** Takes the decision back while that is still possible; the passage is open again. */
export async function annulPassage(deps: StationDeps, passage: PassageId, reason: string): Promise<Result<LocalPassage, DecideRefusal>> {
  const local = await deps.store.passage(passage)
  if (!local) return err('unknown-passage')
  if (!local.decided) return err('not-decided')
  const situation = await deps.situation()
  if (situation.now - local.decided.decidedAt > ANNUL_WITHIN_MS) return err('too-late')
  const why = reason.trim()
  if (why.length < MIN_REASON_LENGTH) return err('reason-missing')
  return keepOrRefuse(deps, situation, {
    value: { kind: 'annul', passage, reason: why, officer: situation.officer },
    local: { ...local, waits: 'annulled' },
  })
}
