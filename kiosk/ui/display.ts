import { signal } from '@preact/signals'
import type { Preferences } from '../log/kiosk-store.ts'

export type Display = Required<Pick<Preferences, 'theme' | 'letters'>>

export const display = signal<Display>({ theme: 'evening', letters: 'normal' })

/** The stylesheets look at the root: `day` is black on white for the sun, `large` makes every size a fifth larger. */
export function applyDisplay({ theme = 'evening', letters = 'normal' }: Pick<Preferences, 'theme' | 'letters'>): void {
  display.value = { theme, letters }
  document.documentElement.dataset.theme = theme
  document.documentElement.dataset.letters = letters
}
