import { MAX_DEPTH } from './compiler-of.ts'

/** A part of an expression that is not CertLogic: where, which part, and why, in the words of CertLogic's own validation suite. */
export interface FormatIssue {
  readonly path: string
  readonly expr: unknown
  readonly message: string
}

interface Place {
  readonly path: string
  readonly depth: number
}

/** Everything about the form of an expression that is wrong; none: it can be compiled. Types show only when it runs. */
export function formatIssues(expr: unknown, place: Place = { path: '', depth: 0 }): readonly FormatIssue[] {
  const issue = (message: string): readonly FormatIssue[] => [{ path: place.path, expr, message }]
  if (typeof expr === 'string' || typeof expr === 'boolean' || Number.isSafeInteger(expr)) return []
  if (typeof expr === 'number') return issue(`${expr} is a non-integer number`)
  if (expr === null || typeof expr !== 'object') return issue('invalid CertLogic expression')
  if (place.depth > MAX_DEPTH) return issue('nested too deep')
  if (Array.isArray(expr)) return expr.flatMap((item, index) => formatIssues(item, under(place, index)))
  const entries = Object.entries(expr)
  const [entry] = entries
  if (entry === undefined || entries.length > 1) return issue(`expression object must have exactly one key, but it has ${entries.length}`)
  return operationIssues({ expr, name: entry[0], operand: entry[1], place })
}

interface Operation {
  readonly expr: object
  readonly name: string
  readonly operand: unknown
  readonly place: Place
}

function operationIssues({ expr, name, operand, place }: Operation): readonly FormatIssue[] {
  const issue = (message: string): readonly FormatIssue[] => [{ path: place.path, expr, message }]
  if (name === 'var') return variableProblem(operand).flatMap(issue)
  if (!Array.isArray(operand)) return issue('operation not of the form { "<operator>": [ <values...> ] }')
  const shape = SHAPES.get(name)
  if (shape === undefined) return issue(`unrecognised operator: "${name}"`)
  const operands: readonly unknown[] = operand
  const counted = operands.length < shape.from || operands.length > shape.to ? issue(`${shape.takes}, but it has ${operands.length}`) : []
  const inner = operands.slice(0, shape.to).flatMap((value, index) => {
    const literal = shape.literals?.[index]
    if (literal === undefined) return formatIssues(value, under(under(place, name), index))
    return literal.fits(value) ? [] : issue(`${literal.must}, but it is: ${String(value)}`)
  })
  return [...counted, ...inner]
}

function variableProblem(path: unknown): readonly string[] {
  if (typeof path !== 'string') return ['not of the form { "var": "<path>" }']
  return path === '' || !path.split('.').includes('') ? [] : [`data access path doesn't have a valid format: ${path}`]
}

function under({ path, depth }: Place, key: string | number): Place {
  return { path: path === '' ? String(key) : `${path}.${key}`, depth: depth + 1 }
}

/** How many operands an operator takes, and which of them are written out and never worked out. */
interface Shape {
  readonly from: number
  readonly to: number
  readonly takes: string
  readonly literals?: { readonly [index: number]: { readonly fits: (value: unknown) => boolean; readonly must: string } }
}

const UNITS: readonly unknown[] = ['year', 'month', 'day', 'hour']
const whole = (role: string) => ({ fits: (value: unknown) => Number.isSafeInteger(value), must: `${role} must be an integer` })
const unit = {
  fits: (value: unknown) => UNITS.includes(value),
  must: `"unit" argument (#3) of "plusTime" must be a string equal to one of ${UNITS.join(', ')}`,
}
const fixed = (name: string, count: number): Shape => ({
  from: count,
  to: count,
  takes: `a "${name}"-operation must have exactly ${count} operand(s)`,
})
const infix = (name: string, to: 2 | 3): Shape => ({
  from: 2,
  to,
  takes: `an operation with operator "${name}" must have ${to === 2 ? '2' : '2 or 3'} operands`,
})

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['if', fixed('if', 3)],
  ['!', fixed('!', 1)],
  ['and', { from: 2, to: Number.POSITIVE_INFINITY, takes: 'an "and" operation must have at least 2 operands' }],
  ...['===', 'in', '+'].map((name): [string, Shape] => [name, infix(name, 2)]),
  ...['>', '<', '>=', '<=', 'after', 'before', 'not-after', 'not-before'].map((name): [string, Shape] => [name, infix(name, 3)]),
  ['plusTime', { ...fixed('plusTime', 3), literals: { 1: whole('"amount" argument (#2) of "plusTime"'), 2: unit } }],
  ['reduce', fixed('reduce', 3)],
  ['extractFromUVCI', { ...fixed('extractFromUVCI', 2), literals: { 1: whole('"index" argument (#2) of "extractFromUVCI"') } }],
  ['dccDateOfBirth', fixed('dccDateOfBirth', 1)],
])
