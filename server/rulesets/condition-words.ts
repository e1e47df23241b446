import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Expression, Ruleset } from '../../shared/rules/ruleset.ts'
import { FACT_WORDS, OPERATOR_WORDS } from './operator-words.ts'

/** A condition in words, one line per part: `and` and `or` become lists. */
export function conditionLines(expression: Expression, parameters: Ruleset['parameters'], language: Language): readonly string[] {
  if (expression === true) return [language === 'vi' ? 'luôn luôn' : 'always']
  return linesOf(expression, { parameters, language })
}

interface Speech {
  readonly parameters: Ruleset['parameters']
  readonly language: Language
}

const HEADINGS: { readonly [operator: string]: Texts } = {
  and: { vi: 'tất cả những điều sau:', en: 'all of these:' },
  or: { vi: 'ít nhất một trong những điều sau:', en: 'at least one of these:' },
  '!': { vi: 'không có điều sau:', en: 'none of this:' },
}

function linesOf(expression: Expression, speech: Speech): readonly string[] {
  const [operator, operand] = operationOf(expression) ?? []
  const heading = operator === undefined ? undefined : HEADINGS[operator]
  if (heading === undefined || !isList(operand)) return [phraseOf(expression, speech)]
  const inner = operand.flatMap((part) => linesOf(part, speech).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)))
  return [heading[speech.language], ...inner.map((line) => `  ${line}`)]
}

function phraseOf(expression: Expression, speech: Speech): string {
  if (isList(expression)) return expression.map((item) => phraseOf(item, speech)).join(', ')
  const operation = operationOf(expression)
  if (operation === null) return literalOf(expression, speech.language)
  const [operator, operand] = operation
  if (operator === 'var') return factOf(operand, speech)
  const words = OPERATOR_WORDS[operator]
  return words === undefined ? `${operator}(${phraseOf(operand, speech)})` : filled(words[speech.language], operand, speech)
}

/** Options that the sentence does not name are listed after it: nothing of a rule is left unsaid. */
function filled(template: string, operand: Expression, speech: Speech): string {
  const parts = new Map(partsOf(operand))
  const used = new Set<string>()
  const text = template.replace(/\{([\w*]+)\}/g, (_, name: string) => {
    used.add(name)
    if (name === '*') return [...parts.values()].map((part) => phraseOf(part, speech)).join('; ')
    return phraseOf(parts.get(name) ?? null, speech)
  })
  const rest = [...parts].filter(([name]) => !used.has(name) && !used.has('*'))
  return rest.length === 0 ? text : `${text} (${rest.map(([name, part]) => `${name}: ${phraseOf(part, speech)}`).join('; ')})`
}

function partsOf(operand: Expression): readonly (readonly [string, Expression])[] {
  if (isList(operand)) return operand.map((part, index) => [String(index), part] as const)
  return isObject(operand) && operationOf(operand) === null ? Object.entries(operand) : [['0', operand]]
}

function factOf(path: Expression, { parameters, language }: Speech): string {
  if (typeof path !== 'string') return JSON.stringify(path)
  const [first = '', ...rest] = path.split('.')
  if (first === 'parameters') return `${String(parameters[rest.join('.')])} (${rest.join('.')})`
  const words = FACT_WORDS[first]?.[language] ?? first
  return rest.length === 0 ? words : `${words} [${path}]`
}

function literalOf(value: Expression, language: Language): string {
  if (value === true) return language === 'vi' ? 'đúng' : 'true'
  if (value === false) return language === 'vi' ? 'sai' : 'false'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** An object with one field that is an operator; anything else is options or a table. */
function operationOf(expression: Expression): readonly [string, Expression] | null {
  if (!isObject(expression)) return null
  const [first, ...rest] = Object.entries(expression)
  return first !== undefined && rest.length === 0 && first[0] in OPERATOR_WORDS ? first : null
}

function isObject(expression: Expression): expression is { readonly [name: string]: Expression } {
  return typeof expression === 'object' && expression !== null && !isList(expression)
}

function isList(expression: Expression | undefined): expression is readonly Expression[] {
  return Array.isArray(expression)
}
