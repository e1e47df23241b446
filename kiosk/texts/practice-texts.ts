import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** Practising with specimens that never count. */
export const PRACTICE_TEXTS = {
  practice: { vi: 'Luyện tập', en: 'Practise' },
  practiceTitle: { vi: 'LUYỆN TẬP', en: 'PRACTICE' },
  practiceHelp: {
    vi: 'Không ghi sổ, không gửi, không đếm. Mã thật không được xét.',
    en: 'Nothing is recorded, sent or counted. Real codes are not judged.',
  },
  practiceLeave: { vi: 'Thoát luyện tập', en: 'Leave practice' },
  practiceReal: {
    vi: 'Đây là mã thật, CHƯA được xét. Thoát luyện tập rồi quét lại.',
    en: 'This is a real code and was NOT judged. Leave practice, then scan it again.',
  },
  specimens: { vi: 'Mã mẫu', en: 'Specimens' },
  specimensHelp: {
    vi: 'Bấm một mẫu để xét như vừa quét, hoặc in ra để tập đưa mã trước camera. Mã mẫu chỉ mở được trong lần luyện tập này.',
    en: 'Tap one to have it judged as if scanned, or print them to practise with the camera. They open in this practice only.',
  },
  print: { vi: 'In', en: 'Print' },
} as const satisfies Record<string, Texts>
