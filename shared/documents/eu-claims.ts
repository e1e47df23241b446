import type { Claims, DoseClaim, TestClaim } from '../declaration/claims.ts'
import type { Evidence, TestKind, TestResult } from '../declaration/vocabulary.ts'
import { addDays, parseInstant, parseLocalDate, startOfLocalDate } from '../time.ts'
import type { LocalDate } from '../units.ts'
import { type ForeignCbor, type ForeignMap, isForeignList, isForeignMap } from './foreign-cbor.ts'
import { identityClaims, nameOn, UNKNOWN_COUNTRY } from './foreign-document.ts'

/** What kind of event a certificate attests; its key must be allowed to. */
export type EuUsage = 'test' | 'vaccination' | 'recovery'

export interface EuHolder {
  readonly claims: Claims
  readonly birthDate: LocalDate | null
  /** The certificate's own identifier (UVCI). */
  readonly identifier: string | null
}

export function euUsageOf(certificate: ForeignMap): EuUsage | null {
  const present = (['t', 'v', 'r'] as const).filter((key) => entriesOf(certificate, key).length > 0)
  const [only] = present
  return present.length === 1 && only !== undefined ? USAGES[only] : null
}

/**
 * The EU's JSON (1.0.0 to 1.3.0) as our claims; null where a part that a rule would read is not as the schema has it. A
 * recovery is what it attests: a positive PCR test on its date.
 */
export function readEuClaims(certificate: ForeignMap, evidence: Evidence): EuHolder | null {
  const name = nameOf(certificate.get('nam'))
  const birth = birthOf(certificate.get('dob'))
  const vaccinations = entriesOf(certificate, 'v')
  const doses = vaccinations.map((entry) => dosesOf(entry, evidence))
  const tests = [
    ...entriesOf(certificate, 't').map((entry) => testOf(entry, evidence)),
    ...entriesOf(certificate, 'r').map((entry) => recoveryOf(entry, evidence)),
  ]
  if (name === null || birth === null || doses.includes(null) || tests.includes(null)) return null
  const holder = identityClaims({ name, birthYear: birth.year, sex: null, nationality: UNKNOWN_COUNTRY, document: null })
  const claims = { ...holder, tests: tests.filter((test) => test !== null), doses: doses.flatMap((each) => each ?? []) }
  return { claims, birthDate: birth.date, identifier: identifierOf(certificate) }
}

const USAGES = { t: 'test', v: 'vaccination', r: 'recovery' } as const

function entriesOf(certificate: ForeignMap, key: 't' | 'v' | 'r'): readonly ForeignMap[] {
  const entries = certificate.get(key)
  return isForeignList(entries) ? entries.filter(isForeignMap) : []
}

/** Family name first, as Vietnamese papers have it; where a name has no letters of its own script, as machines write it. */
function nameOf(names: ForeignCbor | undefined): string | null {
  if (!isForeignMap(names)) return null
  const part = (own: string, machine: string): string => textOf(names.get(own)) ?? (textOf(names.get(machine)) ?? '').replace(/</g, ' ')
  const name = nameOn(`${part('fn', 'fnt')} ${part('gn', 'gnt')}`)
  return name === '' ? null : name
}

/** `YYYY`, `YYYY-MM`, a date, or with a time that some issuers add. Empty is "not known": year 0, which agrees with nobody. */
function birthOf(value: ForeignCbor | undefined): { readonly year: number; readonly date: LocalDate | null } | null {
  if (value === null || value === undefined || value === '') return { year: 0, date: null }
  const text = typeof value === 'string' ? value.slice(0, 10) : ''
  if (!/^(19|20)\d\d(-\d\d(-\d\d)?)?$/.test(text)) return null
  return { year: Number(text.slice(0, 4)), date: parseLocalDate(text) }
}

function testOf(entry: ForeignMap, evidence: Evidence): TestClaim | null {
  const kind = KINDS.get(textOf(entry.get('tt')) ?? '')
  const result = RESULTS.get(textOf(entry.get('tr')) ?? '')
  const sampledAt = parseInstant(withColon(textOf(entry.get('sc')) ?? ''))
  return kind && result && sampledAt !== null && isCovid(entry) ? { kind, result, sampledAt, evidence } : null
}

function recoveryOf(entry: ForeignMap, evidence: Evidence): TestClaim | null {
  const day = dayOf(entry.get('fr'))
  return day === null || !isCovid(entry) ? null : { kind: 'pcr', result: 'positive', sampledAt: startOfLocalDate(day), evidence }
}

/**
 * A certificate of dose n attests the doses before it and not their days; they count as given on the days just before,
 * since rules count doses by their days and look at the last alone.
 */
function dosesOf(entry: ForeignMap, evidence: Evidence): readonly DoseClaim[] | null {
  const day = dayOf(entry.get('dt'))
  const number = entry.get('dn')
  if (day === null || typeof number !== 'number' || !(number >= 1 && number <= MAX_DOSES) || !isCovid(entry)) return null
  const product = PRODUCTS.get(textOf(entry.get('mp')) ?? '')
  const count = Math.floor(number)
  return Array.from({ length: count }, (_, i) => {
    const isLast = i === count - 1
    return { givenOn: addDays(day, i + 1 - count), evidence, ...(isLast && product !== undefined && { product }) }
  })
}

function identifierOf(certificate: ForeignMap): string | null {
  const [entry] = [...entriesOf(certificate, 't'), ...entriesOf(certificate, 'v'), ...entriesOf(certificate, 'r')]
  const identifier = entry && textOf(entry.get('ci'))
  return identifier === null || identifier === undefined ? null : identifier.replace(/^urn:uvci:/i, '').toUpperCase()
}

/** The disease of the EU's value set; another one's certificate says nothing here. */
function isCovid(entry: ForeignMap): boolean {
  return textOf(entry.get('tg')) === '840539006'
}

function dayOf(value: ForeignCbor | undefined): LocalDate | null {
  const day = (textOf(value) ?? '').slice(0, 10)
  return /^(19|20)/.test(day) ? parseLocalDate(day) : null
}

/** Some write the offset as `+02` or `+0200`. A time without one names no moment. */
function withColon(text: string): string {
  return text.replace(/(T.*[+-]\d\d)(\d\d)?$/, (_, head: string, minutes: string | undefined) => `${head}:${minutes ?? '00'}`)
}

/** Null where it is no text, or empty. */
function textOf(value: ForeignCbor | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

const MAX_DOSES = 9
const KINDS: ReadonlyMap<string, TestKind> = new Map([
  ['LP6464-4', 'pcr'],
  ['LP217198-3', 'antigen'],
])
const RESULTS: ReadonlyMap<string, TestResult> = new Map([
  ['260415000', 'negative'],
  ['260373001', 'positive'],
])
/** Of the EU's value set, as people know them. */
const PRODUCTS: ReadonlyMap<string, string> = new Map([
  ['EU/1/20/1528', 'Comirnaty'],
  ['EU/1/20/1507', 'Spikevax'],
  ['EU/1/21/1529', 'Vaxzevria'],
  ['EU/1/20/1525', 'Jcovden'],
  ['EU/1/21/1618', 'Nuvaxovid'],
  ['Covishield', 'Covishield'],
  ['BBIBP-CorV', 'BBIBP-CorV'],
  ['CoronaVac', 'CoronaVac'],
  ['Sputnik-V', 'Sputnik V'],
  ['Covaxin', 'Covaxin'],
  ['Abdala', 'Abdala'],
])
