import type { PlaceCode } from '../areas/place.ts'
import type { Cargo, Claims, DoseClaim, Stop, TestClaim, Travel } from '../declaration/claims.ts'
import type { Evidence, Exposure, Purpose, Sector, Symptom } from '../declaration/vocabulary.ts'
import type { TestName } from '../passage/observation.ts'
import type { EpochMs } from '../units.ts'
import { latestObservations, type Observed } from './observed.ts'
import type { Passing, PresentedDocument } from './passing.ts'

/**
 * What is known of one passing, its documents merged. `null` is unknown: asked and not answered, or no document here
 * asks it. Stops, tests, symptoms of several documents are united; of single answers the newest document's counts.
 */
export interface Facts {
  readonly passing: Passing
  /** When the newest declaration among the documents was made; null where none is: then nothing was asked. */
  readonly askedAt: EpochMs | null
  readonly person: Pick<Claims, 'name' | 'birthYear' | 'sex' | 'nationality' | 'residence' | 'document'> | null
  /** In order of time, whatever order they came in. Empty is unknown: everybody was somewhere. */
  readonly stops: readonly Stop[]
  readonly symptoms: readonly Symptom[] | null
  readonly exposures: readonly Exposure[] | null
  readonly tests: readonly TestClaim[]
  readonly doses: readonly DoseClaim[]
  readonly purpose: Purpose | null
  readonly sector: Sector | null
  readonly destination: PlaceCode | null
  readonly travel: Travel | null
  /** `none`: the form did not ask this traveller. */
  readonly cargo: Cargo | 'none' | null
  readonly employer: string | 'none' | null
  readonly homePossible: boolean | null
  readonly revised: boolean
  readonly observed: Observed
}

/** Documents that carry a traveller's answers; a card or a certificate says nothing of where its holder was. */
const DECLARING: readonly PresentedDocument['source'][] = ['credential', 'declaration', 'slip', 'form']

export function gatherFacts(passing: Passing): Facts {
  const newestFirst = passing.documents.filter(isOfPerson).sort(byAge)
  const claims = newestFirst.map((document) => document.claims)
  const declared = newestFirst.filter(isDeclaring)
  const answers = declared.map((document) => document.claims)
  const asked = answers.length > 0
  const observed = latestObservations(passing.observations)
  const purpose = firstStated(answers.map((claim) => claim.purpose))
  const sector = firstStated(answers.map((claim) => claim.sector))
  const travel = firstStated(answers.map((claim) => claim.travel))
  return {
    passing,
    askedAt: declared[0]?.issuedAt ?? null,
    person: answers[0] ?? claims[0] ?? null,
    stops: inOrder(claims.length === 1 ? (claims[0]?.stops ?? []) : claims.flatMap((claim) => claim.stops)),
    symptoms: united(answers.map((claim) => claim.symptoms)),
    exposures: united(answers.map((claim) => claim.exposures)),
    tests: testsSeen(unique(claims.flatMap((claim) => claim.tests)), observed),
    doses: unique(claims.flatMap((claim) => claim.doses.map((dose) => seen(dose, observed.papers.vaccination)))),
    purpose,
    sector,
    destination: firstStated(answers.map((claim) => claim.destination)),
    travel,
    cargo: firstStated(answers.map((claim) => claim.cargo)) ?? (asked && !carriesGoods(purpose, travel) ? 'none' : null),
    employer: firstStated(answers.map((claim) => claim.employer)) ?? (asked && sector !== null && WITHOUT_EMPLOYER.includes(sector) ? 'none' : null),
    homePossible: firstStated(answers.map((claim) => claim.homePossible)),
    revised: answers.some((claim) => claim.revised),
    observed,
  }
}

/** Sectors whose people the form does not ask for an employer. */
const WITHOUT_EMPLOYER: readonly Sector[] = ['student', 'retired', 'none']

/** Of these the form asks the cargo; where purpose or means is unknown it might have. */
function carriesGoods(purpose: Purpose | null, travel: Travel | null): boolean {
  return purpose === null || purpose === 'goods' || travel === null || travel.means === 'truck'
}

function isDeclaring(document: PresentedDocument): boolean {
  return DECLARING.includes(document.source)
}

/** A vehicle's pass says nothing of who sits in the vehicle: neither a name nor a test on it is the driver's. */
export function isOfPerson({ source }: PresentedDocument): boolean {
  return source !== 'vehicle-pass'
}

/** Newest first; what they say breaks ties, so that neither the order of presenting nor that of the stops changes anything. */
function byAge(a: PresentedDocument, b: PresentedDocument): number {
  return b.issuedAt - a.issuedAt || compareText(singleText(a), singleText(b))
}

/** Everything in a document that is one answer and not a list to be united. */
function singleText({ source, claims }: PresentedDocument): string {
  const { stops: _stops, symptoms: _symptoms, exposures: _exposures, tests: _tests, doses: _doses, ...single } = claims
  return JSON.stringify([source, single])
}

function byTime(a: Stop, b: Stop): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(JSON.stringify(a), JSON.stringify(b))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function firstStated<T>(values: readonly (T | null)[]): T | null {
  for (const value of values) if (value !== null && value !== undefined) return value
  return null
}

/** What any document says; null where one asked, none answered. */
function united<T>(lists: readonly (readonly T[] | null)[]): readonly T[] | null {
  const [only] = lists
  if (lists.length === 1 && (only === null || (only?.length ?? 2) < 2)) return only ?? null
  const stated = lists.filter((list) => list !== null)
  return stated.length === 0 ? null : [...new Set(stated.flat())].sort()
}

/** By time, each once; the text of a stop is written only to tell apart those of the same days. */
function inOrder(stops: readonly Stop[]): readonly Stop[] {
  const sorted = [...stops].sort(byTime)
  return sorted.filter((stop, index) => {
    const before = sorted[index - 1]
    return before === undefined || before.from !== stop.from || before.to !== stop.to || byTime(before, stop) !== 0
  })
}

function unique<T>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items]
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]))
  return [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? [])
}

/** A test paper shows one test: a tap that does not say which counts only where there is but one. */
function testsSeen(tests: readonly TestClaim[], { testPapers }: Observed): readonly TestClaim[] {
  if (testPapers.length === 0) return tests
  const only = new Set(tests.map(nameOf)).size === 1
  const raised = tests.map((claim) => {
    const papers = testPapers.filter(({ test }) => (test === null ? only : nameOf(test) === nameOf(claim)))
    return seen(claim, papers.length > 0 && papers.every(({ agrees }) => agrees))
  })
  return unique(raised)
}

function nameOf({ kind, sampledAt }: TestName): string {
  return `${kind} ${sampledAt}`
}

/** An officer who looked at the paper and found that it agrees raises a typed claim; a signature is worth more already. */
function seen<T extends { readonly evidence: Evidence }>(claim: T, agrees: boolean | undefined): T {
  return agrees === true && claim.evidence === 'declared' ? { ...claim, evidence: 'seen' } : claim
}
