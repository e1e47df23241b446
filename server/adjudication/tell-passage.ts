import type { CredentialId } from '../../shared/ids.ts'
import type { DocumentSource, Observation } from '../../shared/passage/observation.ts'
import type { BodyValue, DocumentTrust, RecordBody, RecordedVerdict, Scan } from '../../shared/passage/records.ts'
import { observationSlot } from '../../shared/rules/observed.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'

export type RecordRow = Tables['record']

interface ScanRow {
  readonly row: RecordRow
  readonly value: Scan
}

/** Everything held up of one person, in the order of the log: by a scan, or joined to it afterwards. */
export type HeldUp =
  | { readonly kind: 'scanned'; readonly reading: Scan['reading']; readonly at: EpochMs }
  | {
      readonly kind: 'joined'
      readonly document: DocumentSource | 'form'
      readonly trust: DocumentTrust
      readonly credential: CredentialId | null
      readonly at: EpochMs
    }

interface Told {
  readonly scans: readonly ScanRow[]
  readonly scan: ScanRow
  readonly verdict: RecordedVerdict
  readonly verdictRow: RecordRow
  readonly observations: readonly Observation[]
  readonly heldUp: readonly HeldUp[]
}

/** The passage in the order of its log: the last verdict is the one that was decided on. Null where no scan is there. */
export function tellPassage(records: readonly RecordRow[]): Told | null {
  const scans: ScanRow[] = []
  const heldUp: HeldUp[] = []
  let observations: readonly Observation[] = []
  let last: { readonly verdict: RecordedVerdict; readonly row: RecordRow } | null = null
  for (const row of records) {
    const value = plainValue(row)
    if (value?.kind !== 'scan' && value?.kind !== 'observation') continue
    last = { verdict: value.verdict, row }
    if (value.kind === 'scan') {
      scans.push({ row, value })
      heldUp.push({ kind: 'scanned', reading: value.reading, at: row.occurred_at })
      continue
    }
    const { observed } = value
    observations = [...observations.filter((old) => observationSlot(old) !== observationSlot(observed)), { ...observed, observedAt: row.occurred_at }]
    if (observed.kind === 'document') {
      const { document, trust, credential = null } = observed
      heldUp.push({ kind: 'joined', document, trust, credential, at: row.occurred_at })
    }
  }
  const scan = scans.at(-1)
  return scan && last ? { scans, scan, verdict: last.verdict, verdictRow: last.row, observations, heldUp } : null
}

/** Checked at the door when it came in; null where the body is gone, sealed or was never readable. */
export function plainValue(row: Pick<RecordRow, 'body' | 'parked'>): BodyValue | null {
  if (row.parked !== null) return null
  const body: RecordBody = JSON.parse(row.body)
  return body.form === 'plain' ? body.value : null
}
