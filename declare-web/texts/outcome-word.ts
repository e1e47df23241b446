import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'

/** To a traveller: an officer admits, the traveller passes; whom the officer reports to is the officer's. */
const TO_TRAVELLERS: Readonly<Record<Language, Partial<Record<Outcome, string>>>> = {
  vi: { detain: 'Giữ lại' },
  en: { admit: 'You may pass', 'admit-with-test': 'You may pass after a test', refer: 'To be checked further', detain: 'You will be held' },
}

/** The big words of one language: they come with its texts, so that the form's script carries none. */
export function wordsOf(language: Language): Record<Outcome, string> {
  const word = (outcome: Outcome) => TO_TRAVELLERS[language][outcome] ?? OUTCOME_WORDS[outcome][language]
  return {
    admit: word('admit'),
    'admit-with-test': word('admit-with-test'),
    refer: word('refer'),
    'turn-back': word('turn-back'),
    quarantine: word('quarantine'),
    detain: word('detain'),
  }
}
