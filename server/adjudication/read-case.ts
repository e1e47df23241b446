import type { RecordRef } from '../../shared/adjudication/finding.ts'
import type { JudgedPassage, Shown } from '../../shared/adjudication/judged-passage.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { asCheckpointId, asKioskId, asPassageId, type CredentialId } from '../../shared/ids.ts'
import { judgedAtOf } from '../../shared/paper/paper-form.ts'
import type { Observation, ObservedValue } from '../../shared/passage/observation.ts'
import type { BodyValue, PersonalClaims, RecordBody, RecordedVerdict, Scan } from '../../shared/passage/records.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { openClaims } from '../sealing/open-claims.ts'
import type { Tables } from '../storage/schema.ts'
import type { LogKey } from '../sync/project-records.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import type { RevokedAt } from './replay-worlds.ts'

/** A passage with what its judgement hangs on besides its own records. */
export interface Case {
  readonly row: Tables['passage']
  readonly passage: JudgedPassage
  readonly revoked: RevokedAt
  readonly unknownDeclarations: number
  /** Numbered papers keyed for it. */
  readonly serials: readonly string[]
}

type RecordRow = Tables['record']
type DeclarationRow = Pick<Tables['declaration'], 'credential_id' | 'issued_at' | 'revoked_at' | 'body'>

/** Null where no scan is there: nothing was judged. */
export async function readCase(deps: AdjudicationDeps, row: Tables['passage']): Promise<Case | null> {
  const seqs: readonly number[] = JSON.parse(row.record_seqs)
  const records = seqs.length === 0 ? [] : await recordsAt(deps, row, seqs)
  const told = tell(records)
  const { scan } = told
  if (scan === null) return null
  const credentials = [...new Set(told.scans.flatMap(({ value }) => credentialOf(value.reading)))]
  const declarations = await declarationsOf(deps, credentials)
  const claims = await openedClaims(deps, records)
  const bundles = [scan.value.bundle, ...(await switchesBetween(deps, row, { from: scan.row.seq, to: told.verdictRow.seq }))]
  const passage: JudgedPassage = {
    passage: asPassageId(row.passage_id),
    direction: scan.value.direction,
    scan: refOf(scan.row),
    records: records.map(refOf),
    judgedAt: filledAt(scan.value.reading) ?? told.verdictRow.occurred_at,
    rulesAt: judgedAtOf(scan.value, told.verdictRow.occurred_at),
    receivedAt: told.verdictRow.received_at,
    clock: scan.value.clock,
    recorded: told.verdict,
    observations: told.observations,
    bundles,
    decided: decidedOf(row),
    credentials,
    presented: shownBy(deps, { scans: told.scans, declarations, claims }),
  }
  return {
    row,
    passage,
    revoked: new Map([...declarations].flatMap(([id, one]) => (one.revoked_at === null ? [] : [[id, one.revoked_at] as const]))),
    unknownDeclarations: told.scans.filter(({ value: { reading } }) => isOurs(deps, reading) && !declarations.has(reading.id)).length,
    serials: told.scans.flatMap(({ value: { reading } }) => (reading.kind === 'form' && reading.paper ? [reading.paper.serial] : [])),
  }
}

function recordsAt({ storage }: AdjudicationDeps, log: LogKey, seqs: readonly number[]): Promise<readonly RecordRow[]> {
  return storage.read
    .selectFrom('record')
    .selectAll()
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('seq', 'in', [...seqs])
    .orderBy('seq')
    .execute()
}

interface ScanRow {
  readonly row: RecordRow
  readonly value: Scan
}

interface Told {
  readonly scans: readonly ScanRow[]
  readonly scan: ScanRow
  readonly verdict: RecordedVerdict
  readonly verdictRow: RecordRow
  readonly observations: readonly Observation[]
}

/** The passage in the order of its log: the last verdict is the one that was decided on. */
function tell(records: readonly RecordRow[]): Told | { readonly scan: null } {
  const scans: ScanRow[] = []
  let observations: readonly Observation[] = []
  let last: { readonly verdict: RecordedVerdict; readonly row: RecordRow } | null = null
  for (const row of records) {
    const value = plainValue(row)
    if (value?.kind === 'scan') scans.push({ row, value })
    if (value?.kind === 'observation') {
      const seen = { ...value.observed, observedAt: row.occurred_at }
      observations = [...observations.filter((old) => !replaces(value.observed, old)), seen]
    }
    if (value?.kind === 'scan' || value?.kind === 'observation') last = { verdict: value.verdict, row }
  }
  const scan = scans.at(-1)
  return scan && last ? { scans, scan, verdict: last.verdict, verdictRow: last.row, observations } : { scan: null }
}

function replaces(now: ObservedValue, old: ObservedValue): boolean {
  if (now.kind === 'papers-seen' && old.kind === 'papers-seen') return now.paper === old.paper
  return now.kind === old.kind && now.kind !== 'violation' && now.kind !== 'document'
}

/** Checked at the door when it came in; null where the body is gone, sealed or was never readable. */
export function plainValue(row: Pick<RecordRow, 'body' | 'parked'>): BodyValue | null {
  if (row.parked !== null) return null
  const body: RecordBody = JSON.parse(row.body)
  return body.form === 'plain' ? body.value : null
}

async function openedClaims(deps: AdjudicationDeps, records: readonly RecordRow[]): Promise<readonly PersonalClaims[]> {
  const opened: PersonalClaims[] = []
  for (const row of records.filter(({ kind }) => kind === 'claims')) {
    const claims = await openClaims(deps, row)
    if (claims.ok) opened.push(claims.value)
  }
  return opened
}

/** A bundle may be switched between a scan and what was seen after it. */
async function switchesBetween({ storage }: AdjudicationDeps, log: LogKey, { from, to }: { readonly from: number; readonly to: number }) {
  if (to <= from + 1) return []
  const rows = await storage.read
    .selectFrom('record')
    .select(['body', 'parked'])
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('seq', '>', from)
    .where('seq', '<', to)
    .where('kind', '=', 'bundle-switch')
    .execute()
  return rows.flatMap((row) => {
    const value = plainValue(row)
    return value?.kind === 'bundle-switch' ? [value.parts] : []
  })
}

async function declarationsOf({ storage }: AdjudicationDeps, ids: readonly CredentialId[]): Promise<ReadonlyMap<CredentialId, DeclarationRow>> {
  if (ids.length === 0) return new Map()
  const rows = await storage.read
    .selectFrom('declaration')
    .select(['credential_id', 'issued_at', 'revoked_at', 'body'])
    .where('credential_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.credential_id as CredentialId, row]))
}

interface Held {
  readonly scans: readonly ScanRow[]
  readonly declarations: ReadonlyMap<CredentialId, DeclarationRow>
  readonly claims: readonly PersonalClaims[]
}

function shownBy(deps: AdjudicationDeps, { scans, declarations, claims }: Held): Shown {
  const documents: PresentedDocument[] = []
  const left = [...claims]
  let foreign = false
  for (const { row, value } of scans) {
    const { reading } = value
    if (reading.kind === 'none') continue
    if (reading.kind === 'unreadable') return { kind: 'gone', why: 'unreadable-code' }
    const own = isOurs(deps, reading) ? reading.id : reading.kind === 'short-code' ? reading.credential : null
    const declared = own === null ? undefined : declarations.get(own)
    if (own !== null && !declared) return { kind: 'gone', why: 'claims-not-here' }
    if (declared) {
      documents.push({ source: 'credential', claims: stored<{ claims: Claims }>(declared.body).claims, issuedAt: declared.issued_at })
      continue
    }
    foreign = true
    const source = reading.kind === 'document' ? reading.document : reading.kind
    const found = left.findIndex((one) => one.source === source)
    const [said] = found < 0 ? [] : left.splice(found, 1)
    if (!said) return { kind: 'gone', why: 'claims-not-here' }
    documents.push({ source: said.source, claims: said.claims, issuedAt: filledAt(reading) ?? row.occurred_at })
  }
  return { kind: 'documents', documents, foreign }
}

/** A paper that was keyed later is judged by the rules of the moment it was written. */
function filledAt(reading: Scan['reading']): EpochMs | null {
  return reading.kind === 'form' && reading.paper ? reading.paper.writtenAt : null
}

type OwnReading = Scan['reading'] & { readonly kind: 'credential' }

/** Only persons' codes are issued from declarations; slips and passes are signed elsewhere. */
function isOurs({ keys }: AdjudicationDeps, reading: Scan['reading']): reading is OwnReading {
  return reading.kind === 'credential' && reading.type === 'person' && reading.issuer === keys.trustedKey.issuer
}

function credentialOf(reading: Scan['reading']): readonly CredentialId[] {
  if (reading.kind === 'short-code') return [reading.credential]
  return reading.kind === 'credential' ? [reading.id] : []
}

function decidedOf(row: Tables['passage']): JudgedPassage['decided'] {
  const outcome = OUTCOMES.find((known) => known === row.outcome)
  return outcome && row.decided_at !== null ? { outcome, at: row.decided_at } : null
}

export function refOf(row: LogKey & { readonly seq: number }): RecordRef {
  return { checkpoint: asCheckpointId(row.checkpoint_id), kiosk: asKioskId(row.kiosk_id), epoch: row.epoch, seq: row.seq }
}

/** Written by this server after its parsers had passed it. */
function stored<T>(body: string): T {
  return JSON.parse(body)
}
