import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { inLanguage } from './kiosk-texts.ts'

/** Bundles in and records out by hand. */
const CARRY_TEXTS = {
  carryTitle: { vi: 'Không có mạng: gửi nhận bằng tay', en: 'No network: carry by hand' },
  carryHelp: {
    vi: 'Lưu bản ghi ra USB và mang về phòng điều hành; mở tệp họ đưa lại trên máy này. Dùng mã QR cũng được: đưa lần lượt các mã trước camera ở màn hình quét, thứ tự nào cũng được.',
    en: 'Save the records to a stick and take it to the control room; open the file they give you on this tablet. QR codes do as well: hold them before the camera on the scanning screen, in any order.',
  },
  carrySave: { vi: 'Lưu bản ghi ra tệp', en: 'Save the records to a file' },
  carryShow: { vi: 'Hiện bản ghi bằng mã QR', en: 'Show the records as QR codes' },
  carryHide: { vi: 'Ẩn mã QR', en: 'Hide the QR codes' },
  carryNothing: { vi: 'Máy chưa đăng ký nên chưa có bản ghi nào.', en: 'This tablet is not enrolled and has no records.' },
  carryProgress: { vi: 'Đã đọc {have}/{count} mã', en: '{have} of {count} codes read' },
  'carried-bundle': { vi: 'Đã nhận bộ dữ liệu bản {n}.', en: 'Data version {n} taken.' },
  'carried-receipt': { vi: 'Đã nhận biên nhận: máy chủ giữ thêm {n} bản ghi.', en: 'Receipt taken: the server now holds {n} more records.' },
  'carried-enrolled': {
    vi: 'Đã mở phong bì: máy làm việc được, dù chưa có mạng.',
    en: 'Envelope opened: the tablet works, though no network is there.',
  },
  'carried-codes': { vi: 'Đã nhận {n} mã dùng một lần.', en: '{n} one-time codes taken.' },
  'carry-not-a-letter': {
    vi: 'Tệp này không đủ hoặc không phải tệp của hệ thống. Không có gì thay đổi. Hãy chép lại tệp.',
    en: 'This file is not whole, or not a file of this system. Nothing has changed. Copy it again.',
  },
  'carry-newer': {
    vi: 'Tệp này do phiên bản mới hơn tạo ra. Hãy cập nhật ứng dụng trên máy.',
    en: 'This file was made by a newer version. Update the app on this tablet.',
  },
  'carry-not-enrolled': {
    vi: 'Máy chưa đăng ký. Trước hết hãy đăng ký bằng liên kết hoặc mở phong bì niêm phong.',
    en: 'This tablet is not enrolled. First enrol it by a link, or open a sealed envelope.',
  },
  'carry-already-enrolled': {
    vi: 'Máy này đã đăng ký: phong bì chỉ dùng cho máy mới. Không có gì thay đổi.',
    en: 'This tablet is enrolled already: an envelope is for a new one. Nothing has changed.',
  },
  'carry-wrong-checkpoint': {
    vi: 'Tệp này dành cho chốt khác. Không có gì thay đổi.',
    en: 'This file is for another checkpoint. Nothing has changed.',
  },
  'carry-wrong-kiosk': { vi: 'Biên nhận này của máy khác. Không có gì thay đổi.', en: 'This receipt is for another tablet. Nothing has changed.' },
  'carry-older-version': {
    vi: 'Bộ dữ liệu này cũ hơn bộ đang dùng. Máy giữ bộ đang dùng.',
    en: 'This data is older than what the tablet has. It keeps what it has.',
  },
  'carry-forged': {
    vi: 'Chữ ký không đúng: tệp đã bị sửa hoặc không phải của máy chủ này. Không có gì thay đổi. Báo phòng điều hành.',
    en: 'The signature is wrong: the file was altered, or is not of this server. Nothing has changed. Tell the control room.',
  },
  'carry-other-log': {
    vi: 'Biên nhận không khớp với sổ trên máy này. Không có gì thay đổi. Báo phòng điều hành.',
    en: 'The receipt does not fit the log on this tablet. Nothing has changed. Tell the control room.',
  },
  'carry-for-the-server': {
    vi: 'Đây là tệp bản ghi của máy quét: hãy mang về phòng điều hành.',
    en: 'This is a tablet’s own record file: take it to the control room.',
  },
  'carry-unusable': {
    vi: 'Ứng dụng trên máy quá cũ để dùng bộ dữ liệu này. Hãy cập nhật.',
    en: 'The app on this tablet is too old for this data. Update it.',
  },
  'carry-other-letter': {
    vi: 'Mã này thuộc một bộ mã khác: bỏ qua. Hãy quét tiếp bộ đang đọc.',
    en: 'This code belongs to another sequence and is left out. Go on with the one being read.',
  },
  'carry-altered': { vi: 'Bộ mã không khớp: hãy quét lại từ đầu.', en: 'The sequence does not fit: scan it again from the start.' },
  'carry-cannot-unpack': {
    vi: 'Trình duyệt này không giải nén được mã QR. Hãy dùng tệp thay cho mã.',
    en: 'This browser cannot unpack QR sequences. Use the file instead.',
  },
} as const satisfies Record<string, Texts>

/** These come late, with what says them. */
export function carryText(key: keyof typeof CARRY_TEXTS): string {
  return inLanguage(CARRY_TEXTS[key])
}
