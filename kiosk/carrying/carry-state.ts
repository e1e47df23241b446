import { signal } from '@preact/signals'
import { MINUTE_MS } from '../../shared/units.ts'
import type { LetterProblem, LetterTaken } from './take-letter.ts'

export type CarryNews = { readonly kind: 'done'; readonly taken: LetterTaken } | { readonly kind: 'problem'; readonly problem: CarryProblem }
export type CarryProblem = LetterProblem | 'other-letter' | 'altered' | 'cannot-unpack'

/** How many codes of a sequence have been read, while one is being read. */
export const gathering = signal<{ readonly have: number; readonly count: number } | null>(null)
export const carryNews = signal<CarryNews | null>(null)

/** Long enough to be read by somebody who looks at the other device meanwhile. */
const NEWS_MS = MINUTE_MS

let fading: ReturnType<typeof setTimeout> | undefined

/** Said for a while: an old word about a file must not stand over every later scan. */
export function tellCarried(news: CarryNews): void {
  clearTimeout(fading)
  carryNews.value = news
  fading = setTimeout(() => {
    carryNews.value = null
  }, NEWS_MS)
}
