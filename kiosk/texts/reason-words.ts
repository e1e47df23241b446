import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { FINDING_TEXTS, OPEN_ERROR_TEXTS } from '../../shared/rules/finding-texts.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'
import { PROBLEMS } from '../scan/document-findings.ts'

interface NamedReason {
  readonly ruleId: string
  readonly ruleVersion: number
}

/**
 * A reason in a list: the first words of what the officer read when it was on the screen. The record keeps ids alone. Null
 * for a rule that is in no ruleset held any more.
 */
export function reasonWords({ ruleId, ruleVersion }: NamedReason, rulesets: readonly Ruleset[]): Texts | null {
  const known = rulesets.flatMap(({ rules }) => rules.filter(({ id }) => id === ruleId))
  const rule = known.find(({ version }) => version === ruleVersion) ?? known[0]
  const words = OWN_WORDS[ruleId] ?? rule?.officerText ?? FOUND[ruleId]?.officerText ?? PROBLEM_WORDS[ruleId]
  return words ? { vi: beginningOf(words.vi), en: beginningOf(words.en) } : null
}

/** Up to the first stop: what follows says what to do, and that time has passed. */
function beginningOf(text: string): string {
  const [first = text] = text.split(/[.;:]\s/)
  return first.replace(/\.$/, '')
}

const FOUND: { readonly [ruleId: string]: { readonly officerText: Texts } | undefined } = {
  ...FINDING_TEXTS,
  ...Object.fromEntries(Object.entries(OPEN_ERROR_TEXTS).map(([code, texts]) => [`CHOT-CODE-${code.toUpperCase()}`, texts])),
}

const PROBLEM_WORDS: { readonly [ruleId: string]: Texts | undefined } = Object.fromEntries(
  Object.entries(PROBLEMS).map(([problem, words]) => [`CHOT-DOCUMENT-${problem.toUpperCase()}`, words]),
)

/** Where the words on the screen hold a moment, a name or a number that no record keeps. */
const OWN_WORDS: { readonly [ruleId: string]: Texts | undefined } = {
  'CHOT-CODE-EXPIRED': { vi: 'Mã đã hết hạn', en: 'The code has expired' },
  'CHOT-CODE-NOT-YET-VALID': { vi: 'Mã chưa đến lúc có hiệu lực', en: 'The code is not valid yet' },
  'CHOT-DOCUMENT-EXPIRED': { vi: 'Giấy tờ đã hết hạn', en: 'The document has expired' },
  'CHOT-DOUBLE-USE': { vi: 'Mã đã được dùng để qua chốt này', en: 'The code was already used here' },
  'CHOT-CLOCK': { vi: 'Đồng hồ máy không chắc chắn', en: 'The clock of this tablet was doubtful' },
  'CHOT-STALE': { vi: 'Dữ liệu trên máy đã quá cũ', en: 'The data on this tablet was too old' },
  'CHOT-APP-OLD': { vi: 'Ứng dụng trên máy đã quá cũ', en: 'The app on this tablet was too old' },
  'CHOT-NO-BUNDLE': { vi: 'Máy chưa có quy định và khóa của chốt này', en: 'This tablet had no rules and keys of its checkpoint yet' },
  'CHOT-FAULT': { vi: 'Máy gặp lỗi khi xét mã này', en: 'This tablet failed while judging the code' },
  'CHOT-STORAGE': { vi: 'Không ghi được vào bộ nhớ máy', en: 'The tablet could not write to its storage' },
}
