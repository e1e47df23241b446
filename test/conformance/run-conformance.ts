import { isDeepStrictEqual } from 'node:util'
import { formatIssues } from '../../shared/rules/certlogic-format.ts'
import { type CertLogicFunction, compileCertLogic } from '../../shared/rules/compile-certlogic.ts'
import type { RulesetFault } from '../../shared/rules/rule-fault.ts'
import { instantMs, isInstant, isList, type Value } from '../../shared/rules/value.ts'
import { certificateChecks, isPictureDrawn, uncheckedKeys } from './certificates.ts'
import { isKnownFault } from './known-faults.ts'
import { type Found, findLayouts, isObject, type Json } from './layouts.ts'

export interface Report {
  readonly passed: number
  readonly failed: number
  /** One line per disagreement: file, check, expected, got. */
  readonly disagreements: readonly string[]
  /** What was found and not run. */
  readonly notes: readonly string[]
}

/** One counted check: null where it agrees, else what disagrees. */
type Check = string | null

/** Runs every known layout under a folder. What cannot be read is a failed check, never the end of the run. */
export async function runConformance(folder: string): Promise<Report> {
  const found = findLayouts(folder)
  const only = found.some((one) => one.kind === 'suite' && one.json.directive === 'only')
  const checks: Check[] = []
  const known: string[] = []
  for (const one of found) {
    if (one.kind === 'certificate') for (const check of await certificateLines(one)) (check.isKnown ? known : checks).push(check.line as string)
    else checks.push(...checksOf(one, only))
  }
  const disagreements = checks.filter((check) => check !== null)
  const passed = checks.length - disagreements.length + known.length
  return { passed, failed: disagreements.length, disagreements, notes: [...known, ...notesOf(found)] }
}

interface CertificateLine {
  readonly line: Check
  readonly isKnown: boolean
}

async function certificateLines({ path, json }: Extract<Found, { readonly kind: 'certificate' }>): Promise<readonly CertificateLine[]> {
  const checks = await certificateChecks(json)
  return checks.map(({ check, expected, got }) => {
    const line = expected === got ? null : disagreement(`${path}: ${check}`, expected, got)
    const isKnown = line !== null && isKnownFault(path, check)
    return { line: isKnown ? `${line} (a known fault of the data)` : line, isKnown }
  })
}

function notesOf(found: readonly Found[]): readonly string[] {
  const strays = found.flatMap((one) =>
    one.kind === 'stray' ? [`${one.path} is no JSON and of no known layout: not counted (${firstLine(one.problem)}).`] : [],
  )
  const certificates = found.flatMap((one) => (one.kind === 'certificate' ? [one.json] : []))
  const drawn = certificates.filter(isPictureDrawn).length
  return [
    ...strays,
    ...uncheckedNotes(certificates),
    ...(drawn > 0 ? [`${drawn} certificates bring no picture: their text was drawn for PICTUREDECODE.`] : []),
  ]
}

function uncheckedNotes(certificates: readonly Json[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const key of certificates.flatMap(uncheckedKeys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort().map(([key, count]) => `${key} is not checked: ${count} expectations not counted.`)
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

function checksOf(found: Found, only: boolean): readonly Check[] {
  switch (found.kind) {
    case 'suite':
      return only && found.json.directive !== 'only' ? [] : suiteChecks(found.path, found.json)
    case 'format':
      return casesOf(found.json).map(({ one, name }) => formatCheck(`${found.path}: ${name}`, one))
    case 'rule':
      return ruleChecks(found)
    case 'broken':
      return [`${found.path}: is no JSON: ${firstLine(found.problem)}`]
    case 'stray':
    case 'certificate':
      return []
  }
}

function suiteChecks(path: string, suite: Json): readonly Check[] {
  return casesOf(suite).flatMap(({ one, name }) =>
    active(listOf(one.assertions)).map(({ item, index }) => {
      const label = `${path}: ${name}: ${typeof item.message === 'string' ? item.message : `assertion ${index + 1}`}`
      const expression = 'certLogicExpression' in item ? item.certLogicExpression : one.certLogicExpression
      return valueCheck(label, compileCertLogic(expression), { context: item.data ?? null, expected: item.expected })
    }),
  )
}

function formatCheck(label: string, one: Json): Check {
  const got = formatIssues(one.certLogicExpression).map(({ expr, message }) => ({ expr, message }))
  return isDeepStrictEqual(got, one.issues) ? null : disagreement(label, one.issues, got)
}

function ruleChecks({ json, tests }: Extract<Found, { readonly kind: 'rule' }>): readonly Check[] {
  const compiled = compileCertLogic(json.Logic)
  return tests.map(({ path, json: test }) => {
    if (test === null) return `${path}: is no JSON object`
    const label = typeof test.name === 'string' ? `${path}: ${test.name}` : path
    const { payload = null } = test
    const context = 'external' in test ? { payload, external: test.external } : { payload }
    return valueCheck(label, compiled, { context, expected: test.expected })
  })
}

type Compiled = ReturnType<typeof compileCertLogic>

function valueCheck(label: string, compiled: Compiled, { context, expected }: { readonly context: unknown; readonly expected: unknown }): Check {
  if (expected === undefined) return `${label}: the test says no "expected"`
  if (!compiled.ok) return disagreement(label, expected, faultText(compiled.error[0]))
  const answer = compiled.value(fromJson(context))
  if (!answer.ok) return disagreement(label, expected, faultText(answer.error))
  const got = toJson(answer.value)
  return isDeepStrictEqual(got, expected) ? null : disagreement(label, expected, got)
}

/** Parsed JSON is a value of the language as it stands. */
function fromJson(json: unknown): Parameters<CertLogicFunction>[0] {
  return json as Value
}

/** As certlogic-js would write it: an instant as ISO 8601. */
function toJson(value: Value): unknown {
  if (isInstant(value)) return new Date(instantMs(value)).toISOString()
  return isList(value) ? value.map(toJson) : value
}

function faultText({ path, problem }: RulesetFault): string {
  return `fault at ${path || 'the root'}: ${problem}`
}

function disagreement(label: string, expected: unknown, got: unknown): string {
  return `${label}: expected ${shown(expected)}, got ${shown(got)}`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}

function casesOf(suite: Json): readonly { readonly one: Json; readonly name: string }[] {
  if (suite.directive === 'skip') return []
  return active(listOf(suite.cases)).map(({ item, index }) => ({ one: item, name: typeof item.name === 'string' ? item.name : `case ${index + 1}` }))
}

/** What `skip` leaves; where something says `only`, nothing else. */
function active(items: readonly Json[]): readonly { readonly item: Json; readonly index: number }[] {
  const numbered = items.map((item, index) => ({ item, index }))
  const alone = numbered.filter(({ item }) => item.directive === 'only')
  return alone.length > 0 ? alone : numbered.filter(({ item }) => item.directive !== 'skip')
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
