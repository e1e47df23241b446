import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { n } from '../control-state.ts'

/** A figure that lights up for a moment when it changes: a new key is a new element, so that the animation runs again. */
export function ChangingNumber({ value }: { readonly value: number }): VNode {
  const last = useRef(value)
  const changes = useRef(0)
  if (last.current !== value) {
    last.current = value
    changes.current++
  }
  return (
    <span key={changes.current} class={changes.current > 0 ? 'figure changed' : 'figure'}>
      {n(value)}
    </span>
  )
}
