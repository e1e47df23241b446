import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Days, DutyTemplate, Ruleset } from '../../shared/rules/ruleset.ts'

/** What a rule demands afterwards, in words; numbers of days with the parameter they come from. */
export function dutyWords(duty: DutyTemplate, parameters: Ruleset['parameters'], language: Language): string {
  const words = wordsOf(duty, parameters)
  return words[language]
}

function wordsOf(duty: DutyTemplate, parameters: Ruleset['parameters']): Texts {
  switch (duty.kind) {
    case 'quarantine':
      return quarantineWords(duty, parameters)
    case 'sample': {
      const days = duty.onDays.map((day) => daysText(day, parameters)).join(', ')
      const [payer, priority] = [WORDS[duty.payer], WORDS[duty.priority]]
      return {
        vi: `lấy mẫu xét nghiệm ngày thứ ${days}, ưu tiên ${priority.vi}, ${payer.vi} trả phí`,
        en: `sample on days ${days}, ${priority.en} priority, paid by ${payer.en}`,
      }
    }
    case 'hand-over':
      return { vi: `bàn giao cho ${listed(duty.to, 'vi')}`, en: `hand over to ${listed(duty.to, 'en')}` }
    case 'follow-up':
      return { vi: `báo để theo dõi: ${listed(duty.to, 'vi')}`, en: `follow up by ${listed(duty.to, 'en')}` }
    case 'record-violation': {
      const { vi, en } = WORDS[duty.violation]
      return duty.draft
        ? { vi: `lập biên bản (dự thảo, phải có người xác nhận): ${vi}`, en: `record a violation (draft, a person confirms it): ${en}` }
        : { vi: `lập biên bản: ${vi}`, en: `record a violation: ${en}` }
    }
    case 'advise':
      return { vi: `khuyên: ${duty.text.vi}`, en: `advise: ${duty.text.en}` }
    default:
      return WORDS[duty.kind]
  }
}

function quarantineWords(duty: Extract<DutyTemplate, { readonly kind: 'quarantine' }>, parameters: Ruleset['parameters']): Texts {
  const { anchor, kinds } = duty
  const days = daysText(duty.days, parameters)
  const from =
    anchor.from === 'crossing'
      ? { vi: 'ngày qua chốt', en: 'the day of crossing' }
      : { vi: `ngày cuối ở vùng loại ${anchor.zoneKinds.join(', ')}`, en: `the last day in a zone of kind ${anchor.zoneKinds.join(', ')}` }
  const [payer, controller] = [WORDS[duty.payer], WORDS[duty.controller]]
  return {
    vi: `cách ly ${kinds.map((kind) => WORDS[kind].vi).join(' hoặc ')}, đủ ${days} ngày tính từ ${from.vi}, ${payer.vi} trả phí, ${controller.vi} quản lý`,
    en: `quarantine ${kinds.map((kind) => WORDS[kind].en).join(' or ')}, ${days} days counted from ${from.en}, paid by ${payer.en}, controlled by ${controller.en}`,
  }
}

function daysText(days: Days, parameters: Ruleset['parameters']): string {
  return typeof days === 'number' ? String(days) : `${String(parameters[days.parameter])} (${days.parameter})`
}

function listed(receivers: readonly (keyof typeof WORDS)[], language: Language): string {
  return receivers.map((receiver) => WORDS[receiver][language]).join(', ')
}

const WORDS = {
  facility: { vi: 'tại cơ sở tập trung', en: 'in a facility' },
  home: { vi: 'tại nhà', en: 'at home' },
  traveller: { vi: 'người qua chốt', en: 'the traveller' },
  state: { vi: 'Nhà nước', en: 'the state' },
  employer: { vi: 'người sử dụng lao động', en: 'the employer' },
  normal: { vi: 'thường', en: 'normal' },
  high: { vi: 'cao', en: 'high' },
  'destination-commune': { vi: 'xã, phường nơi đến', en: 'the commune of destination' },
  health: { vi: 'y tế', en: 'health' },
  police: { vi: 'công an', en: 'police' },
  'border-guard': { vi: 'bộ đội biên phòng', en: 'border guard' },
  commune: { vi: 'xã, phường', en: 'the commune' },
  customs: { vi: 'hải quan', en: 'customs' },
  'secondary-desk': { vi: 'bàn kiểm tra thứ hai', en: 'the second desk' },
  'no-declaration': { vi: 'không khai báo', en: 'no declaration' },
  'false-declaration': { vi: 'khai báo không đúng', en: 'false declaration' },
  'quarantine-breach': { vi: 'trốn cách ly, phong tỏa', en: 'breach of quarantine' },
  'no-mask': { vi: 'không đeo khẩu trang', en: 'no mask' },
  other: { vi: 'vi phạm khác', en: 'another violation' },
  'isolate-now': { vi: 'cách ly tạm thời ngay tại chốt', en: 'isolate at once' },
  disinfect: { vi: 'khử khuẩn', en: 'disinfect' },
  'not-cleared-for-work': { vi: 'chưa được vào nơi làm việc', en: 'not cleared for work' },
} as const
