import { signal } from '@preact/signals'

/** While a form is open a card held up fills it: true where the text was taken, and then it is no passage of its own. */
export const formTaker = signal<((text: string) => boolean) | null>(null)
