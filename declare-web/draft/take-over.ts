import { embedded } from '../site/embedded.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'
import { parseSaved } from './draft-store.ts'

/** This device's own draft; where it has none, the one that the server kept for the page it drew. */
export function draftToGoOnWith(own: Draft): Draft {
  return isEmpty(own) ? parseSaved({ draft: embedded('kept-draft') }).draft : own
}

export function isEmpty(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(EMPTY_DRAFT)
}

type Box = HTMLInputElement | HTMLSelectElement

/**
 * What somebody typed into the drawn page while the scripts were on their way, to be typed again into the live page that
 * takes its place: box by box, as a person would, and back to where they were.
 */
export function typedSoFar(root: ParentNode): (live: ParentNode) => Promise<void> {
  const touched = [...root.querySelectorAll<Box>('main input, main select')].filter(isTouched)
  const focused = document.activeElement?.id
  return async (live) => {
    for (const box of touched) {
      const same = [...live.querySelectorAll<Box>('main input, main select')].find(
        (one) => one.name === box.name && (!isTick(box) || one.value === box.value),
      )
      if (same) typeAgain(same, box)
      // Each answer is drawn before the next one: a date is three boxes of one answer.
      await new Promise((drawn) => setTimeout(drawn))
    }
    if (focused) document.getElementById(focused)?.focus()
  }
}

function typeAgain(box: Box, { value, checked }: { readonly value: string; readonly checked?: boolean }): void {
  if (isTick(box)) {
    if (box.checked !== checked) box.click()
    return
  }
  box.value = value
  for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true }))
}

function isTouched(box: Box): boolean {
  if (box instanceof HTMLSelectElement) return [...box.options].some((option) => option.selected !== option.defaultSelected)
  return box.type === 'radio' || box.type === 'checkbox' ? box.checked && !box.defaultChecked : box.value !== box.defaultValue
}

function isTick(box: Box): box is HTMLInputElement & { readonly type: 'radio' | 'checkbox' } {
  return box.type === 'radio' || box.type === 'checkbox'
}
