import { loadAskedOfSome } from '../steps/late.tsx'

type Box = HTMLInputElement | HTMLSelectElement

/** Questions that come late to the live page: what was typed into them needs their boxes. */
const LATE = '[name^="stay."],[name^="tests."],[name^="doses."],[name=proxyName],[name=cargo],[value=together]'

/** False where the live page could not show them yet. */
export async function canBeTypedAgain(root: ParentNode): Promise<boolean> {
  return root.querySelector(LATE) === null || loadAskedOfSome()
}

/**
 * What somebody typed into the drawn page while the scripts were on their way, to be typed again into the live page that
 * takes its place: box by box, as a person would, and back to where they were.
 */
export function typedSoFar(root: ParentNode): (live: ParentNode) => Promise<void> {
  const touched = [...root.querySelectorAll<Box>('main input, main select')].filter(isTouched)
  const focused = document.activeElement?.id
  return async (live) => {
    for (const box of touched) {
      const same = [...live.querySelectorAll<Box>('main input, main select')].find((one) => isSame(one, box))
      if (same) typeAgain(same, box)
      // Each answer is drawn before the next one: a date is three boxes of one answer.
      await new Promise((drawn) => setTimeout(drawn))
    }
    if (focused) document.getElementById(focused)?.focus()
  }
}

/** The box of a place has no name in the live page: what is typed there is no answer yet. */
function isSame(one: Box, box: Box): boolean {
  return isTick(box) ? one.name === box.name && one.value === box.value : box.id !== '' && one.id === box.id
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
