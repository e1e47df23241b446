import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** By loading the page again, not by going back: what was typed is then sent as it was, and browsers empty a form that nobody may keep. */
export function busyFor(seconds: number): Texts {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  return {
    vi: `Đang có quá nhiều yêu cầu nên lần bấm này chưa được nhận. Giữ nguyên trang này, chờ ${minutes} phút rồi tải lại trang; nếu trình duyệt hỏi có gửi lại không, chọn có: những gì vừa nhập được gửi lại, không mất. Không chờ được thì cứ đến chốt: cán bộ sẽ khai giúp.`,
    en: `There are too many requests just now, and this press was not taken. Keep this page open, wait ${minutes} min and reload it; if the browser asks whether to send again, say yes: what you typed is sent again and not lost. If you cannot wait, come to the checkpoint: an officer will fill the form with you.`,
  }
}

export const BUSY = busyFor(60)

export const NO_COOKIES: Texts = {
  vi: 'Trình duyệt này không giữ cookie nên trang sau sẽ quên những gì đã khai ở trang trước. Cho phép cookie của trang này rồi khai lại, mở trang bằng trình duyệt khác, hoặc cứ đến chốt: cán bộ sẽ khai giúp.',
  en: 'This browser keeps no cookies, so each page would forget the one before. Allow cookies for this site, open it in another browser, or come to the checkpoint: an officer will fill the form with you.',
}

export const NOT_SENT: Texts = {
  vi: 'Chưa gửi được khai báo và chưa có mã QR. Những gì đã khai vẫn còn: quay lại trang trước, xem lại các mục rồi gửi lại.',
  en: 'The declaration was not sent and there is no QR code yet. Your answers are kept: go back, look them over and send again.',
}

export const LANE_FULL: Texts = {
  vi: 'Trang đang bị gửi dồn dập và hàng chờ cho trình duyệt không có JavaScript đã đầy. Những gì đã khai vẫn còn: chờ mười phút rồi quay lại trang trước và gửi lại, mở trang bằng trình duyệt có JavaScript, hoặc cứ đến chốt: cán bộ sẽ khai giúp.',
  en: 'The site is being flooded, and the queue for browsers without JavaScript is full. Your answers are kept: wait ten minutes, go back and send again, open the page in a browser with JavaScript, or come to the checkpoint: an officer will fill the form with you.',
}

export const NO_FORM: Texts = {
  vi: 'Không đọc được những gì trình duyệt gửi lên. Bấm nút quay lại của trình duyệt rồi gửi lại; nếu vẫn không được, dán danh sách vào ô thay vì chọn tệp.',
  en: 'What the browser sent cannot be read. Go back and send again; if it still fails, paste the list instead of choosing a file.',
}

/** Where a picture of a code was opened by itself. */
export const NO_PICTURE: Texts = {
  vi: 'Không tìm thấy mã QR này: đường dẫn thiếu chữ, khai báo đã được sửa hoặc rút, hoặc đã hết hạn và được xóa. <a href="/find">Tìm lại bằng mã ngắn và ngày sinh</a>, khai báo mới, hoặc cứ đến chốt: cán bộ sẽ khai giúp.',
  en: 'This QR code was not found: the link is incomplete, the declaration was corrected or withdrawn, or it has expired and was deleted. <a href="/find">Find it by its short code and your birth date</a>, declare anew, or come to the checkpoint: an officer will fill the form with you.',
}
