import { cleanUp, onStateChange, queueEffects, remembering, runEffects, runLateEffects } from './hooks.ts'
import { type Child, isLeaf, LIST, type Part, TEXT } from './parts.ts'
import { setEarly, setLate, setRef } from './properties.ts'

/**
 * Draws the page into `root`, and after a change of a state the component whose state it is. Does what the form needs of
 * Preact, with which the server draws the same components, in a sixth of its bytes.
 */
export function render(page: Child, root: Element): void {
  const top: Part = { ...newPart(LIST, null, null), node: root }
  const changed: Part[] = []
  let isPlanned = false
  // What throws on the way leaves the rest to the next drawing.
  const draw = () => {
    isPlanned = false
    runLateEffects()
    for (let part = changed.shift(); part; part = changed.shift()) drawAgain(part)
    runEffects()
  }
  onStateChange((part) => {
    if (!part.isOld) changed.push(part)
    part.isOld = true
    if (!isPlanned) void Promise.resolve().then(draw)
    isPlanned = true
  })
  drawIn(top, () => drawAll(top, [page]))
  runEffects()
}

function drawAgain(part: Part): void {
  if (part.isOld && !isAboveOld(part)) drawIn(hostOf(part), () => drawComponent(part))
}

/** What is around it draws it with newer properties, or does away with it. */
function isAboveOld({ above }: Part): boolean | undefined {
  return above !== null && (above.isOld || isAboveOld(above))
}

/** The element in which its nodes stand. */
function hostOf({ above }: Part): Part | null {
  return above === null || above.node ? above : hostOf(above)
}

/** Whether nodes of the element being drawn came, went or changed places: only then are they looked through. */
let isMoved = false

function drawIn(host: Part | null, draw: () => void): void {
  const outer = isMoved
  isMoved = false
  draw()
  if (isMoved && host?.node) place(host.node, host.parts)
  isMoved = outer
}

/** Each child where it was before, by its key or its place, as far as it is of the same kind. */
function drawAll(above: Part, children: readonly Child[]): void {
  const before = above.parts
  const parts: (Part | null)[] = []
  let areAllHere = true
  for (const child of children) {
    const kind = kindOf(child)
    const key = isLeaf(child) ? child.key : null
    const here = before[parts.length]
    const isFree = (part: Part | null | undefined) => part?.kind === kind && part?.key === key && (areAllHere || parts.indexOf(part) < 0)
    if (kind === null) parts.push(null)
    else if (isFree(here) && here) parts.push(drawOne(here, child))
    else {
      areAllHere = false
      parts.push(drawOne((key !== null && before.find(isFree)) || newPart(kind, key, above), child))
    }
  }
  if (parts.length !== before.length || parts.some((part, at) => part !== before[at])) isMoved = true
  for (const part of before) if (part && isMoved && parts.indexOf(part) < 0) drop(part)
  above.parts = parts
}

function kindOf(child: Child): Part['kind'] | null {
  if (isLeaf(child)) return child.type
  if (Array.isArray(child)) return LIST
  return child === null || child === undefined || typeof child === 'boolean' ? null : TEXT
}

function newPart(kind: Part['kind'], key: Part['key'], above: Part | null): Part {
  const part: Part = { above, kind, key, node: null, props: {}, parts: [], hooks: [] }
  if (typeof kind === 'string' && kind !== LIST) part.node = newNode(kind, hostOf(part)?.node)
  return part
}

const SVG = 'http://www.w3.org/2000/svg'

function newNode(kind: string, host: Part['node'] | undefined): Element | Text {
  if (kind === TEXT) return document.createTextNode('')
  const isPicture = kind === 'svg' || (host instanceof Element && host.namespaceURI === SVG)
  return isPicture ? document.createElementNS(SVG, kind) : document.createElement(kind)
}

function drawOne(part: Part, child: Child): Part {
  const { kind, node } = part
  if (!isLeaf(child)) {
    if (kind === LIST) drawAll(part, listOf(child))
    else if (node && node.nodeValue !== String(child)) {
      node.nodeValue = String(child)
      // A browser's translator puts its own nodes in place of ours.
      if (node.parentNode !== hostOf(part)?.node) isMoved = true
    }
    return part
  }
  const { props } = child
  if (node instanceof Element) {
    setEarly(node, part.props, props)
    part.props = props
    drawIn(part, () => drawAll(part, listOf(props.children)))
    setLate(node, props)
  } else {
    part.props = props
    drawComponent(part)
  }
  return part
}

function drawComponent(part: Part): void {
  const { kind, props } = part
  if (typeof kind !== 'function') return
  part.isOld = false
  drawAll(part, [remembering(part, () => kind(props))])
  queueEffects(part)
}

function listOf(children: Child): readonly Child[] {
  return isList(children) ? children : [children]
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child)
}

/** Only what moved is moved: a box that is typed in keeps its focus. */
function place(node: Node, parts: Part['parts']): void {
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
  part.above = part
  part.isOld = true
  cleanUp(part)
  setRef(part.props, null)
}
