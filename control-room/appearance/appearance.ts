import type { Language } from '../../shared/checkpoints/checkpoint.ts'

export type Theme = 'wall' | 'light'

/** How this browser wants the page; kept between visits where the browser allows it. */
export interface Appearance {
  readonly language: Language
  readonly theme: Theme
}

const KEY = 'chot-control-appearance'

export function loadAppearance(): Appearance {
  const words = storedText().split(' ')
  return { language: words.includes('en') ? 'en' : 'vi', theme: words.includes('light') ? 'light' : 'wall' }
}

export function applyAppearance({ language, theme }: Appearance): void {
  document.documentElement.lang = language
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, `${language} ${theme}`)
  } catch {
    // A browser that keeps nothing starts in Vietnamese and dark each time.
  }
}

function storedText(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}
