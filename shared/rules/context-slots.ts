import { dataPath } from './context-variable.ts'
import { NEVER, reading } from './kept.ts'
import type { Kept } from './scope.ts'
import { type Compiled, type DataScope, note, type Operator } from './scope.ts'
import { isList, isOurs, type Value } from './value.ts'
import { type PathKey, stepInto } from './walk-path.ts'

export interface ContextSlots {
  /** CertLogic's `var` for many expressions: each path is read from its slot. */
  readonly variable: Operator<DataScope>
  /** Fills all slots at once, so that no path is walked twice for a context. */
  readonly fill: (scope: DataScope) => void
}

/** Where the value of a path lies, with the slots one word further. */
interface Slot extends Kept<DataScope> {
  readonly path: string
  readonly key: PathKey
  /** From the root, where nothing was filled. */
  readonly walk: (scope: DataScope) => Value
  readonly further: Slot[]
}

export function contextSlots(): ContextSlots {
  const whole = newSlot('', ROOT, (scope) => scope.data)
  const readers = new Map<string, Compiled<DataScope>>()
  return {
    variable: (operand, site) => {
      const { path, keys } = dataPath(operand, site)
      const reader = readers.get(path) ?? reading(keys.reduce(slotFurther, whole))
      readers.set(path, reader)
      return reader
    },
    fill: (scope) => {
      whole.value = scope.data
      whole.of = scope.number
      fillFurther(whole, scope.number)
    },
  }
}

const ROOT: PathKey = { key: '', index: null, inherited: false }

/** A slot is filled beforehand; only where its reading must be noted is it asked to work. */
function newSlot(path: string, key: PathKey, walk: (scope: DataScope) => Value): Slot {
  const slot: Slot = {
    of: NEVER,
    value: null,
    work: (scope) => {
      const value = slot.of === scope.base ? slot.value : walk(scope)
      note(scope, path, value)
      return value
    },
    path,
    key,
    walk,
    further: [],
  }
  return slot
}

function slotFurther(outer: Slot, key: PathKey): Slot {
  const held = outer.further.find((one) => one.key.key === key.key)
  if (held !== undefined) return held
  const slot = newSlot(outer.path === '' ? key.key : `${outer.path}.${key.key}`, key, (scope) => stepInto(outer.walk(scope), key))
  outer.further.push(slot)
  return slot
}

function fillFurther(outer: Slot, scope: number): void {
  const { value, further } = outer
  const fields = fieldsOf(value)
  const items = value !== null && isList(value) ? value : null
  for (const slot of further) {
    const { key } = slot
    if (items !== null) slot.value = key.index === null ? null : (items[key.index] ?? null)
    else slot.value = fields === null || key.inherited ? stepInto(value, key) : (fields[key.key] ?? null)
    slot.of = scope
    if (slot.further.length > 0) fillFurther(slot, scope)
  }
}

/** Asked once for all words that follow. */
function fieldsOf(value: Value): { readonly [key: string]: Value } | null {
  if (value === null || typeof value !== 'object' || isList(value) || isOurs(value)) return null
  return value
}
