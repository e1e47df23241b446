import * as z from 'zod/mini'
import { OPERATORS } from '../../shared/rules/compile-expression.ts'
import { LANGUAGE_VERSION } from '../../shared/rules/ruleset.ts'
import { rulesetShape } from '../../shared/rules/ruleset-shape.ts'
import { FACT_NAMES } from '../../shared/rules/variables.ts'
import { OPERATOR_WORDS } from './operator-words.ts'

type Schema = { [keyword: string]: unknown }

/**
 * The JSON Schema of a ruleset file, made from the same shape that the parser reads, so that an editor completes and
 * underlines while one writes. It knows less than the parser: `rules check` has the last word.
 */
export function rulesetSchema(): Schema {
  const made = z.toJSONSchema(rulesetShape, { io: 'input', unrepresentable: 'any', override: ({ jsonSchema, path }) => describe(jsonSchema, path) })
  const { $schema, ...schema } = made
  return {
    $schema,
    title: `Chốt ruleset, language version ${LANGUAGE_VERSION}`,
    ...schema,
    $defs: { expression: expressionSchema() },
  }
}

const INSTANT = {
  anyOf: [
    { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})$' },
    { type: 'integer', description: 'milliseconds since 1970' },
  ],
  description: 'an instant with its offset: 2021-02-17T00:00:00+07:00',
}

/** Of what zod cannot put into a schema: our own checks, by the field they stand under. */
const BY_FIELD: { readonly [field: string]: Schema } = {
  authority: { type: 'string', pattern: '^[A-Z]{2}(-[A-Z0-9]{1,6})?$', description: 'who owns the ruleset: VN, VN-22' },
  zone: { type: 'string', description: 'a time zone by its name: Asia/Ho_Chi_Minh' },
  validFrom: INSTANT,
  validTo: INSTANT,
  when: { $ref: '#/$defs/expression' },
  unless: { $ref: '#/$defs/expression' },
}

function describe(schema: Schema, path: readonly (string | number)[]): void {
  // What the parser hands out is read-only; what a person writes is not.
  delete schema.readOnly
  if (Object.keys(schema).length > 0) return
  const field = path.findLast((word) => typeof word === 'string' && word in BY_FIELD)
  if (typeof field === 'string') Object.assign(schema, BY_FIELD[field])
}

function expressionSchema(): Schema {
  const self = { $ref: '#/$defs/expression' }
  const operators = [...OPERATORS.keys()].map((name) => [name, operatorSchema(name)] as const)
  return {
    description: 'a text, a whole number, true, false, a list of these, or one operator',
    anyOf: [
      { type: ['string', 'integer', 'boolean'] },
      { type: 'array', items: self },
      { type: 'object', properties: Object.fromEntries(operators), additionalProperties: false, minProperties: 1, maxProperties: 1 },
    ],
  }
}

function operatorSchema(name: string): Schema {
  const words = OPERATOR_WORDS[name]
  const description = words === undefined ? name : `${words.form}: ${words.en} / ${words.vi}`
  if (name !== 'var') return { description }
  const facts = Object.keys(FACT_NAMES).join('|')
  return { type: 'string', pattern: `^(${facts}|lists)(\\.|$)`, description: `the path of a fact: ${Object.keys(FACT_NAMES).join(', ')}, lists.NAME` }
}
