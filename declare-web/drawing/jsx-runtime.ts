import type { Child, Leaf, Props } from './parts.ts'

/** What the compiler writes for JSX. */
export function jsx(type: Leaf['type'], props: Props, key: Leaf['key'] = null): Leaf {
  return { type, props, key }
}

export { jsx as jsxs }

export function Fragment({ children }: Props): Child {
  return children
}
