import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { type ObservedValue, type ObservedViolation, QUEUE_LENGTHS, type QueueLength } from '../../shared/passage/observation.ts'

/** A button that records what it says; tapped again it takes it back. */
export interface ObservationChoice {
  readonly id: string
  readonly text: Texts
  readonly observed: ObservedValue
}

/** One tap each: what needs no figure. */
export const OBSERVATION_CHOICES: readonly ObservationChoice[] = [
  { id: 'symptom', text: { vi: 'Có triệu chứng', en: 'Has symptoms' }, observed: { kind: 'symptom', present: true } },
  { id: 'no-symptom', text: { vi: 'Không triệu chứng', en: 'No symptoms' }, observed: { kind: 'symptom', present: false } },
  { id: 'mask', text: { vi: 'Có khẩu trang', en: 'Mask worn' }, observed: { kind: 'mask', worn: true } },
  { id: 'no-mask', text: { vi: 'Không khẩu trang', en: 'No mask' }, observed: { kind: 'mask', worn: false } },
  { id: 'test-seen', text: { vi: 'Đã xem giấy xét nghiệm', en: 'Test paper seen' }, observed: { kind: 'papers-seen', paper: 'test', agrees: true } },
  {
    id: 'identity-seen',
    text: { vi: 'Đã xem giấy tờ tùy thân', en: 'Identity paper seen' },
    observed: { kind: 'papers-seen', paper: 'identity', agrees: true },
  },
  { id: 'work-seen', text: { vi: 'Đã xem giấy đi làm', en: 'Work paper seen' }, observed: { kind: 'papers-seen', paper: 'work', agrees: true } },
  {
    id: 'papers-disagree',
    text: { vi: 'Giấy tờ không khớp', en: 'Papers disagree' },
    observed: { kind: 'papers-seen', paper: 'identity', agrees: false },
  },
]

/** A glance, not a count. */
export const QUEUE_WORDS: Record<QueueLength, Texts> = {
  none: { vi: 'Không ai', en: 'Nobody' },
  '10': { vi: 'Khoảng 10', en: 'About 10' },
  '50': { vi: 'Khoảng 50', en: 'About 50' },
  more: { vi: 'Nhiều hơn', en: 'More' },
}

function violation(what: ObservedViolation, text: Texts): ObservationChoice {
  return { id: `violation-${what}`, text, observed: { kind: 'violation', what, note: null } }
}

/** Folded: seldom needed, still one tap each. */
export const FURTHER_CHOICES: readonly { readonly title: Texts; readonly choices: readonly ObservationChoice[] }[] = [
  {
    title: { vi: 'Giấy tờ khác', en: 'Other papers' },
    choices: [
      {
        id: 'vaccination-seen',
        text: { vi: 'Đã xem giấy tiêm vắc-xin', en: 'Vaccination paper seen' },
        observed: { kind: 'papers-seen', paper: 'vaccination', agrees: true },
      },
      {
        id: 'goods-seen',
        text: { vi: 'Đã xem giấy tờ hàng hóa', en: 'Goods papers seen' },
        observed: { kind: 'papers-seen', paper: 'goods', agrees: true },
      },
    ],
  },
  {
    title: { vi: 'Việc vi phạm đã thấy', en: 'Violation seen' },
    choices: [
      violation('false-declaration', { vi: 'Khai không đúng', en: 'False declaration' }),
      violation('no-mask', { vi: 'Không chịu đeo khẩu trang', en: 'Will not wear a mask' }),
      violation('evasion', { vi: 'Trốn chốt, đi đường tránh', en: 'Evades the checkpoint' }),
      violation('refuses', { vi: 'Không chấp hành', en: 'Refuses to comply' }),
      violation('overloaded', { vi: 'Chở quá số người', en: 'Too many aboard' }),
      violation('other', { vi: 'Vi phạm khác', en: 'Another violation' }),
      {
        id: 'illegal-entry',
        text: { vi: 'Nghi nhập cảnh trái phép', en: 'Illegal entry suspected' },
        observed: { kind: 'illegal-entry', suspected: true },
      },
    ],
  },
  {
    title: { vi: 'Hàng chờ', en: 'Queue' },
    choices: QUEUE_LENGTHS.map((length) => ({ id: `queue-${length}`, text: QUEUE_WORDS[length], observed: { kind: 'queue' as const, length } })),
  },
  {
    title: { vi: 'Đếm được trên xe', en: 'Persons counted' },
    choices: [1, 2, 3, 4, 5, 7].map((persons) => ({
      id: `persons-${persons}`,
      text: { vi: `${persons} người`, en: persons === 1 ? '1 person' : `${persons} persons` },
      observed: { kind: 'persons-counted' as const, persons },
    })),
  },
]
