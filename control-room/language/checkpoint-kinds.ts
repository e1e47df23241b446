import type { CheckpointKind, Texts } from '../../shared/checkpoints/checkpoint.ts'

export const CHECKPOINT_KIND_WORDS: Record<CheckpointKind, Texts> = {
  'province-road': { vi: 'Đường liên tỉnh', en: 'Province road' },
  internal: { vi: 'Chốt nội tỉnh', en: 'Inside the province' },
  'border-gate': { vi: 'Cửa khẩu', en: 'Border gate' },
  trail: { vi: 'Đường mòn', en: 'Trail' },
  opening: { vi: 'Lối mở', en: 'Border opening' },
  'industrial-gate': { vi: 'Cổng khu công nghiệp', en: 'Industrial park gate' },
  waterway: { vi: 'Đường thủy', en: 'Waterway' },
  rail: { vi: 'Ga đường sắt', en: 'Railway' },
  airport: { vi: 'Cảng hàng không', en: 'Airport' },
}
