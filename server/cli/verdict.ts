import type { Checkpoint, Direction } from '../../shared/checkpoints/checkpoint.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { asCredentialId, asPassageId } from '../../shared/ids.ts'
import type { Observation } from '../../shared/passage/observation.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { type Explanation, explain } from '../../shared/rules/explain.ts'
import { verdictOfOpenError } from '../../shared/rules/findings.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import { parseInstant } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { PublicFacts } from '../declarations/public-facts.ts'
import { nodeVerify } from '../keys/node-verify.ts'
import { parseRecordValue } from '../sync/parse-record-value.ts'
import { type CliAnswer, done, readJsonFile, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { explanationLines, verdictLines } from './verdict-lines.ts'

export interface VerdictOptions {
  readonly qr?: string | undefined
  readonly file?: string | undefined
  readonly checkpoint: string
  readonly direction: Direction
  readonly at: string
  readonly observe?: string | undefined
}

/** The same engine as the kiosk's, with this installation's rules and zones; person lists are empty here. */
export async function verdictCommand(installation: Installation, options: VerdictOptions): Promise<CliAnswer> {
  const now = parseInstant(options.at)
  if (now === null) return wrongUse('--at must be an instant with its offset, such as 2021-02-17T20:00:00+07:00')
  const observations = parseObservations(options.observe, now)
  if (observations === null) return wrongUse('--observe must be a JSON list of observations, such as [{"kind":"temperature","tenths":378}]')
  const facts = await installation.publicFacts()
  const checkpoint = facts.checkpoints.find(({ id }) => id === options.checkpoint)
  if (!checkpoint) return wrongUse(`There is no checkpoint ${options.checkpoint}. There are: ${facts.checkpoints.map(({ id }) => id).join(', ')}`)
  const found = await documentOf(installation, options, { now, facts })
  if (!found.ok) return found.error
  const { direction } = options
  const occasion = { checkpoint: checkpoint.id, direction, at: now }
  if ('outcome' in found.value) return done(verdictLines(found.value).join('\n'), { ...occasion, ...found.value })
  const { verdict, ...explanation } = judge({ installation, facts, checkpoint }, [found.value], { direction, observations, now })
  const lines = [...verdictLines(verdict), ...explanationLines(explanation)]
  return done(lines.join('\n'), { ...occasion, ...verdict, explanation })
}

interface Moment {
  readonly now: EpochMs
  readonly facts: PublicFacts
}

async function documentOf(
  installation: Installation,
  options: VerdictOptions,
  { now, facts }: Moment,
): Promise<Result<PresentedDocument | Verdict, CliAnswer>> {
  if (options.qr !== undefined) return ok(await openText(installation, options.qr, now))
  if (options.file === undefined) return err(wrongUse('Name a code with --qr or a declaration with --file.'))
  const input = readJsonFile(options.file)
  if (!input.ok) return input
  const { areaTable, zone } = installation
  const parsed = parseDeclaration(input.value, { areas: areaTable, checkpoints: facts.checkpoints, now, zone, language: 'en' })
  if (parsed.ok) return ok({ source: 'declaration', claims: parsed.value.claims, issuedAt: now })
  const lines = parsed.error.map(({ path, message }) => `  ${path}: ${message}`)
  return err(refused(['The declaration has mistakes:', ...lines].join('\n'), { error: 'invalid-declaration', fields: parsed.error }))
}

async function openText({ storage, keys, kind }: Installation, text: string, now: EpochMs): Promise<PresentedDocument | Verdict> {
  const revoked = await storage.read.selectFrom('declaration').select('credential_id').where('revoked_at', 'is not', null).execute()
  const ids = new Set(revoked.map((row) => asCredentialId(row.credential_id)))
  const trust = {
    keys: [keys.trustedKey],
    specimens: kind === 'demo' ? 'accept' : 'refuse',
    isRevoked: (id: ReturnType<typeof asCredentialId>) => ids.has(id),
    clock: 'sure',
    verify: nodeVerify,
    types: ['person'],
  } as const
  const opened = await openCredential(text, trust, now)
  if (!opened.ok) return verdictOfOpenError(opened.error)
  return { source: 'credential', claims: opened.value.claims, issuedAt: opened.value.issuedAt }
}

interface Where {
  readonly installation: Installation
  readonly facts: PublicFacts
  readonly checkpoint: Checkpoint
}

interface When {
  readonly direction: Direction
  readonly observations: readonly Observation[]
  readonly now: EpochMs
}

function judge(
  { installation, facts, checkpoint }: Where,
  documents: readonly PresentedDocument[],
  { direction, observations, now }: When,
): Explanation {
  const rules = compileRulesets(facts.rulesets, checkpoint.authority)
  const passing = {
    passageId: asPassageId('0'.repeat(32)),
    checkpoint,
    direction,
    documents,
    observations,
    lists: { zones: { state: 'known', value: facts.zones }, watch: { state: 'known', value: [] }, named: {} },
    areas: installation.areaTable,
    audience: 'officer',
  } as const
  return explain(rules, passing, now)
}

/** Through the same door as the log's observations. Null where any is not one. */
function parseObservations(text: string | undefined, observedAt: EpochMs): readonly Observation[] | null {
  const list = parseList(text ?? '[]')
  const observations = list?.flatMap((observed) => {
    const verdict = { outcome: 'refer', reasons: [], duties: [] }
    const value = parseRecordValue({ kind: 'observation', passage: '0'.repeat(32), observed, verdict })
    return value?.kind === 'observation' ? [{ ...value.observed, observedAt }] : []
  })
  return observations && observations.length === list?.length ? observations : null
}

function parseList(text: string): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}
