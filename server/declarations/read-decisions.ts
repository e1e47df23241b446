import type { PassDecision } from '../../shared/http/api.ts'
import { asCheckpointId, type CredentialId } from '../../shared/ids.ts'
import type { BodyValue, RecordedVerdict } from '../../shared/passage/records.ts'
import { FINDING_TEXTS } from '../../shared/rules/finding-texts.ts'
import type { Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import { compareOutcomes, type Duty, OUTCOMES, type Outcome, type Reason, type Verdict } from '../../shared/rules/verdict.ts'
import { storedRecord } from '../sealing/stored-record.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'
import type { PublicFacts } from './public-facts.ts'

/** What was decided of the holder of this code, oldest first, in the words of the rules. What is still open is not decided. */
export async function readDecisions({ read }: Pick<Storage, 'read'>, credential: CredentialId, facts: PublicFacts): Promise<readonly PassDecision[]> {
  const passages = await read
    .selectFrom('passage')
    .select(['checkpoint_id', 'kiosk_id', 'epoch', 'outcome', 'direction', 'decided_at', 'record_seqs'])
    .where('credential_id', '=', credential)
    .where('decided_at', 'is not', null)
    .orderBy('decided_at')
    .limit(MOST)
    .execute()
  return Promise.all(passages.map((row) => decisionOf({ read }, row, facts)))
}

/** A code lives three days; more crossings than this are a machine's, and a page shows no more. */
const MOST = 50

type PassageRow = Pick<Tables['passage'], 'checkpoint_id' | 'kiosk_id' | 'epoch' | 'outcome' | 'direction' | 'decided_at' | 'record_seqs'>

async function decisionOf(storage: Pick<Storage, 'read'>, row: PassageRow, facts: PublicFacts): Promise<PassDecision> {
  const recorded = await recordedVerdict(storage, row)
  const outcome = OUTCOMES.find((known) => known === row.outcome) ?? 'refer'
  return {
    checkpoint: asCheckpointId(row.checkpoint_id),
    direction: row.direction === 'exit' ? 'exit' : 'entry',
    at: row.decided_at ?? 0,
    outcome,
    verdict: toldVerdict(outcome, recorded, facts),
  }
}

/** Of the passage's last judgement before its decision: a scan's or an observation's. */
async function recordedVerdict({ read }: Pick<Storage, 'read'>, row: PassageRow): Promise<RecordedVerdict | null> {
  const seqs: readonly number[] = JSON.parse(row.record_seqs)
  if (seqs.length === 0) return null
  const records = await read
    .selectFrom('record')
    .select(['kind', 'header', 'body'])
    .where('checkpoint_id', '=', row.checkpoint_id)
    .where('kiosk_id', '=', row.kiosk_id)
    .where('epoch', '=', row.epoch)
    .where('seq', 'in', seqs.slice(-MOST))
    .where('kind', 'in', ['scan', 'observation', 'decision'])
    .orderBy('seq', 'desc')
    .execute()
  const before = records.slice(records.findIndex(({ kind }) => kind === 'decision') + 1)
  return before.flatMap((record) => verdictIn(plainValue(record)) ?? [])[0] ?? null
}

function plainValue(row: Pick<Tables['record'], 'header' | 'body'>): BodyValue | null {
  const body = storedRecord(row)?.body
  return body?.form === 'plain' ? body.value : null
}

function verdictIn(value: BodyValue | null): RecordedVerdict | null {
  return value?.kind === 'scan' || value?.kind === 'observation' ? value.verdict : null
}

/**
 * The recorded rules in their own words. Rules that read lists of persons, and what a kiosk found about a code, stay with
 * the officers: the page of a pass must tell nobody who stands on which list.
 */
function toldVerdict(outcome: Outcome, recorded: RecordedVerdict | null, { rulesets }: PublicFacts): Verdict {
  const all = recorded?.reasons ?? []
  const told = all.flatMap((reason) => reasonOf(reason, rulesets) ?? [])
  const isOverridden = recorded !== null && recorded.outcome !== outcome
  const isWhole = told.length === all.length && !isOverridden
  const duties =
    recorded === null || compareOutcomes(outcome, recorded.outcome) < 0 ? [] : recorded.duties.filter((duty) => isWhole || isOwnDuty(duty))
  const deciding = told.some((reason) => reason.outcome === outcome)
  if (outcome === 'admit') return { outcome, reasons: told, duties }
  const [first, ...rest] = deciding && !isOverridden ? told : [byOfficer(outcome), ...told]
  return { outcome, reasons: [first ?? byOfficer(outcome), ...rest], duties }
}

/** What the traveller has to do; what is somebody else's to do would betray the list behind it. */
function isOwnDuty({ kind }: Duty): boolean {
  return kind === 'quarantine' || kind === 'sample' || kind === 'isolate-now' || kind === 'not-cleared-for-work' || kind === 'advise'
}

function reasonOf(recorded: RecordedVerdict['reasons'][number], rulesets: readonly Ruleset[]): Reason | null {
  const { ruleId, ruleVersion, outcome } = recorded
  const known = { ruleId, ruleVersion, outcome, facts: [], unknown: [] }
  const own = Object.entries(FINDING_TEXTS).find(([id]) => id === ruleId)?.[1]
  if (own) return { ...known, ...own, authority: null, strength: 'must', law: null }
  const found = ruleOf(rulesets, ruleId, ruleVersion)
  if (!found || found.rule.readsPersonLists) return null
  const { strength, law, officerText, travellerText } = found.rule
  return { ...known, authority: found.ruleset.authority, strength, law, officerText, travellerText }
}

function ruleOf(rulesets: readonly Ruleset[], id: string, version: number): { readonly ruleset: Ruleset; readonly rule: Rule } | null {
  for (const ruleset of rulesets) {
    const rule = ruleset.rules.find((one) => one.id === id && one.version === version)
    if (rule) return { ruleset, rule }
  }
  return null
}

function byOfficer(outcome: Exclude<Outcome, 'admit'>): Reason {
  return { ruleId: 'CHOT-OFFICER', ruleVersion: 1, authority: null, outcome, strength: 'must', law: null, ...BY_OFFICER, facts: [], unknown: [] }
}

const BY_OFFICER: Pick<Reason, 'officerText' | 'travellerText'> = {
  officerText: { vi: 'Cán bộ chốt quyết định.', en: 'The officer at the checkpoint decided.' },
  travellerText: {
    vi: 'Cán bộ chốt đã quyết định sau khi xem giấy tờ và kiểm tra tại chỗ. Anh/chị có quyền hỏi lý do.',
    en: 'The officer decided after looking at the papers and checking on the spot. You may ask for the reason.',
  },
}
