import type { TestClaim } from '../../shared/declaration/claims.ts'
import { testPaperWords } from '../../shared/rules/test-words.ts'
import { OBSERVATION_CHOICES, type ObservationChoice } from '../texts/observation-choices.ts'

/** Where several tests are declared, a button for the paper of each: one paper seen proves one test. */
export function choicesFor(tests: readonly TestClaim[]): readonly ObservationChoice[] {
  if (tests.length < 2) return OBSERVATION_CHOICES
  return OBSERVATION_CHOICES.flatMap((choice) => {
    const { id, observed } = choice
    if (observed.kind !== 'papers-seen' || observed.paper !== 'test') return [choice]
    return tests.map(({ kind, sampledAt }, index) => {
      const test = { kind, sampledAt }
      const words = testPaperWords(test)
      return { ...choice, id: `${id}-${index}`, text: { vi: `Đã xem ${words.vi}`, en: `Seen: ${words.en}` }, observed: { ...observed, test } }
    })
  })
}
