import type { Props } from './parts.ts'

/** Not attributes: what the page shows of them is not what its source says. */
const LATE = ['value', 'checked', 'muted']
/** False is a word of theirs, not their absence. */
const SAYS_FALSE = /^(?:aria-|data-|spellcheck$|draggable$)/

/** Attributes and listeners, as far as they changed. */
export function setEarly(node: Element, before: Props, now: Props): void {
  for (const name in { ...before, ...now }) {
    const value = now[name]
    if (value === before[name] || name === 'children' || name === 'key' || LATE.indexOf(name) >= 0) continue
    if (name === 'ref') setRef(before, null)
    else if (/^on[A-Z]/.test(name)) Reflect.set(node, name.toLowerCase(), value ?? null)
    else if (value === null || value === undefined || (value === false && !SAYS_FALSE.test(name))) node.removeAttribute(name)
    else node.setAttribute(name, value === true && !SAYS_FALSE.test(name) ? '' : String(value))
  }
}

/** What the drawing holds at each drawing, once the children stand: a list of choices first needs its choices. */
export function setLate(node: Element, now: Props): void {
  for (const name of LATE) {
    if (!(name in now)) continue
    const value = name === 'value' ? String(now.value ?? '') : now[name] === true
    if (Reflect.get(node, name) !== value) Reflect.set(node, name, value)
  }
  setRef(now, node)
}

export function setRef({ ref }: Props, node: Element | null): void {
  if (typeof ref === 'object' && ref !== null) Reflect.set(ref, 'current', node)
}
