import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'

/** The big words of one language: they come with its texts, so that the form's script carries none. */
export function wordsOf(language: Language): Record<Outcome, string> {
  const word = (outcome: Outcome) => OUTCOME_WORDS[outcome][language]
  return {
    admit: word('admit'),
    'admit-with-test': word('admit-with-test'),
    refer: word('refer'),
    'turn-back': word('turn-back'),
    quarantine: word('quarantine'),
    detain: word('detain'),
  }
}
