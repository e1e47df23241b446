import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { inLanguage } from './kiosk-texts.ts'

/** The state of the tablet, as it is read out to the control room. */
const STATE_TEXTS = {
  carryTool: { vi: 'Gửi nhận bằng tay', en: 'Carry by hand' },
  stateTitle: { vi: 'Tình trạng máy', en: 'State of the tablet' },
  stateContact: { vi: 'Liên lạc gần nhất', en: 'Last contact' },
  stateQueue: { vi: 'Bản ghi chờ gửi', en: 'Records to send' },
  stateOldLogs: { vi: 'Sổ cũ chưa gửi hết', en: 'Older logs not all sent' },
  stateClock: { vi: 'Đồng hồ', en: 'Clock' },
  stateClockSure: { vi: 'chắc chắn', en: 'sure' },
  stateBattery: { vi: 'Pin', en: 'Battery' },
  stateUnknown: { vi: 'không rõ', en: 'not known' },
  stateStorage: { vi: 'Bộ nhớ được giữ', en: 'Storage is kept' },
  stateYes: { vi: 'có', en: 'yes' },
  stateNo: { vi: 'không: cài trang như ứng dụng', en: 'no: install the page as an app' },
  stateApp: { vi: 'Ứng dụng', en: 'App' },
  stateKiosk: { vi: 'Máy / sổ', en: 'Kiosk / log' },
  stateUpdate: { vi: 'Bản mới đang chờ', en: 'An update is waiting' },
  statePart: { vi: 'Phần dữ liệu', en: 'Part of the data' },
  stateVersion: { vi: 'Bản', en: 'Version' },
  stateAge: { vi: 'Tuổi', en: 'Age' },
} as const satisfies Record<string, Texts>

/** These come late, with the panel that says them. */
export function stateText(key: keyof typeof STATE_TEXTS): string {
  return inLanguage(STATE_TEXTS[key])
}
