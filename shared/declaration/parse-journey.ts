import type { Checkpoint } from '../checkpoints/checkpoint.ts'
import { CREDENTIAL_LIFE_HOURS } from '../credential/credential.ts'
import type { CheckpointId } from '../ids.ts'
import { ok } from '../result.ts'
import { formatLocal } from '../time.ts'
import { type EpochMs, HOUR_MS } from '../units.ts'
import { andThen, type Checked, type Fault, fault, together } from './checked.ts'
import type { JudgeContext } from './declaration-context.ts'
import { checkInstant } from './parse-date.ts'

/** Before Tết people stood in line for hours and declared while they waited, with the time they had meant to arrive. */
export const MAX_ARRIVAL_PAST_HOURS = 6

/** Beyond it the credential would have expired before it is shown. */
export const MAX_ARRIVAL_AHEAD_HOURS = CREDENTIAL_LIFE_HOURS

export interface Meeting {
  readonly checkpoint: CheckpointId
  readonly arrivalAt: EpochMs
}

/** The checkpoint exists and is open when the traveller means to be there. */
export function checkMeeting(fields: ReadonlyMap<string, unknown>, context: JudgeContext): Checked<Meeting> {
  const parts = together({
    checkpoint: andThen(context.structured('text', fields.get('checkpoint')), (id) => findCheckpoint(id, context)),
    arrivalAt: andThen(context.structured('text', fields.get('arrivalAt')), (text) => checkArrival(text, context.now)),
  })
  return andThen(parts, ({ checkpoint, arrivalAt }) => {
    const closed = closedAt(checkpoint, arrivalAt, context)
    return closed === null ? ok({ checkpoint: checkpoint.id, arrivalAt }) : { ok: false, error: [closed] }
  })
}

function findCheckpoint(id: string, { checkpoints }: JudgeContext): Checked<Checkpoint> {
  if (id === '') return fault('checkpoint', 'required')
  const found = checkpoints.find((checkpoint) => checkpoint.id === id)
  return found ? ok(found) : fault('checkpoint', 'checkpoint-unknown')
}

function checkArrival(text: string, now: EpochMs): Checked<EpochMs> {
  return andThen(checkInstant(text, 'arrivalAt'), (at) => {
    if (at < now - MAX_ARRIVAL_PAST_HOURS * HOUR_MS) return fault('arrivalAt', 'arrival-past', { hours: MAX_ARRIVAL_PAST_HOURS })
    if (at > now + MAX_ARRIVAL_AHEAD_HOURS * HOUR_MS) return fault('arrivalAt', 'arrival-too-far', { hours: MAX_ARRIVAL_AHEAD_HOURS })
    return ok(at)
  })
}

function closedAt({ opensAt, closesAt }: Checkpoint, at: EpochMs, { zone }: JudgeContext): Fault | null {
  if (at < opensAt) return { path: 'checkpoint', code: 'checkpoint-not-yet-open', values: { ...formatLocal(opensAt, zone) } }
  if (closesAt !== null && at >= closesAt) return { path: 'checkpoint', code: 'checkpoint-closed', values: { ...formatLocal(closesAt, zone) } }
  return null
}
