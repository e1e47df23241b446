import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** What lies behind "more": patrol, queue, display, scanner. */
export const TOOL_TEXTS = {
  patrol: { vi: 'Tuần tra, đường mòn', en: 'Patrol, trail' },
  patrolHelp: {
    vi: 'Mỗi lượt quét sẽ ghi kèm nơi đang đứng. Dùng vị trí của máy, hoặc chọn xã, phường nếu máy không bắt được vị trí.',
    en: 'Each scan is recorded with where you stand. Use the tablet’s position, or choose the commune where it finds none.',
  },
  patrolPosition: { vi: 'Dùng vị trí của máy', en: 'Use the tablet’s position' },
  patrolPlace: { vi: 'Hoặc chọn nơi đang đứng', en: 'Or choose where you stand' },
  patrolEnd: { vi: 'Hết tuần tra', en: 'End the patrol' },
  patrolOff: { vi: 'Đang ở chốt cố định: không ghi vị trí', en: 'At the fixed checkpoint: no position is recorded' },
  patrolSeeking: { vi: 'Đang tìm vị trí…', en: 'Looking for the position…' },
  patrolNoPosition: { vi: 'Chưa có vị trí: hãy chọn xã, phường', en: 'No position: choose the commune' },
  queueTool: { vi: 'Hàng chờ', en: 'Queue' },
  queueTitle: { vi: 'Bao nhiêu người đang chờ?', en: 'How many are waiting?' },
  display: { vi: 'Hiển thị', en: 'Display' },
  dayTheme: { vi: 'Ngoài nắng (trắng, đậm)', en: 'In the sun (white, bold)' },
  largeLetters: { vi: 'Chữ to', en: 'Large letters' },
  fullScreen: { vi: 'Toàn màn hình', en: 'Full screen' },
  scannerTool: { vi: 'Máy quét cầm tay', en: 'Hand-held scanner' },
  scannerHelp: {
    vi: 'Máy quét kiểu bàn phím: cứ quét, không cần cài gì. Nếu bộ gõ tiếng Việt làm hỏng mã, máy sẽ báo. Máy quét cổng nối tiếp (COM, USB): bấm nút dưới đây và chọn cổng một lần.',
    en: 'A scanner that types: just scan, nothing to set up; if a Vietnamese input method alters a code, the tablet says so. A scanner on a serial port (COM, USB): tap below and choose the port once.',
  },
  scannerChoose: { vi: 'Chọn cổng máy quét', en: 'Choose the scanner’s port' },
  'scanner-none': { vi: 'Chưa nối máy quét cổng nối tiếp', en: 'No serial scanner connected' },
  'scanner-opening': { vi: 'Đang mở cổng…', en: 'Opening the port…' },
  'scanner-ready': { vi: 'Máy quét sẵn sàng', en: 'Scanner ready' },
  'scanner-lost': { vi: 'Mất máy quét: cắm lại dây, máy tự nối', en: 'Scanner lost: plug it in again, it reconnects by itself' },
  'scanner-refused': { vi: 'Chưa chọn cổng', en: 'No port was chosen' },
  scannerNotHere: {
    vi: 'Trình duyệt này không nối được máy quét cổng nối tiếp. Đặt máy quét sang kiểu bàn phím.',
    en: 'This browser cannot talk to serial scanners. Set the scanner to type like a keyboard.',
  },
  lineOuter: { vi: 'tuyến ngoài', en: 'outer line' },
  lineInner: { vi: 'tuyến trong', en: 'inner line' },
  formTool: { vi: 'Không có điện thoại', en: 'No phone' },
  paperTool: { vi: 'Nhập phiếu giấy', en: 'Key in a paper' },
  stateTool: { vi: 'Tình trạng máy', en: 'State of the tablet' },
  carryOpen: { vi: 'Mở tệp từ phòng điều hành', en: 'Open a file from the control room' },
  missingPartTitle: { vi: 'Chưa tải được', en: 'Not loaded' },
  missingPart: {
    vi: 'Phần này chưa có trên máy và không tải được. Kiểm tra mạng rồi mở lại.',
    en: 'This part is not on the tablet yet and could not be fetched. Check the network, then open it again.',
  },
} as const satisfies Record<string, Texts>
