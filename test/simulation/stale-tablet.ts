import { adjudicatePassage } from '../../shared/adjudication/adjudicate-passage.ts'
import type { JudgedPassage } from '../../shared/adjudication/judged-passage.ts'
import { type ReplayWorld, replayOutcome } from '../../shared/adjudication/replay-verdict.ts'
import { asCredentialId, asKioskId, asPassageId } from '../../shared/ids.ts'
import { letsThrough } from '../../shared/passage/lets-through.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import type { WatchHit } from '../../shared/rules/passing.ts'
import { compareOutcomes, OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { HOME } from '../kiosk/a-station.ts'
import { demoZones, RULESET_FILES, seedRuleset } from '../rules/seeds.ts'
import { CORE_NOW } from '../support/a-core.ts'
import { aCredential } from '../support/a-credential.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { dice } from '../support/dice.ts'

const CREDENTIAL = asCredentialId('a'.repeat(16))
const CHECKPOINT = aCheckpoint('bach-dang')

let base: Pick<ReplayWorld, 'rules' | 'checkpoint' | 'areas' | 'zones' | 'listNames' | 'hasHashedLists'> | null = null

function baseWorld(): NonNullable<typeof base> {
  base = base ?? {
    rules: compileRulesets(RULESET_FILES.map(seedRuleset), CHECKPOINT.authority),
    checkpoint: CHECKPOINT,
    areas: testAreas(),
    zones: demoZones(),
    listNames: [],
    hasHashedLists: false,
  }
  return base
}

/** A tablet out of contact decides on a person who was put in quarantine, or revoked, before or after: flagged as it should be, or not. */
export async function playStaleTablet(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const judgedAt = CORE_NOW + random.between(-6, 6) * HOUR_MS
  const from = judgedAt + random.pick([-72 * HOUR_MS, -HOUR_MS, -1, 0, 1, HOUR_MS])
  const to = random.chance(0.7) ? null : from + random.pick([1, HOUR_MS, 200 * HOUR_MS])
  const by = random.pick(['watch-list', 'revocation', 'nothing'] as const)
  const knewIt = random.chance(0.25)
  const hit: WatchHit = { kind: random.pick(['breach', 'f0', 'f1'] as const), by: ['credential'], confirmed: true, from, to }
  const unaware: ReplayWorld = { ...baseWorld(), watchOf: () => [], isRevokedAt: () => false }
  const aware: ReplayWorld = {
    ...baseWorld(),
    watchOf: () => (by === 'watch-list' ? [hit] : []),
    isRevokedAt: (_id, at) => by === 'revocation' && from <= at,
  }
  const held = knewIt ? aware : unaware
  const said = outcomeIn(held, judgedAt)
  const truth = outcomeIn(aware, judgedAt)
  const decided = random.chance(0.8) ? said : random.pick(OUTCOMES)
  const isAnnulled = random.chance(0.1)
  const passage = {
    ...aPassage(judgedAt),
    recorded: { outcome: said, reasons: [], duties: [] },
    decided: isAnnulled ? null : { outcome: decided, at: judgedAt },
  }
  const before = JSON.stringify(passage)
  const { findings } = adjudicatePassage(passage, { ...FACTS, asHeld: [held], known: aware })
  const isFlagged = findings.some((finding) => finding.class === 'stale-data')
  const wasStale = !isAnnulled && letsThrough(decided) && compareOutcomes(truth, said) > 0 && compareOutcomes(truth, decided) > 0
  const faults: string[] = []
  if (isFlagged !== wasStale) faults.push(`${by} from ${from - judgedAt} ms: said ${said}, done ${decided}, known now ${truth}: flagged ${isFlagged}`)
  if (findings.some((finding) => finding.class === 'wrong-rule')) faults.push('an honest verdict is called a wrong rule')
  if (JSON.stringify(passage) !== before) faults.push('the record was changed')
  return faults
}

const FACTS = { supersededAt: null, referHours: 72, unknownDeclarations: 0, revokedKioskAt: null, paper: { hits: [], asksLists: false } } as const

/** What a tablet says that holds this. */
function outcomeIn(world: ReplayWorld, judgedAt: number): Outcome {
  const passage = aPassage(judgedAt)
  const documents = passage.presented.kind === 'documents' ? passage.presented.documents : []
  return replayOutcome(passage, documents, { world, hidden: { lists: 'fresh', named: {}, papers: 'not-watched' }, hits: [] })
}

function aPassage(judgedAt: number): JudgedPassage {
  const record = { checkpoint: CHECKPOINT.id, kiosk: asKioskId('00000000000000aa'), epoch: 1, seq: 1 }
  const { claims } = aCredential({}, HOME)
  return {
    passage: asPassageId('b'.repeat(32)),
    direction: 'entry',
    scan: record,
    records: [record],
    judgedAt,
    receivedAt: judgedAt,
    clock: 'sure',
    recorded: { outcome: 'admit', reasons: [], duties: [] },
    observations: [],
    bundles: [{ rules: 1 }],
    decided: null,
    credentials: [CREDENTIAL],
    presented: { kind: 'documents', documents: [{ source: 'credential', claims, issuedAt: judgedAt - HOUR_MS }], foreign: false },
  }
}
