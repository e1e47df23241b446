import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** Confirming a tablet, enrolling it again, taking it out of service. */
export const DEVICE_TEXTS = {
  'enrolment-waiting': { vi: 'Chưa có máy nào mở đường dẫn này.', en: 'No tablet has opened this link yet.' },
  'enrolment-confirmed': { vi: 'Đã xác nhận: máy sẽ tự chạy tiếp trong vài giây.', en: 'Confirmed: the tablet goes on by itself within seconds.' },
  'enrolment-enrolled': { vi: 'Máy đã được thêm.', en: 'The tablet is enrolled.' },
  'enrolment-refused': { vi: 'Đã từ chối: đường dẫn này không còn dùng được.', en: 'Refused: this link is no longer good.' },
  'enrolment-expired': { vi: 'Đường dẫn đã hết hạn.', en: 'The link has expired.' },
  'confirm-about': {
    vi: 'Một máy đang xin đăng ký. Hỏi người cầm máy: trên màn hình máy có đúng số này không?',
    en: 'A tablet asks to be enrolled. Ask whoever holds it: does its screen show this very number?',
  },
  'confirm-yes': { vi: 'Đúng số này: cho vào', en: 'The same number: let it in' },
  'confirm-no': { vi: 'Số khác: từ chối', en: 'Another number: refuse' },
  'enrol-again': { vi: 'Đăng ký lại', en: 'Enrol again' },
  'enrol-kiosk-again': { vi: 'Đăng ký lại máy {kiosk}', en: 'Enrol again: tablet {kiosk}' },
  'enrol-again-about': {
    vi: 'Máy mở đường dẫn này sẽ lại là máy {kiosk}, với sổ mới. Nếu máy đã mất bộ nhớ, phần chưa gửi được ghi nhận là đã mất.',
    en: 'The tablet that opens this link becomes {kiosk} again, with a new log. Where its storage is gone, what was not sent is noted as lost.',
  },
  'revoke-why': { vi: 'Vì sao?', en: 'Why?' },
  'revoke-as-stolen': {
    vi: 'Mất hoặc bị lấy cắp: bản ghi gửi sau này để riêng, không tính.',
    en: 'Lost or stolen: what it sends later is set aside and not counted.',
  },
  'revoke-as-retired': {
    vi: 'Ngừng dùng hoặc chuyển đi: bản ghi còn lại vẫn được nhận và tính.',
    en: 'Retired or moved: what it still holds is taken and counted.',
  },
} as const satisfies Record<string, Texts>
