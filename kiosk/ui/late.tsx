import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'

/**
 * A part of the screen that is fetched when it is first wanted: over the network on a first visit, from the tablet's own files
 * after it. `Missing` stands there where neither has it, and the next opening tries again.
 */
export function late<P extends object>(load: () => Promise<ComponentType<P>>, Missing: ComponentType<P>): ComponentType<P> {
  const part = signal<{ readonly of: ComponentType<P> } | null>(null)
  return (props) => {
    useEffect(() => {
      if (part.peek()?.of !== Missing && part.peek() !== null) return
      load().then(
        (loaded) => {
          part.value = { of: loaded }
        },
        () => {
          part.value = { of: Missing }
        },
      )
    }, [])
    const Part = part.value?.of
    return Part ? <Part {...props} /> : null
  }
}
