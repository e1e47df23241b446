import type { Hook, Part } from './parts.ts'

let drawn: Part | null = null
let next = 0
let redraw: (part: Part) => void = () => undefined
let soon: (() => void)[] = []
let later: (() => void)[] = []

/** Called by the drawing, once. */
export function onStateChange(draw: (part: Part) => void): void {
  redraw = draw
}

/** Calls a component so that its hooks find what they remembered. */
export function remembering<T>(part: Part, call: () => T): T {
  const [outer, outerNext] = [drawn, next]
  drawn = part
  next = 0
  const made = call()
  drawn = outer
  next = outerNext
  return made
}

function hook({ hooks } = component()): Hook {
  const at = next++
  const known = hooks[at]
  if (known) return known
  const made: Hook = {}
  hooks.push(made)
  return made
}

function component(): Part {
  if (!drawn) throw new Error('no component')
  return drawn
}

export function useState<T>(initial: T | (() => T)): readonly [T, (next: T | ((before: T) => T)) => void] {
  const part = component()
  const own = hook(part)
  if (!own.set) {
    own.value = answerTo(initial, undefined)
    own.set = (change) => {
      const value = answerTo(change, own.value)
      if (value === own.value) return
      own.value = value
      redraw(part)
    }
  }
  return [own.value as T, own.set]
}

function answerTo(change: unknown, before: unknown): unknown {
  return typeof change === 'function' ? change(before) : change
}

export function useRef<T>(initial: T): { current: T } {
  const own = hook()
  own.value = own.value ?? { current: initial }
  return own.value as { current: T }
}

export function useMemo<T>(make: () => T, after: readonly unknown[]): T {
  const own = hook()
  if (!own.after?.every((value, at) => value === after[at])) own.value = make()
  own.after = after
  return own.value as T
}

/** May return what cleans up after it. */
type Effect = () => unknown

/** After the page was painted. */
export function useEffect(effect: Effect, after?: readonly unknown[]): void {
  plan(() => later, effect, after)
}

/** Before the page is painted. */
export function useLayoutEffect(effect: Effect, after?: readonly unknown[]): void {
  plan(() => soon, effect, after)
}

function plan(queue: () => (() => void)[], effect: Effect, after: readonly unknown[] | undefined): void {
  const own = hook()
  if (after && own.after?.every((value, at) => value === after[at])) return
  own.after = after
  own.queue = () =>
    void queue().push(() => {
      own.clean?.()
      const cleaning = effect()
      own.clean = typeof cleaning === 'function' ? () => cleaning() : undefined
    })
}

/** Once all below it stands: the effects of what is inside run before those around it. */
export function queueEffects({ hooks }: Part): void {
  for (const own of hooks) {
    own.queue?.()
    own.queue = undefined
  }
}

/** The drawing calls it once the nodes stand. */
export function runEffects(): void {
  const now = soon
  soon = []
  for (const run of now) run()
  setTimeout(runLateEffects)
}

/** Before the next drawing at the latest. */
export function runLateEffects(): void {
  const now = later
  later = []
  for (const run of now) run()
}

export function cleanUp({ hooks }: Part): void {
  for (const { clean } of hooks) clean?.()
}
