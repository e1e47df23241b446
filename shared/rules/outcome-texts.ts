import type { Texts } from '../checkpoints/checkpoint.ts'
import type { Outcome } from './verdict.ts'

/** The one big word of a verdict, the same on every screen; never told by colour alone. */
export const OUTCOME_WORDS: Record<Outcome, Texts> = {
  admit: { vi: 'Cho qua', en: 'Admit' },
  'admit-with-test': { vi: 'Cho qua, lấy mẫu', en: 'Admit with test' },
  refer: { vi: 'Kiểm tra thêm', en: 'Check further' },
  'turn-back': { vi: 'Quay lại', en: 'Turn back' },
  quarantine: { vi: 'Cách ly', en: 'Quarantine' },
  detain: { vi: 'Giữ lại, báo cáo', en: 'Detain and report' },
}
