import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** The picture and the tools under it. */
export const SCAN_TEXTS = {
  prompt: { vi: 'Đưa mã QR vào khung', en: 'Hold the QR code in the frame' },
  promptHelp: { vi: 'Cách camera khoảng 15–25 cm, giữ yên một giây', en: 'About 15–25 cm from the camera, still for a second' },
  lane: { vi: 'Làn', en: 'Lane' },
  entry: { vi: 'VÀO', en: 'IN' },
  exit: { vi: 'RA', en: 'OUT' },
  typeCode: { vi: 'Nhập mã', en: 'Type a code' },
  typeShortCode: {
    vi: 'Không có mạng nên chưa tra được mã ngắn; mã ngắn không chứng minh được gì. Xin mã QR trên màn hình hoặc trên giấy, hoặc khai nhanh tại chốt (khoảng một phút).',
    en: 'There is no network, and a short code proves nothing without it. Ask for the QR code on screen or paper, or use the one-minute form here.',
  },
  shortCodeAsking: { vi: 'Đang tra mã ngắn…', en: 'Looking the short code up…' },
  shortCodeUnknown: {
    vi: 'Không có tờ khai nào mang mã ngắn này. Xem lại từng chữ, xin mã QR, hoặc khai nhanh tại chốt (khoảng một phút).',
    en: 'No declaration has this short code. Check each letter, ask for the QR code, or use the one-minute form here.',
  },
  shortCodeTooMany: {
    vi: 'Máy này đã tra quá nhiều mã ngắn. Chờ vài phút, hoặc xin mã QR.',
    en: 'This tablet has looked up too many short codes. Wait a few minutes, or ask for the QR code.',
  },
  typeLabel: { vi: 'Dán hoặc gõ nội dung mã', en: 'Paste or type the code' },
  typeHelp: { vi: 'Máy quét cầm tay: cứ quét, không cần bấm vào ô này.', en: 'Hand-held scanner: just scan, no need to tap this box.' },
  check: { vi: 'Kiểm tra', en: 'Check' },
  noCode: { vi: 'Không có mã', en: 'No code' },
  switchCamera: { vi: 'Đổi camera', en: 'Switch camera' },
  torchOn: { vi: 'Bật đèn', en: 'Light on' },
  torchOff: { vi: 'Tắt đèn', en: 'Light off' },
  cameraStarting: { vi: 'Đang mở camera…', en: 'Opening the camera…' },
  'camera-refused': { vi: 'Camera đang bị chặn', en: 'The camera is blocked' },
  'camera-refused-help': {
    vi: 'Bấm biểu tượng ổ khoá cạnh địa chỉ trang, cho phép Camera, rồi bấm “Thử lại”.',
    en: 'Press the lock beside the address, allow Camera, then press “Try again”.',
  },
  'camera-none': { vi: 'Không tìm thấy camera', en: 'No camera found' },
  'camera-none-help': { vi: 'Cắm camera rồi bấm “Thử lại”.', en: 'Plug a camera in, then press “Try again”.' },
  'camera-busy': { vi: 'Camera đang bận', en: 'The camera is busy' },
  'camera-busy-help': {
    vi: 'Đóng ứng dụng khác đang dùng camera rồi bấm “Thử lại”.',
    en: 'Close the other app that uses it, then press “Try again”.',
  },
  'camera-lost': { vi: 'Mất camera', en: 'The camera went away' },
  'camera-lost-help': { vi: 'Kiểm tra dây camera rồi bấm “Thử lại”.', en: 'Check its cable, then press “Try again”.' },
  'camera-decoder': { vi: 'Không đọc được mã trên máy này', en: 'This tablet cannot decode codes' },
  'camera-decoder-help': { vi: 'Tải lại trang. Nếu vẫn lỗi, cập nhật trình duyệt.', en: 'Reload the page. If it stays, update the browser.' },
  meanwhile: {
    vi: 'Vẫn làm việc được: dùng máy quét cầm tay hoặc nút “Nhập mã”.',
    en: 'Work goes on: use a hand-held scanner or “Type a code”.',
  },
  retry: { vi: 'Thử lại', en: 'Try again' },
  justRead: { vi: 'Mã này vừa được xét xong', en: 'This code was judged a moment ago' },
  recorded: { vi: 'Đã ghi quyết định', en: 'Decision recorded' },
  noted: { vi: 'Đã ghi', en: 'Noted' },
  annulled: { vi: 'Đã huỷ quyết định', en: 'Decision annulled' },
  keyboardAltered: {
    vi: 'Bộ gõ tiếng Việt đã làm hỏng mã. Chuyển bàn phím sang tiếng Anh rồi quét lại.',
    en: 'A Vietnamese input method altered the code. Switch the keyboard to English and scan again.',
  },
  storageFault: {
    vi: 'KHÔNG GHI ĐƯỢC VÀO BỘ NHỚ. Ghi sổ giấy và báo bộ phận kỹ thuật ngay.',
    en: 'STORAGE CANNOT BE WRITTEN. Keep a paper log and tell technical support now.',
  },
  openScans: { vi: 'Bỏ ngỏ', en: 'Open' },
  openScansTitle: { vi: 'Lượt quét chưa quyết định', en: 'Scans without a decision' },
  noOpenScans: { vi: 'Không có lượt nào bỏ ngỏ.', en: 'No scan is open.' },
  lastDecisions: { vi: 'Quyết định trong 15 phút qua', en: 'Decisions of the last 15 minutes' },
  annulThis: { vi: 'Huỷ quyết định này', en: 'Annul this decision' },
  annulHelp: {
    vi: 'Bấm vào một lượt để huỷ. Cần ghi lý do; lượt đó lại mở để quyết định lại.',
    en: 'Tap one to annul it. A reason is needed; it is then open to be decided again.',
  },
} as const satisfies Record<string, Texts>
