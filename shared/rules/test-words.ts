import type { Texts } from '../checkpoints/checkpoint.ts'
import type { TestKind } from '../declaration/vocabulary.ts'
import type { TestName } from '../passage/observation.ts'
import { formatLocal } from '../time.ts'

/** How a test is called in a sentence. */
export const TEST_WORDS: Record<TestKind, Texts> = {
  pcr: { vi: 'PCR', en: 'PCR' },
  antigen: { vi: 'kháng nguyên nhanh', en: 'rapid antigen' },
  antibody: { vi: 'kháng thể', en: 'antibody' },
}

/** Of one test among several: by its kind and the moment of sampling, as the paper has them. */
export function testPaperWords({ kind, sampledAt }: TestName): Texts {
  const { time, date } = formatLocal(sampledAt)
  const word = TEST_WORDS[kind]
  return { vi: `giấy xét nghiệm ${word.vi} lấy mẫu ${time} ${date}`, en: `${word.en} test paper of ${time} ${date}` }
}
