import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** The page itself: what keeps it from working at all. */
export const APP_TEXTS = {
  appName: { vi: 'Chốt kiểm soát', en: 'Checkpoint' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  starting: { vi: 'Đang mở…', en: 'Starting…' },
  demoBanner: { vi: 'DỮ LIỆU THỬ: không dùng để kiểm soát thật', en: 'DEMO DATA: not for real control' },
  insecure: {
    vi: 'Trang này cần kết nối bảo mật (https) thì mới dùng được camera và bộ nhớ. Hãy mở bằng địa chỉ https mà bộ phận kỹ thuật cung cấp.',
    en: 'This page needs a secure connection (https) for the camera and the storage. Open it with the https address from technical support.',
  },
  storageBlocked: {
    vi: 'Trình duyệt không cho ghi vào bộ nhớ, nên không thể lưu lượt kiểm soát. Tắt chế độ ẩn danh, giải phóng bộ nhớ máy rồi tải lại trang.',
    en: 'The browser does not allow storage, so nothing scanned could be kept. Leave private mode, free some space, then reload.',
  },
  tooOld: {
    vi: 'Trình duyệt này quá cũ. Cập nhật Chrome hoặc Safari rồi mở lại.',
    en: 'This browser is too old. Update Chrome or Safari and open the page again.',
  },
  secondTab: {
    vi: 'Chốt đang mở ở một thẻ khác trên máy này',
    en: 'The kiosk is already open in another tab of this tablet',
  },
  secondTabHelp: {
    vi: 'Chỉ một thẻ được ghi sổ. Dùng thẻ kia, hoặc đóng thẻ kia lại: thẻ này sẽ tự tiếp tục.',
    en: 'Only one tab may write the log. Use the other one, or close it: this tab then goes on by itself.',
  },
  faultTitle: { vi: 'Máy gặp lỗi', en: 'The kiosk failed' },
  faultHelp: {
    vi: 'Kiểm tra người này bằng giấy tờ. Những lượt đã ghi vẫn còn trên máy. Bấm nút dưới đây để mở lại.',
    en: 'Check this person by the papers. What was recorded is still on the tablet. Press the button to start again.',
  },
  reload: { vi: 'Mở lại', en: 'Start again' },
} as const satisfies Record<string, Texts>
