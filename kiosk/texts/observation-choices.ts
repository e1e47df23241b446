import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'

/** One tap each: what needs no figure. */
export const OBSERVATION_CHOICES: readonly { readonly id: string; readonly text: Texts; readonly observed: ObservedValue }[] = [
  { id: 'symptom', text: { vi: 'Có triệu chứng', en: 'Has symptoms' }, observed: { kind: 'symptom', present: true } },
  { id: 'no-symptom', text: { vi: 'Không triệu chứng', en: 'No symptoms' }, observed: { kind: 'symptom', present: false } },
  { id: 'mask', text: { vi: 'Có khẩu trang', en: 'Mask worn' }, observed: { kind: 'mask', worn: true } },
  { id: 'no-mask', text: { vi: 'Không khẩu trang', en: 'No mask' }, observed: { kind: 'mask', worn: false } },
  { id: 'test-seen', text: { vi: 'Đã xem giấy xét nghiệm', en: 'Test paper seen' }, observed: { kind: 'papers-seen', paper: 'test', agrees: true } },
  {
    id: 'identity-seen',
    text: { vi: 'Đã xem giấy tờ tuỳ thân', en: 'Identity paper seen' },
    observed: { kind: 'papers-seen', paper: 'identity', agrees: true },
  },
  { id: 'work-seen', text: { vi: 'Đã xem giấy đi làm', en: 'Work paper seen' }, observed: { kind: 'papers-seen', paper: 'work', agrees: true } },
  {
    id: 'papers-disagree',
    text: { vi: 'Giấy tờ không khớp', en: 'Papers disagree' },
    observed: { kind: 'papers-seen', paper: 'identity', agrees: false },
  },
]
