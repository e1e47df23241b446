import { signal } from '@preact/signals'
import type { LetterProblem, LetterTaken } from './take-letter.ts'

export type CarryNews = { readonly kind: 'done'; readonly taken: LetterTaken } | { readonly kind: 'problem'; readonly problem: CarryProblem }
export type CarryProblem = LetterProblem | 'other-letter' | 'altered' | 'cannot-unpack'

/** How many codes of a sequence have been read, while one is being read. */
export const gathering = signal<{ readonly have: number; readonly count: number } | null>(null)
export const carryNews = signal<CarryNews | null>(null)
