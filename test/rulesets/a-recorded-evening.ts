import { randomBytes } from 'node:crypto'
import { insertDeclaration } from '../../server/declarations/declaration-store.ts'
import { prepareDeclaration } from '../../server/declarations/issue-declaration.ts'
import { publicFactsOf } from '../../server/declarations/public-facts.ts'
import { publishRuleset } from '../../server/rulesets/publish-ruleset.ts'
import type { WhatIfDeps } from '../../server/rulesets/what-if.ts'
import type { DeclarationInput } from '../../shared/declaration/declaration-input.ts'
import type { CredentialId, PassageId } from '../../shared/ids.ts'
import { asAuthorityId, asLaneId, asPassageId } from '../../shared/ids.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import type { BodyValue, Scan } from '../../shared/passage/records.ts'
import type { Expression, Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { aRule, aRuleset } from '../rules/a-ruleset.ts'
import type { Core } from '../support/a-core.ts'
import { CORE_NOW } from '../support/a-core.ts'
import { aParsedDeclaration } from '../support/a-declaration.ts'
import type { SimulatedKiosk } from '../support/a-kiosk.ts'
import { testAreas } from '../support/areas.ts'

/** Turns back whoever comes for one of these purposes. */
export function barring(purposes: readonly string[], change: Partial<Rule> = {}): Rule {
  const when: Expression = { in: [{ var: 'purpose' }, purposes] }
  return aRule({ id: 'T-1', when, ...change })
}

export function aVersion(version: number, rules: readonly Rule[], change: Partial<Ruleset> = {}): Ruleset {
  return aRuleset({ rulesetId: 'test', version, rules, ...change })
}

/** The rules that stand: nobody enters for tourism. */
export async function publishToday(core: Core): Promise<void> {
  const published = await publishRuleset(core.storage, aVersion(1, [barring(['tourism'])]), { clock: core.deps.clock, staff: null })
  if (!published.ok) throw new Error(JSON.stringify(published.error))
}

export function whatIfDeps(core: Core): WhatIfDeps {
  return { storage: core.storage, publicFacts: publicFactsOf(core.storage), areaTable: testAreas() }
}

/** A traveller who declared here, by their code. */
export async function declared(core: Core, change: Partial<DeclarationInput> = {}): Promise<CredentialId> {
  const deps = { clock: core.deps.clock, keys: core.deps.keys, areaTable: testAreas(), dice: (bytes: number) => randomBytes(bytes) }
  const facts = { checkpoints: await checkpointsOf(core), rulesets: [], zones: [] }
  const prepared = await prepareDeclaration(deps, aParsedDeclaration(change), facts)
  await core.storage.write((tx) => insertDeclaration(tx, prepared))
  return prepared.credential.id
}

async function checkpointsOf(core: Core) {
  return (await publicFactsOf(core.storage)()).checkpoints
}

export interface Scanned {
  readonly at?: EpochMs
  readonly outcome?: Outcome
  readonly observations?: readonly (readonly [ObservedValue, Outcome])[]
  readonly decide?: 'never'
}

/** Scan, observations and decision of one person, as the kiosk writes them. */
export function pass(
  kiosk: SimulatedKiosk,
  reading: Scan['reading'],
  { at = CORE_NOW, outcome = 'admit', observations = [], decide }: Scanned = {},
): PassageId {
  const passage = asPassageId(randomBytes(16).toString('hex'))
  const where = { passage, lane: asLaneId('1'), direction: 'entry', origin: null } as const
  const scan = {
    kind: 'scan',
    ...where,
    crossing: null,
    officer: null,
    reading,
    verdict: verdict(outcome),
    bundle: {},
    clock: 'sure',
    online: true,
  } as const
  kiosk.record(scan, at)
  for (const [observed, then] of observations) kiosk.record({ kind: 'observation', passage, observed, verdict: verdict(then) }, at + 1000)
  const last = observations.at(-1)?.[1] ?? outcome
  const decision: BodyValue = { kind: 'decision', ...where, outcome: last, verdictOutcome: last, officer: null, override: null }
  if (decide !== 'never') kiosk.record(decision, at + 2000)
  return passage
}

export function code(id: CredentialId): Scan['reading'] {
  return { kind: 'credential', id, issuer: asAuthorityId('VN-22'), type: 'person', specimen: true }
}

export const NO_CODE: Scan['reading'] = { kind: 'none' }
export const UNREADABLE: Scan['reading'] = { kind: 'unreadable', code: 'not-ours', textHash: 'a'.repeat(64), credential: null }

function verdict(outcome: Outcome) {
  return { outcome, reasons: [], duties: [] }
}
