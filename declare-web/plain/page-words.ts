import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { pageWordsEn } from './page-words-en.ts'
import { type PageWords, pageWordsVi } from './page-words-vi.ts'

export function pageWordsIn(language: Language): PageWords {
  return language === 'en' ? pageWordsEn : pageWordsVi
}
