/** A value of the page that is shown somewhere. Setting another one draws the page again: there is one page, and it is small. */
export interface Cell<T> {
  value: T
}

let redraw: () => void = () => undefined

/** Called by the page itself, once it stands. */
export function onCellChange(draw: () => void): void {
  redraw = draw
}

export function cell<T>(initial: T): Cell<T> {
  let held = initial
  return {
    get value() {
      return held
    },
    set value(next) {
      if (next === held) return
      held = next
      redraw()
    },
  }
}
