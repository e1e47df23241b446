import type { Finding } from '../../shared/adjudication/finding.ts'
import type { Tables } from '../storage/schema.ts'
import type { LogKey } from '../sync/project-records.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import type { Result } from './keep-results.ts'
import { refOf } from './read-case.ts'

/**
 * What is wrong with whole logs: two tablets wrote one, records will never come, a stolen tablet goes on sending. `mark`
 * changes whenever any of it does, so that looking costs three counts.
 */
export async function logMark({ storage }: AdjudicationDeps): Promise<string> {
  const counts: number[] = []
  for (const table of ['fork_record', 'log_gap', 'aside_record', 'set_aside'] as const) {
    const { rows } = await storage.read
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    counts.push(Number(rows))
  }
  return counts.join(' ')
}

export async function judgeLogs({ storage }: AdjudicationDeps): Promise<readonly Result[]> {
  const { read } = storage
  const findings = new Map<string, { readonly log: LogKey; readonly found: Finding[] }>()
  const add = (log: LogKey, finding: Finding): void => {
    const key = `${log.checkpoint_id} ${log.kiosk_id} ${log.epoch}`
    const before = findings.get(key) ?? { log, found: [] }
    before.found.push(finding)
    findings.set(key, before)
  }
  const apart = (table: 'fork_record' | 'aside_record') =>
    read
      .selectFrom(table)
      .select(['checkpoint_id', 'kiosk_id', 'epoch'])
      .select(({ fn }) => [fn.countAll<number>().as('records'), fn.min('seq').as('first'), fn.min('received_at').as('at')])
      .groupBy(['checkpoint_id', 'kiosk_id', 'epoch'])
      .execute()
  for (const row of await apart('fork_record')) add(row, apartFinding('fork', row))
  for (const row of await apart('aside_record')) add(row, apartFinding('late-tail', row))
  for (const gap of await read.selectFrom('log_gap').selectAll().execute()) add(gap, gapFinding(gap))
  return [...findings.values()].map(({ log, found }) => ({ log, subject: '', topic: 'log', judged: 'body-not-here', findings: found }))
}

interface Apart extends LogKey {
  readonly records: number
  readonly first: number
  readonly at: number
}

function apartFinding(flag: 'fork' | 'late-tail', row: Apart): Finding {
  const count = Number(row.records)
  return { class: flag, key: '', at: row.at, records: [refOf({ ...row, seq: row.first })], detail: { count, fromSeq: row.first } }
}

function gapFinding(gap: Tables['log_gap']): Finding {
  const { from_seq, to_seq, cause, noted_at } = gap
  const detail = { cause, fromSeq: from_seq, ...(to_seq !== null && { toSeq: to_seq, count: to_seq - from_seq + 1 }) }
  return { class: 'records-lost', key: String(from_seq), at: noted_at, records: [], detail }
}
