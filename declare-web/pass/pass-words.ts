import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { passWordsEn } from './pass-words-en.ts'
import { type PassWords, passWordsVi } from './pass-words-vi.ts'

export function passWordsIn(language: Language): PassWords {
  return language === 'en' ? passWordsEn : passWordsVi
}
