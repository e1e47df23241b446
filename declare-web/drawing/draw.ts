import { cleanUp, onStateChange, queueEffects, remembering, runEffects, runLateEffects } from './hooks.ts'
import { type Child, isLeaf, LIST, type Part, type Props, TEXT } from './parts.ts'
import { setEarly, setLate, setRef } from './properties.ts'

/**
 * Draws the page into `root`, and again after every change of a state: a page of the form is small. Does what the form needs of
 * Preact, with which the server draws the same components, in a sixth of its bytes.
 */
export function render(page: Child, root: Element): void {
  let top: readonly (Part | null)[] = []
  let isPlanned = false
  const draw = () => {
    isPlanned = false
    runLateEffects()
    top = drawIn(root, top, [page])
    runEffects()
  }
  onStateChange(() => {
    if (!isPlanned) void Promise.resolve().then(draw)
    isPlanned = true
  })
  draw()
}

/** Whether nodes of the element being drawn came, went or changed places: only then are they looked through. */
let isMoved = false

function drawIn(node: Element, before: readonly (Part | null)[], children: readonly Child[]): readonly (Part | null)[] {
  const outer = isMoved
  isMoved = false
  const parts = drawAll(before, children, node)
  if (isMoved) place(node, parts)
  isMoved = outer
  return parts
}

/** Each child where it was before, by its key or its place, as far as it is of the same kind. */
function drawAll(before: readonly (Part | null)[], children: readonly Child[], above: Element): readonly (Part | null)[] {
  const parts: (Part | null)[] = []
  let areAllHere = true
  for (const child of children) {
    const kind = kindOf(child)
    const key = isLeaf(child) ? child.key : null
    const here = before[parts.length]
    const isFree = (part: Part | null | undefined) => part?.kind === kind && part?.key === key && (areAllHere || parts.indexOf(part) < 0)
    if (kind === null) parts.push(null)
    else if (isFree(here) && here) parts.push(drawOne(here, child, above))
    else {
      areAllHere = false
      parts.push(drawOne((key !== null && before.find(isFree)) || newPart(kind, key, above), child, above))
    }
  }
  if (parts.length !== before.length || parts.some((part, at) => part !== before[at])) isMoved = true
  for (const part of before) if (part && isMoved && parts.indexOf(part) < 0) drop(part)
  return parts
}

function kindOf(child: Child): Part['kind'] | null {
  if (isLeaf(child)) return child.type
  if (Array.isArray(child)) return LIST
  return child === null || child === undefined || typeof child === 'boolean' ? null : TEXT
}

const SVG = 'http://www.w3.org/2000/svg'

function newPart(kind: Part['kind'], key: Part['key'], above: Element): Part {
  return { kind, key, node: typeof kind === 'function' || kind === LIST ? null : newNode(kind, above), props: {}, parts: [], hooks: [] }
}

function newNode(kind: string, above: Element): Element | Text {
  if (kind === TEXT) return document.createTextNode('')
  return kind === 'svg' || above.namespaceURI === SVG ? document.createElementNS(SVG, kind) : document.createElement(kind)
}

function drawOne(part: Part, child: Child, above: Element): Part {
  const { kind, node } = part
  if (!isLeaf(child)) {
    if (kind === LIST) part.parts = drawAll(part.parts, listOf(child), above)
    else if (node && node.nodeValue !== String(child)) {
      node.nodeValue = String(child)
      // A browser's translator puts its own nodes in place of ours.
      if (node.parentNode !== above) isMoved = true
    }
    return part
  }
  const { props } = child
  if (typeof kind === 'function') {
    part.parts = drawAll(part.parts, [remembering(part, () => kind(props))], above)
    queueEffects(part)
  } else if (node instanceof Element) drawElement(part, node, props)
  part.props = props
  return part
}

function drawElement(part: Part, node: Element, props: Props): void {
  setEarly(node, part.props, props)
  part.parts = drawIn(node, part.parts, listOf(props.children))
  setLate(node, props)
}

function listOf(children: Child): readonly Child[] {
  return isList(children) ? children : [children]
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child)
}

/** Only what moved is moved: a box that is typed in keeps its focus. */
function place(node: Element, parts: readonly (Part | null)[]): void {
  const wanted = new Set(parts.flatMap(nodesOf))
  for (let at = node.firstChild; at; ) {
    const following = at.nextSibling
    if (!wanted.has(at)) node.removeChild(at)
    at = following
  }
  let at = node.firstChild
  for (const one of wanted) {
    if (one === at) at = at.nextSibling
    else node.insertBefore(one, at)
  }
}

function nodesOf(part: Part | null): readonly Node[] {
  if (!part) return []
  return part.node ? [part.node] : part.parts.flatMap(nodesOf)
}

function drop(part: Part): void {
  for (const below of part.parts) if (below) drop(below)
  cleanUp(part)
  setRef(part.props, null)
}
