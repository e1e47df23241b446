import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointFlow } from '../../shared/flow/flow.ts'
import type { BoardSnapshot } from '../../shared/http/api.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import type { CoreDeps } from '../deps.ts'
import { kioskStatuses } from '../kiosks/kiosk-statuses.ts'
import { readFlow, windowAt } from './read-flow.ts'

export type BoardDeps = Pick<CoreDeps, 'storage' | 'clock' | 'zone' | 'installation'>

/** Where a board starts. Each checkpoint is true at its own rev. */
export async function boardSnapshot({ storage, clock, zone, installation }: BoardDeps): Promise<BoardSnapshot> {
  const { read } = storage
  const serverNow = clock.now()
  const window = windowAt(serverNow, zone)
  const rows = await read.selectFrom('checkpoint').select('body').orderBy('checkpoint_id').execute()
  const checkpoints = rows.map((row): Checkpoint => JSON.parse(row.body))
  const flows: CheckpointFlow[] = []
  for (const { id } of checkpoints) flows.push(await readFlow(read, id, window))
  return { serverNow, zone, installation, checkpoints, flows, kiosks: await kioskStatuses(storage, 'not-revoked') }
}

/** One checkpoint again, for a board that missed a push or shows its day by the hour; null where there is no such checkpoint. */
export async function checkpointFlow(
  { storage, clock, zone }: BoardDeps,
  checkpoint: CheckpointId,
  minutes: 'last-hour' | 'today',
): Promise<CheckpointFlow | null> {
  const row = await storage.read.selectFrom('checkpoint').select('checkpoint_id').where('checkpoint_id', '=', checkpoint).executeTakeFirst()
  const window = windowAt(clock.now(), zone)
  return row ? readFlow(storage.read, checkpoint, minutes === 'today' ? { ...window, minuteFrom: window.dayFrom } : window) : null
}
