import { has, isExpressionList, kindOf, namedOptions, wordList } from '../operands.ts'
import { WATCH_KINDS } from '../passing.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Expression } from '../ruleset.ts'
import { note, type Operator, step } from '../scope.ts'
import { isUnknown, unknown, type Value } from '../value.ts'

/** `{kinds}`: the watch-list names this person now. A hit that nothing confirmed, as by plate alone, is unknown: never a refusal by likeness. */
export const watchHit: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['kinds'], optional: [] })
  const kinds = wordList(options.kinds, step(site, 'kinds'), WATCH_KINDS)
  site.onPersonList()
  return (scope) => {
    const { watch } = scope.facts.passing.lists
    if (watch.state === 'unknown') return unknown(['watch'])
    const hits = watch.value.filter((hit) => kinds.includes(hit.kind) && hit.from <= scope.now && (hit.to === null || scope.now < hit.to))
    if (hits.length === 0) return false
    note(scope, 'watch', [...new Set(hits.map((hit) => hit.kind))].sort())
    for (const { otherPassage } of hits) {
      if (scope.trace !== null && otherPassage) note(scope, `watch.${otherPassage.checkpoint}`, new Date(otherPassage.at).toISOString())
    }
    return hits.some((hit) => hit.confirmed) || unknown(['watch'])
  }
}

/** `{key, table, else?}`: the table's value for a text; `01` and `1` are two keys. Without `else` a missing key is `null`. */
export const lookup: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['key', 'table'], optional: ['else'] })
  const { table = null } = options
  if (table === null || typeof table !== 'object' || isExpressionList(table)) throw ruleFault(`${site.path}.table`, 'give an object: { "01": … }')
  const values = new Map(Object.entries(table).map(([key, value]) => [key, literal(value, `${site.path}.table.${key}`)]))
  const missing = has(options, 'else') ? literal(options.else ?? null, `${site.path}.else`) : null
  const key = site.compile(options.key ?? null, step(site, 'key'))
  return (scope) => {
    const wanted = key(scope)
    if (isUnknown(wanted)) return wanted
    if (typeof wanted !== 'string') throw ruleFault(`${site.path}.key`, `needs a text, not ${kindOf(wanted)}`)
    return values.get(wanted) ?? missing
  }
}

/** A table holds values, not expressions. */
function literal(value: Expression, path: string): Value {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)) return value
  if (value !== null && typeof value === 'object' && isExpressionList(value)) return value.map((item, index) => literal(item, `${path}.${index}`))
  throw ruleFault(path, 'give a text, a whole number, true, false or a list of these')
}
