import { parseCheckpoints } from '../../shared/checkpoints/parse-checkpoints.ts'
import { parseInstant } from '../../shared/time.ts'
import { listCheckpoints, putCheckpoints, unknownPlaces } from '../checkpoints/put-checkpoints.ts'
import { readParsed, readZonesFile } from '../rulesets/ruleset-file.ts'
import { type LiftRefusal, liftZone, listZones, putZones } from '../zones/put-zones.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { momentOf } from './lists.ts'
import { fileRefusal } from './rules-check.ts'

export async function setCheckpointsCommand(
  { storage, clock, areaTable }: Pick<Installation, 'storage' | 'clock' | 'areaTable'>,
  file: string,
): Promise<CliAnswer> {
  const read = readParsed(file, parseCheckpoints)
  if (!read.ok) return fileRefusal(read.error)
  const faults = unknownPlaces(read.value, areaTable)
  if (faults !== null)
    return fileRefusal({
      kind: 'faulty',
      file,
      faults: [{ ...faults[0], line: null }, ...faults.slice(1).map((fault) => ({ ...fault, line: null }))],
    })
  const put = await putCheckpoints(storage, read.value, clock.now())
  const sites = put.sites > 0 ? ` ${put.sites} site(s) kept: start the server again to use them.` : ''
  return done(`${sentenceOf(put)}${sites}`, put)
}

export async function listCheckpointsCommand({ storage }: Pick<Installation, 'storage'>): Promise<CliAnswer> {
  const checkpoints = await listCheckpoints(storage)
  const lines = checkpoints.map(({ id, name, kind, authority, lanes, closesAt }) => {
    const closed = closesAt === null ? '' : `, until ${momentOf(closesAt)}`
    return `${id}: ${name.vi} (${kind}, ${authority}, ${lanes.length} lane(s)${closed})`
  })
  return done(lines.length === 0 ? 'There are no checkpoints.' : lines.join('\n'), { checkpoints })
}

export async function setZonesCommand({ storage, clock }: Pick<Installation, 'storage' | 'clock'>, file: string): Promise<CliAnswer> {
  const read = readZonesFile(file)
  if (!read.ok) return fileRefusal(read.error)
  const put = await putZones(storage, read.value, clock.now())
  return done(sentenceOf(put), put)
}

export async function listZonesCommand({ storage }: Pick<Installation, 'storage'>): Promise<CliAnswer> {
  const zones = await listZones(storage)
  const lines = zones.map(({ zoneId, kind, state, place, from, to }) =>
    `${zoneId}: ${kind} ${place}, ${state}, ${momentOf(from)} – ${to === null ? '' : momentOf(to)}`.trimEnd(),
  )
  return done(lines.length === 0 ? 'There are no zones.' : lines.join('\n'), { zones })
}

const LIFT_REFUSALS: Record<LiftRefusal, string> = {
  'unknown-zone': 'There is no such zone: "zones list" names them.',
  'not-begun': 'It has not begun by then. Set it "prepared" in a file instead.',
  'ended-before': 'It has ended before that already.',
}

export async function liftZoneCommand(
  { storage, clock }: Pick<Installation, 'storage' | 'clock'>,
  id: string,
  at: string | null,
): Promise<CliAnswer> {
  const until = at === null ? clock.now() : parseInstant(at)
  if (until === null) return wrongUse('Give an instant with its offset: 2021-03-04T00:00:00+07:00')
  const lifted = await liftZone(storage, id, { until, at: clock.now() })
  if (!lifted.ok) return refused(LIFT_REFUSALS[lifted.error], { error: lifted.error, message: LIFT_REFUSALS[lifted.error] })
  return done(`${id} ends ${momentOf(until)}. Who was there before still counts as having been.`, { zone: lifted.value })
}

function sentenceOf({ created, changed }: { readonly created: readonly string[]; readonly changed: readonly string[] }): string {
  if (created.length + changed.length === 0) return 'Nothing differs from what is here.'
  const parts = [created.length > 0 ? `Added ${created.join(', ')}` : '', changed.length > 0 ? `Changed ${changed.join(', ')}` : '']
  return `${parts.filter((part) => part !== '').join('. ')}. Kiosks get it at their next contact.`
}
