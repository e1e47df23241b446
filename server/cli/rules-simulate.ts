import { asCheckpointId, type CheckpointId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { formatLocal, parseInstant } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { PassageFilter } from '../rulesets/read-passages.ts'
import type { RecordedPassage } from '../rulesets/recorded-passage.ts'
import type { ChangeCell, ReplayProgress, ReplayReport } from '../rulesets/replay-passages.ts'
import { readRulesetFile, readZonesFile } from '../rulesets/ruleset-file.ts'
import { type Draft, pageOfChanges, type WhatIfDeps, whatIf } from '../rulesets/what-if.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import { fileRefusal } from './rules-check.ts'

export interface SimulateOptions {
  readonly file: string
  readonly zones: string | null
  readonly from?: string
  readonly to?: string
  readonly checkpoint?: readonly string[]
  readonly records?: string
}

/** Progress goes to stderr; Ctrl-C ends the run between two passages and prints what was counted. */
export async function simulateCommand(installation: WhatIfDeps, options: SimulateOptions): Promise<CliAnswer> {
  const draft = readDraft(options)
  if (!draft.ok) return draft.error
  const filter = await filterOf(installation, options)
  if (!filter.ok) return filter.error
  const records = options.records === undefined ? 0 : wholeNumber(options.records)
  if (records === null) return wrongUse(`--records must be a whole number from 1 to ${MAX_RECORDS}.`)
  const cancel = new AbortController()
  const stop = (): void => cancel.abort()
  process.once('SIGINT', stop)
  try {
    const report = await whatIf(installation, { draft: draft.value, filter: filter.value, signal: cancel.signal, onProgress: sayProgress() })
    const listed = report.state === 'complete' && records > 0 ? await listRecords(installation, draft.value, { report, records }) : null
    const json = { ...report, ...(listed === null ? {} : { records: listed }) }
    const text = reportLines(report, listed).join('\n')
    return report.state === 'complete' ? done(text, json) : refused(text, { error: 'cancelled', ...json })
  } finally {
    process.removeListener('SIGINT', stop)
  }
}

function readDraft({ file, zones }: SimulateOptions): Result<Draft, CliAnswer> {
  const read = readRulesetFile(file)
  if (!read.ok) return err(fileRefusal(read.error))
  if (zones === null) return ok({ ruleset: read.value.ruleset, zones: null })
  const tried = readZonesFile(zones)
  return tried.ok ? ok({ ruleset: read.value.ruleset, zones: tried.value }) : err(fileRefusal(tried.error))
}

async function filterOf(installation: WhatIfDeps, { from, to, checkpoint = [] }: SimulateOptions): Promise<Result<PassageFilter, CliAnswer>> {
  const instants = { from: from === undefined ? null : parseInstant(from), to: to === undefined ? null : parseInstant(to) }
  if ((from !== undefined && instants.from === null) || (to !== undefined && instants.to === null)) {
    return err(wrongUse('--from and --to must be instants with their offset, such as 2021-02-17T00:00:00+07:00'))
  }
  const { checkpoints } = await installation.publicFacts()
  const known: readonly CheckpointId[] = checkpoints.map(({ id }) => id)
  const stranger = checkpoint.find((id) => !known.some((one) => one === id))
  if (stranger !== undefined) return err(wrongUse(`There is no checkpoint ${stranger}. There are: ${known.join(', ')}`))
  return ok({ ...instants, checkpoints: checkpoint.map(asCheckpointId) })
}

const MAX_RECORDS = 1000

function wholeNumber(text: string): number | null {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= MAX_RECORDS ? value : null
}

/** Once in so many passages: a line per second or so. */
const SAY_EVERY = 12_800

function sayProgress(): (progress: ReplayProgress) => void {
  return ({ passages, changed, checkpoint }) => {
    if (passages % SAY_EVERY === 0) process.stderr.write(`${passages} passages, ${changed} changed, at ${checkpoint}\n`)
  }
}

type ListedCell = Pick<ChangeCell, 'checkpoint' | 'hourAt' | 'from' | 'to'> & {
  readonly passages: readonly Pick<RecordedPassage, 'record' | 'passage' | 'scannedAt'>[]
}

interface Listing {
  readonly report: ReplayReport
  readonly records: number
}

async function listRecords(installation: WhatIfDeps, draft: Draft, { report, records }: Listing): Promise<readonly ListedCell[]> {
  const listed: ListedCell[] = []
  for (const { checkpoint, hourAt, from, to } of report.changes) {
    const cell = { checkpoint, hourAt, from, to }
    const { changes } = await pageOfChanges(installation, { draft, cell, after: null, limit: records })
    listed.push({ ...cell, passages: changes })
  }
  return listed
}

function reportLines(report: ReplayReport, listed: readonly ListedCell[] | null): readonly string[] {
  const gone = Object.entries(report.notReplayable).filter(([, count]) => count > 0)
  return [
    ...report.changes.map(cellLine),
    ...(listed ?? []).flatMap((cell) => [headOf(cell), ...cell.passages.map(recordLine)]),
    ...gone.map(([why, count]) => `cannot replay: ${count} (${why})`),
    `${report.state === 'cancelled' ? 'Cancelled. So far: ' : ''}${report.changed} of ${report.replayed} replayed passages change.`,
    ...(report.replayed === 0 && gone.length === 0 ? ['No passage was recorded here in that time: there is nothing to replay.'] : []),
    ...(report.changedToday > 0 ? [`Of these, ${report.changedToday} would change under today's rules too.`] : []),
  ]
}

function headOf({ checkpoint, hourAt, from, to }: Pick<ChangeCell, 'checkpoint' | 'hourAt' | 'from' | 'to'>): string {
  return `${checkpoint}  ${hourText(hourAt)}  ${from} -> ${to}`
}

function cellLine(cell: ChangeCell): string {
  return `${headOf(cell)}  ${cell.passages}`
}

function recordLine({ record, passage, scannedAt }: ListedCell['passages'][number]): string {
  return `  ${record.kiosk}/${record.epoch}/${record.seq}  passage ${passage}  ${formatLocal(scannedAt).time}`
}

function hourText(at: EpochMs): string {
  const { date, time } = formatLocal(at)
  return `${date} ${time}`
}
