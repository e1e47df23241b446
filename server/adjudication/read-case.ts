import type { RecordRef } from '../../shared/adjudication/finding.ts'
import type { JudgedPassage } from '../../shared/adjudication/judged-passage.ts'
import { asCheckpointId, asKioskId, asPassageId, type CredentialId } from '../../shared/ids.ts'
import { judgedAtOf } from '../../shared/paper/paper-form.ts'
import type { PersonalClaims, Scan } from '../../shared/passage/records.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { openClaims } from '../sealing/open-claims.ts'
import type { Tables } from '../storage/schema.ts'
import { type LogKey, MOST_RECORDS_LINKED } from '../sync/project-records.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import { type PaperHits, paperHits } from './paper-hits.ts'
import type { RevokedAt } from './replay-worlds.ts'
import { type DeclarationRow, declaredIn, shownDocuments } from './shown-documents.ts'
import { type HeldUp, plainValue, type RecordRow, tellPassage } from './tell-passage.ts'

/** A passage with what its judgement hangs on besides its own records. */
export interface Case {
  readonly row: Tables['passage']
  readonly passage: JudgedPassage
  readonly revoked: RevokedAt
  readonly unknownDeclarations: number
  /** Numbered papers keyed for it. */
  readonly serials: readonly string[]
  readonly paper: PaperHits
}

/** Null where no scan is there: nothing was judged. */
export async function readCase(deps: AdjudicationDeps, row: Tables['passage']): Promise<Case | null> {
  const seqs: readonly number[] = JSON.parse(row.record_seqs)
  const records = seqs.length === 0 ? [] : await recordsAt(deps, row, seqs)
  const told = tellPassage(records)
  if (told === null) return null
  const { scan, heldUp } = told
  const { issuer } = deps.keys.trustedKey
  const credentials = [...new Set(heldUp.flatMap(credentialOf))]
  const declarations = await declarationsOf(deps, credentials)
  const claims = await openedClaims(deps, records)
  const bundles = [scan.value.bundle, ...(await switchesBetween(deps, row, { from: scan.row.seq, to: told.verdictRow.seq }))]
  const presented = shownDocuments({ heldUp, issuer, declarations, claims })
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
    presented,
  }
  return {
    row,
    passage,
    revoked: new Map([...declarations].flatMap(([id, one]) => (one.revoked_at === null ? [] : [[id, one.revoked_at] as const]))),
    unknownDeclarations: declaredIn(heldUp, issuer).filter((id) => !declarations.has(id)).length,
    serials: told.scans.flatMap(({ value: { reading } }) => (reading.kind === 'form' && reading.paper ? [reading.paper.serial] : [])),
    paper: await paperHits(deps, presented.kind === 'documents' ? presented.documents : [], claims),
  }
}

function recordsAt({ storage }: AdjudicationDeps, log: LogKey, seqs: readonly number[]): Promise<readonly RecordRow[]> {
  return storage.read
    .selectFrom('record')
    .selectAll()
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('seq', 'in', seqs.slice(0, MOST_RECORDS_LINKED))
    .orderBy('seq')
    .execute()
}

async function openedClaims(deps: AdjudicationDeps, records: readonly RecordRow[]): Promise<readonly PersonalClaims[]> {
  const opened: PersonalClaims[] = []
  for (const row of records.filter(({ kind }) => kind === 'claims')) {
    const claims = await openClaims(deps, row)
    if (claims.ok) opened.push(claims.value)
  }
  return opened
}

/** While one person stood there: each costs a replay. */
const MOST_SWITCHES = 10

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
    .orderBy('seq', 'desc')
    .limit(MOST_SWITCHES)
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
    .select(['credential_id', 'issued_at', 'revoked_at', 'erased_at', 'body'])
    .where('credential_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.credential_id as CredentialId, row]))
}

/** A paper that was keyed later is judged by the rules of the moment it was written. */
function filledAt(reading: Scan['reading']): EpochMs | null {
  return reading.kind === 'form' && reading.paper ? reading.paper.writtenAt : null
}

function credentialOf(one: HeldUp): readonly CredentialId[] {
  if (one.kind === 'joined') return one.credential === null ? [] : [one.credential]
  const { reading } = one
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
