import type { Child, Leaf, Props } from './parts.ts'

type Given = Props & { readonly key?: Leaf['key'] }

/** What the build writes for JSX: children stand behind the properties, which is shorter than among them. */
export function element(type: Leaf['type'], given: Given | null, ...children: readonly Child[]): Leaf {
  const props: Given = children.length === 0 ? { ...given } : { ...given, children: children.length === 1 ? children[0] : children }
  return { type, props, key: props.key ?? null }
}
