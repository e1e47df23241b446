import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'

/** One tap each; the temperature recorded is the one on the button, in tenths of a degree. */
export const OBSERVATION_CHOICES: readonly { readonly id: string; readonly text: Texts; readonly observed: ObservedValue }[] = [
  { id: 'temperature-normal', text: { vi: 'Nhiệt độ 36,6°', en: 'Temperature 36.6°' }, observed: { kind: 'temperature', tenths: 366 } },
  { id: 'temperature-raised', text: { vi: 'Nhiệt độ 37,5°', en: 'Temperature 37.5°' }, observed: { kind: 'temperature', tenths: 375 } },
  { id: 'temperature-fever', text: { vi: 'Sốt 38,5°', en: 'Fever 38.5°' }, observed: { kind: 'temperature', tenths: 385 } },
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
