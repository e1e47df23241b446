/** What a component returns or holds: what Preact's types call `ComponentChild`. */
export type Child = Leaf | string | number | boolean | null | undefined | readonly Child[]

export interface Props {
  readonly [name: string]: unknown
  readonly children?: Child
}

/** An element or a component as JSX makes it. */
export interface Leaf {
  readonly type: string | Component
  readonly props: Props
  readonly key: string | number | null
}

export type Component = (props: Props) => Child

/** What stands on the page for one child: it lives as long as its place, kind and key stay. */
export interface Part {
  /** What it stands in; null for the page itself. What is gone stands in nothing but itself, and is old for ever. */
  above: Part | null
  readonly kind: string | Component
  readonly key: string | number | null
  /** Null for a component or a list, which have no node of their own. */
  node: Element | Text | null
  props: Props
  /** In the order of the children; null where a child is nothing, so that those after it keep their places. */
  parts: readonly (Part | null)[]
  readonly hooks: Hook[]
  /** A state of this component is newer than what is shown of it. */
  isOld?: boolean
}

/** What a component remembers between two drawings, in the order of its calls. */
export interface Hook {
  value?: unknown
  set?: (next: unknown) => void
  after?: readonly unknown[] | undefined
  clean?: (() => void) | undefined
  /** Puts its effect into a queue. */
  queue?: (() => void) | undefined
}

export const TEXT = '#text'
export const LIST = '#list'

export function isLeaf(child: Child): child is Leaf {
  return typeof child === 'object' && child !== null && 'type' in child
}
