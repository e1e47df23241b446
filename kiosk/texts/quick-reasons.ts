import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** Starting points, to be made exact by the officer. */
export const OVERRIDE_REASONS: readonly Texts[] = [
  { vi: 'Đã xem giấy tờ, đúng người', en: 'Papers seen, right person' },
  { vi: 'Trường hợp cấp cứu', en: 'Medical emergency' },
  { vi: 'Theo chỉ đạo của trực ban', en: 'On the duty officer’s order' },
  { vi: 'Người này không chấp hành', en: 'The person does not comply' },
  { vi: 'Giấy tờ không đúng người', en: 'The papers are another person’s' },
  { vi: 'Y tế đã khám tại chỗ', en: 'Seen by health staff here' },
]

export const ANNUL_REASONS: readonly Texts[] = [
  { vi: 'Bấm nhầm nút', en: 'The wrong button was tapped' },
  { vi: 'Quét nhầm mã của người khác', en: 'The wrong person’s code was scanned' },
  { vi: 'Người này chưa đi qua, quay lại', en: 'The person did not go through' },
  { vi: 'Có thông tin mới', en: 'New information came' },
]
