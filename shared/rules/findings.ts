import type { Checkpoint, Texts } from '../checkpoints/checkpoint.ts'
import type { OpenError } from '../credential/credential.ts'
import type { Claims } from '../declaration/claims.ts'
import { isSamePerson } from '../documents/same-person.ts'
import type { AuthorityId } from '../ids.ts'
import { formatLocal, localDateAt } from '../time.ts'
import type { EpochMs } from '../units.ts'
import { type Facts, isOfPerson } from './facts.ts'
import { FINDING_TEXTS, type FindingId, OPEN_ERROR_TEXTS } from './finding-texts.ts'
import type { Firing } from './fire-rule.ts'
import type { RulesetFault } from './rule-fault.ts'
import type { Reason, Verdict } from './verdict.ts'

interface FindingDetails {
  readonly authority?: AuthorityId
  readonly unknown?: readonly string[]
  readonly fault?: RulesetFault
}

/** What the product itself finds, whatever the rules say: always `refer`. */
export function finding(id: FindingId, details: FindingDetails = {}): Firing {
  return { layer: 'product', duties: [], reason: { ...ownReason(id, FINDING_TEXTS[id]), ...details } }
}

/** About the checkpoint and the documents themselves, before any rule. */
export function findingsOf(facts: Facts, now: EpochMs): readonly Firing[] {
  const found: Firing[] = []
  if (!isOpen(facts.passing.checkpoint, now)) found.push(finding('CHOT-CHECKPOINT-CLOSED'))
  if (facts.askedAt === null) found.push(finding('CHOT-NO-DOCUMENT'))
  if (facts.askedAt !== null && isNobody(facts, now)) found.push(finding('CHOT-NO-IDENTITY'))
  if (documentsDiffer(facts)) found.push(finding('CHOT-DOCUMENTS-DIFFER'))
  const differing = Object.entries(facts.observed.papers).flatMap(([paper, agrees]) => (agrees ? [] : [`observed.papers.${paper}`]))
  if (differing.length > 0) found.push(finding('CHOT-PAPERS-DIFFER', { unknown: differing.sort() }))
  return found
}

/**
 * A code that did not open, as a verdict: `refer`, in words that tell the officer what to do next. A bad code and a code
 * that this tablet could not check read differently; neither is ever admitted.
 */
export function verdictOfOpenError(error: OpenError): Verdict {
  const texts = OPEN_ERROR_TEXTS[error.code]
  const moment = error.kind === 'bad' && 'at' in error ? formatLocal(error.at) : null
  const id = `CHOT-CODE-${error.code.toUpperCase()}`
  return { outcome: 'refer', reasons: [ownReason(id, moment === null ? texts : dated(texts, `${moment.time} ${moment.date}`))], duties: [] }
}

/** Cards are given from the fourteenth birthday on (Law on Citizen Identification 2014, art. 19); of a birth only the year is known here. */
const CARD_FROM_YEARS = 14

/**
 * No list of persons and no officer could say who it is: whose number is looked for would leave it out. A child goes on its
 * guardian's paper.
 */
function isNobody({ passing, person, observed }: Facts, now: EpochMs): boolean {
  const isWithout = passing.documents.filter(isOfPerson).every(({ claims: { document } }) => document === null || document.kind === 'guardian')
  return isWithout && observed.papers.identity !== true && Number(localDateAt(now).slice(0, 4)) - (person?.birthYear ?? 0) > CARD_FROM_YEARS
}

/** A checkpoint works by a dated decision, from `opensAt` up to `closesAt`. */
function isOpen({ opensAt, closesAt }: Checkpoint, now: EpochMs): boolean {
  return opensAt <= now && (closesAt === null || now < closesAt)
}

/**
 * Two documents of one person must agree on name and birth year, and where both give a number of the same kind, on its last
 * digits: many share a name and a year. The name of a vehicle's paper is nobody's.
 */
function documentsDiffer({ passing }: Facts): boolean {
  const persons = passing.documents.filter(isOfPerson)
  const areSeveral = persons.some((one, at) => persons.slice(at + 1).some((other) => !isSamePerson(one, other)))
  return areSeveral || numbersDiffer(persons.map(({ claims }) => claims.document))
}

function numbersDiffer(documents: readonly Claims['document'][]): boolean {
  const numbered = documents.filter((document) => document !== null)
  return numbered.some(({ kind, lastThree }) => numbered.some((other) => other.kind === kind && other.lastThree !== lastThree))
}

function ownReason(ruleId: string, texts: Pick<Reason, 'officerText' | 'travellerText'>): Reason {
  return { ruleId, ruleVersion: 1, authority: null, outcome: 'refer', strength: 'must', law: null, ...texts, facts: [], unknown: [] }
}

function dated(
  { officerText, travellerText }: Pick<Reason, 'officerText' | 'travellerText'>,
  when: string,
): Pick<Reason, 'officerText' | 'travellerText'> {
  const fill = (texts: Texts): Texts => ({ vi: texts.vi.replace('{at}', when), en: texts.en.replace('{at}', when) })
  return { officerText: fill(officerText), travellerText: fill(travellerText) }
}
