import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

export const BUSY: Texts = {
  vi: 'Đang có quá nhiều yêu cầu. Chờ một phút rồi bấm nút quay lại của trình duyệt và gửi lại; những gì đã khai vẫn còn.',
  en: 'Too many requests just now. Wait a minute, go back in your browser and send again; your answers are kept.',
}

export const NO_COOKIES: Texts = {
  vi: 'Trình duyệt này không giữ cookie nên trang sau sẽ quên những gì đã khai ở trang trước. Cho phép cookie của trang này rồi khai lại, mở trang bằng trình duyệt khác, hoặc cứ đến chốt: cán bộ sẽ khai giúp.',
  en: 'This browser keeps no cookies, so each page would forget the one before. Allow cookies for this site, open it in another browser, or come to the checkpoint: an officer will fill the form with you.',
}

export const NOT_SENT: Texts = {
  vi: 'Chưa gửi được khai báo và chưa có mã QR. Những gì đã khai vẫn còn: quay lại trang trước, xem lại các mục rồi gửi lại.',
  en: 'The declaration was not sent and there is no QR code yet. Your answers are kept: go back, look them over and send again.',
}
