import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Duty, Outcome, Payer } from '../../shared/rules/verdict.ts'
import { formatDate } from '../../shared/time.ts'

/** The officer's word may be an order to the officer; these are said to the person. */
export const TRAVELLER_WORDS: Record<Outcome, Texts> = {
  admit: { vi: 'Mời qua', en: 'Please go on' },
  'admit-with-test': { vi: 'Mời qua, sau khi lấy mẫu', en: 'Please go on, after a test sample' },
  refer: { vi: 'Xin chờ kiểm tra thêm', en: 'Please wait for a further check' },
  'turn-back': { vi: 'Chưa thể qua chốt này', en: 'You cannot pass here now' },
  quarantine: { vi: 'Cần cách ly', en: 'Quarantine is needed' },
  detain: { vi: 'Xin chờ cán bộ', en: 'Please wait for the officer' },
}

/** What the person must do or will meet, in plain words; null for what concerns the offices alone. */
export function travellerDuty(duty: Duty): Texts | null {
  switch (duty.kind) {
    case 'quarantine': {
      const through = formatDate(duty.through)
      const where = WHERE[duty.kinds.length > 1 ? 'both' : duty.kinds[0]]
      const cost = COSTS[duty.payer]
      return {
        vi: `Cách ly ${where.vi} ${duty.days} ngày, đến hết ngày ${through}. ${cost.vi}`,
        en: `Quarantine ${where.en} for ${duty.days} days, through ${through}. ${cost.en}`,
      }
    }
    case 'sample': {
      const days = duty.onDays.filter((day) => day > 0).join(', ')
      const cost = COSTS[duty.payer]
      const later = days === '' ? { vi: '', en: '' } : { vi: ` Lấy mẫu tiếp vào ngày thứ ${days}.`, en: ` Further samples on day ${days}.` }
      const now = duty.onDays.length === 0 || duty.onDays.includes(0)
      const here = now
        ? { vi: 'Lấy mẫu xét nghiệm tại chốt.', en: 'A test sample is taken here.' }
        : { vi: 'Phải lấy mẫu xét nghiệm.', en: 'Test samples are needed.' }
      return { vi: `${here.vi}${later.vi} ${cost.vi}`, en: `${here.en}${later.en} ${cost.en}` }
    }
    case 'isolate-now':
      return {
        vi: 'Xin theo cán bộ y tế vào phòng chờ riêng và giữ khoảng cách.',
        en: 'Please follow the health officer to a separate room and keep your distance.',
      }
    case 'follow-up':
      return {
        vi: 'Y tế và chính quyền nơi đến sẽ liên hệ để theo dõi sức khỏe.',
        en: 'The health service and the place you go to will be in touch to follow up your health.',
      }
    case 'disinfect':
      return { vi: 'Xe được khử khuẩn trước khi đi tiếp.', en: 'The vehicle is disinfected before it goes on.' }
    case 'advise':
      return duty.text
    case 'not-cleared-for-work':
      return { vi: 'Chưa được đi làm cho đến khi có xác nhận của y tế.', en: 'No work until the health service has cleared you.' }
    case 'hand-over':
    case 'record-violation':
      return null
  }
}

const WHERE: Record<'facility' | 'home' | 'both', Texts> = {
  facility: { vi: 'tập trung', en: 'in a facility' },
  home: { vi: 'tại nhà', en: 'at home' },
  both: { vi: 'tập trung hoặc tại nhà', en: 'in a facility or at home' },
}

const COSTS: Record<Payer, Texts> = {
  traveller: { vi: 'Chi phí tự trả.', en: 'You bear the cost.' },
  state: { vi: 'Không phải trả tiền.', en: 'It is free of charge.' },
  employer: { vi: 'Nơi sử dụng lao động trả chi phí.', en: 'Your employer bears the cost.' },
}
