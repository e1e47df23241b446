import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** Beginning and ending a shift. */
export const SHIFT_TEXTS = {
  shiftTitle: { vi: 'Bắt đầu ca trực', en: 'Start your shift' },
  whoAreYou: { vi: 'Cán bộ trực', en: 'Officer on duty' },
  pickName: { vi: 'Chọn tên', en: 'Choose your name' },
  pin: { vi: 'Mã PIN', en: 'PIN' },
  startShift: { vi: 'Vào ca', en: 'Start shift' },
  checking: { vi: 'Đang kiểm tra…', en: 'Checking…' },
  noOfficers: {
    vi: 'Chốt này chưa có cán bộ nào. Phòng điều hành cần thêm cán bộ cho chốt.',
    en: 'No officer is assigned here. The control room must assign some.',
  },
  'pin-malformed': { vi: 'Mã PIN gồm 4 đến 8 chữ số.', en: 'A PIN has 4 to 8 digits.' },
  'pin-wrong-pin': { vi: 'Mã PIN không đúng. Thử lại.', en: 'Wrong PIN. Try again.' },
  'pin-locked': {
    vi: 'Đã khóa vì sai quá nhiều lần. Cần có mạng và mã PIN đúng để mở; nếu vẫn bị khóa, liên hệ phòng điều hành.',
    en: 'Locked after too many wrong PINs. The network and the right PIN unlock it; if it stays locked, call the control room.',
  },
  'pin-not-assigned': {
    vi: 'Tên này không trực ở chốt này hoặc chưa có mã PIN. Liên hệ phòng điều hành.',
    en: 'This name is not assigned here or has no PIN yet. Call the control room.',
  },
  'pin-first-login-needs-network': {
    vi: 'Lần đầu vào ca trên máy này cần có mạng. Kiểm tra mạng rồi thử lại, hoặc nhập một mã dùng một lần trong phong bì niêm phong.',
    en: 'Your first shift on this tablet needs the network. Check it and try again, or type a one-time code from the sealed envelope.',
  },
  'pin-codes-locked': {
    vi: 'Mã dùng một lần đã bị khóa vì sai quá nhiều lần. Cần có mạng và mã PIN, hoặc một phong bì mới.',
    en: 'One-time codes are locked after too many wrong ones. The network and a PIN are needed, or a new envelope.',
  },
  'pin-not-known-here': {
    vi: 'Máy chủ không nhận máy này nữa. Cần đăng ký lại máy rồi mới vào ca được.',
    en: 'The server no longer knows this tablet. Enrol it again before starting a shift.',
  },
  'pin-server-trouble': { vi: 'Máy chủ đang có trục trặc. Thử lại sau ít phút.', en: 'The server has trouble. Try again in a few minutes.' },
  'pin-empty': { vi: 'Chọn tên và nhập mã PIN.', en: 'Choose your name and enter your PIN.' },
  endShift: { vi: 'Hết ca', en: 'End shift' },
  endTitle: { vi: 'Kết thúc ca trực?', en: 'End the shift?' },
  endDecisions: { vi: 'Lượt đã quyết định', en: 'Decisions made' },
  endOpen: { vi: 'Lượt còn bỏ ngỏ', en: 'Scans still open' },
  endQueued: { vi: 'Bản ghi chờ gửi', en: 'Records waiting to be sent' },
  endOpenDecide: { vi: 'Xử lý các lượt bỏ ngỏ', en: 'Decide the open scans' },
  endOpenHelp: { vi: 'Nên xử lý các lượt bỏ ngỏ trước khi bàn giao.', en: 'Better decide the open scans before handing over.' },
  endOpenMore: { vi: 'và {n} lượt cũ hơn', en: 'and {n} older ones' },
  handOverNote: { vi: 'Lời nhắn cho ca sau (chỉ lưu trên máy này)', en: 'A word for the next shift (stays on this tablet)' },
  handedOver: { vi: 'Ca trước bàn giao', en: 'Handed over by' },
  back: { vi: 'Quay lại màn hình quét', en: 'Back to scanning' },
} as const satisfies Record<string, Texts>
