import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Duty, Payer, Receiver, ViolationKind } from '../../shared/rules/verdict.ts'
import { formatDate } from '../../shared/time.ts'

/** A duty as a plain sentence; days stand with their last date, inclusive. */
export function dutySentence(duty: Duty): Texts {
  switch (duty.kind) {
    case 'quarantine':
      return quarantineSentence(duty)
    case 'sample':
      return sampleSentence(duty)
    case 'isolate-now':
      return { vi: 'Đưa ngay vào phòng cách ly tạm, giữ khoảng cách.', en: 'Take to the isolation room at once and keep distance.' }
    case 'hand-over':
      return { vi: `Bàn giao cho ${listVi(duty.to)}.`, en: `Hand over to ${listEn(duty.to)}.` }
    case 'follow-up':
      return { vi: `Báo ${listVi(duty.to)} theo dõi.`, en: `Notify ${listEn(duty.to)} for follow-up.` }
    case 'record-violation':
      return {
        vi: `Lập biên bản: ${VIOLATIONS[duty.violation].vi}${duty.draft ? ' (bản nháp, cán bộ xác nhận)' : ''}.`,
        en: `Record a violation: ${VIOLATIONS[duty.violation].en}${duty.draft ? ' (draft, to be confirmed)' : ''}.`,
      }
    case 'disinfect':
      return { vi: 'Khử khuẩn phương tiện trước khi cho đi.', en: 'Disinfect the vehicle before it goes on.' }
    case 'advise':
      return duty.text
    case 'not-cleared-for-work':
      return { vi: 'Chưa được đi làm cho đến khi có xác nhận.', en: 'Not cleared for work until confirmed.' }
  }
}

function quarantineSentence(duty: Duty & { readonly kind: 'quarantine' }): Texts {
  const through = formatDate(duty.through)
  const both = duty.kinds.length > 1
  const facility = duty.kinds[0] === 'facility'
  const where = both
    ? { vi: 'tập trung hoặc tại nhà', en: 'in a facility or at home' }
    : facility
      ? { vi: 'tập trung', en: 'in a facility' }
      : { vi: 'tại nhà', en: 'at home' }
  const by = CONTROLLERS[duty.controller]
  return {
    vi: `Cách ly ${where.vi} ${duty.days} ngày, đến hết ngày ${through}; ${by.vi} quản lý; ${PAYERS_TEXT[duty.payer].vi}.`,
    en: `Quarantine ${where.en} for ${duty.days} days, through ${through}; under ${by.en}; paid by ${PAYERS_TEXT[duty.payer].en}.`,
  }
}

function sampleSentence(duty: Duty & { readonly kind: 'sample' }): Texts {
  const days = duty.onDays.filter((day) => day > 0)
  const now = duty.onDays.length === 0 || duty.onDays.includes(0)
  const whenVi = [now ? 'ngay tại chốt' : '', days.length > 0 ? `vào ngày thứ ${days.join(', ')}` : ''].filter(Boolean).join(' và ')
  const whenEn = [now ? 'here and now' : '', days.length > 0 ? `on day ${days.join(', ')}` : ''].filter(Boolean).join(' and ')
  const first = duty.priority === 'high'
  return {
    vi: `Lấy mẫu xét nghiệm ${whenVi}${first ? ', ưu tiên' : ''}; ${PAYERS_TEXT[duty.payer].vi}.`,
    en: `Take a test sample ${whenEn}${first ? ', with priority' : ''}; paid by ${PAYERS_TEXT[duty.payer].en}.`,
  }
}

const CONTROLLERS: Record<(Duty & { readonly kind: 'quarantine' })['controller'], Texts> = {
  'destination-commune': { vi: 'xã, phường nơi đến', en: 'the destination commune' },
  health: { vi: 'y tế', en: 'the health service' },
  facility: { vi: 'cơ sở cách ly', en: 'the facility' },
}

const PAYERS_TEXT: Record<Payer, Texts> = {
  traveller: { vi: 'tự trả chi phí', en: 'the traveller' },
  state: { vi: 'Nhà nước chi trả', en: 'the state' },
  employer: { vi: 'nơi sử dụng lao động chi trả', en: 'the employer' },
}

const RECEIVER_TEXTS: Record<Receiver, Texts> = {
  health: { vi: 'y tế', en: 'health' },
  police: { vi: 'công an', en: 'police' },
  'border-guard': { vi: 'biên phòng', en: 'border guard' },
  commune: { vi: 'xã, phường', en: 'the commune' },
  customs: { vi: 'hải quan', en: 'customs' },
  'secondary-desk': { vi: 'bàn kiểm tra thêm', en: 'the secondary desk' },
}

const VIOLATIONS: Record<ViolationKind, Texts> = {
  'no-declaration': { vi: 'không khai báo y tế', en: 'no declaration' },
  'false-declaration': { vi: 'khai báo không đúng', en: 'false declaration' },
  'quarantine-breach': { vi: 'vi phạm cách ly', en: 'breach of quarantine' },
  'no-mask': { vi: 'không đeo khẩu trang', en: 'no mask' },
  other: { vi: 'hành vi khác', en: 'other' },
}

function listVi(to: readonly Receiver[]): string {
  return to.map((receiver) => RECEIVER_TEXTS[receiver].vi).join(', ')
}

function listEn(to: readonly Receiver[]): string {
  return to.map((receiver) => RECEIVER_TEXTS[receiver].en).join(', ')
}
