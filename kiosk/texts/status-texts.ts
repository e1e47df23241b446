import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** The bar above: network, data, clock, and what keeps records from being sent. */
export const STATUS_TEXTS = {
  battery: { vi: 'Pin', en: 'Battery' },
  charging: { vi: 'đang sạc', en: 'charging' },
  batteryLow: { vi: 'Pin còn {percent} %: cắm sạc.', en: 'Battery at {percent} %: plug it in.' },
  online: { vi: 'Có mạng', en: 'Online' },
  offline: { vi: 'Mất mạng', en: 'Offline' },
  never: { vi: 'chưa có', en: 'never' },
  queue: { vi: 'chờ gửi', en: 'to send' },
  dataAge: { vi: 'Dữ liệu', en: 'Data' },
  version: { vi: 'bản', en: 'v.' },
  clockDoubtful: { vi: 'Kiểm tra ngày giờ', en: 'Check the date' },
  clockTitle: { vi: 'Ngày giờ này có đúng không?', en: 'Is this the right date and time?' },
  clockHelp: {
    vi: 'Đồng hồ máy đã nhảy hoặc máy tắt quá lâu, nên mọi mã đều phải kiểm tra thêm. So với đồng hồ khác. Nếu đúng, bấm xác nhận (được ghi vào sổ). Nếu sai, chỉnh giờ máy hoặc kết nối mạng.',
    en: 'The clock jumped or the tablet was off too long, so every code must be checked further. Compare with another clock. If right, confirm (this is logged). If wrong, set the tablet’s clock or connect to the network.',
  },
  clockConfirm: { vi: 'Đúng, dùng giờ này', en: 'Yes, use this time' },
  'stop-not-known-here': {
    vi: 'Máy chủ không nhận máy này nữa: cần đăng ký lại. Vẫn quét được, không mất lượt nào; báo phòng điều hành.',
    en: 'The server no longer knows this tablet: it needs re-enrolment. Scanning goes on and nothing is lost; tell the control room.',
  },
  'stop-fork': {
    vi: 'Sổ trên máy không khớp với máy chủ. Đã ngừng gửi để bảo vệ số liệu. Báo phòng điều hành và đăng ký lại máy.',
    en: 'This log does not match the server’s. Sending has stopped to protect the figures. Tell the control room and enrol again.',
  },
  'stop-broken-chain': {
    vi: 'Máy chủ báo chuỗi ghi bị đứt. Đã ngừng gửi, không xóa gì. Báo phòng điều hành và đăng ký lại máy.',
    en: 'The server says the chain of records is broken. Sending has stopped, nothing is deleted. Tell the control room and enrol again.',
  },
  'stop-records-missing': {
    vi: 'Máy chủ cần những bản ghi đã hết hạn lưu trên máy này. Báo phòng điều hành.',
    en: 'The server asks for records this tablet no longer keeps. Tell the control room.',
  },
  'stop-damaged': {
    vi: 'Có bản ghi trên máy bị hỏng nên tạm ngừng gửi, không xóa gì. Cần có mạng để mở sổ mới. Báo phòng điều hành.',
    en: 'A record on this tablet is damaged, so sending has stopped; nothing is deleted. The network is needed to open a new log. Tell the control room.',
  },
  'stop-revoked': {
    vi: 'Máy này đã bị thu hồi: dữ liệu của chốt và mã PIN đã xóa. Bản ghi chưa gửi vẫn còn trên máy. Báo phòng điều hành.',
    en: 'This tablet has been revoked: the checkpoint’s data and the PINs are gone. What was not sent is still on it. Tell the control room.',
  },
  'trouble-no-space': {
    vi: 'Ổ đĩa của máy chủ đã đầy nên chưa nhận được bản ghi. Cứ tiếp tục quét: máy giữ lại và tự gửi sau. Báo phòng điều hành.',
    en: 'The server’s disk is full and takes no records. Go on scanning: the tablet keeps them and sends them later. Tell the control room.',
  },
  'trouble-client-too-old': {
    vi: 'Ứng dụng trên máy này quá cũ so với máy chủ nên chưa gửi được bản ghi. Cứ tiếp tục quét; lúc vắng người và có mạng, hãy tải lại trang.',
    en: 'The app on this tablet is too old for the server, so no records are sent. Go on scanning; when nobody waits and the network is there, reload the page.',
  },
  'trouble-server-too-old': {
    vi: 'Máy chủ cũ hơn ứng dụng trên máy này nên chưa nhận được bản ghi. Cứ tiếp tục quét: máy tự gửi khi máy chủ được cập nhật.',
    en: 'The server is older than the app on this tablet and takes no records. Go on scanning: they are sent once the server is updated.',
  },
  'trouble-server-trouble': {
    vi: 'Máy chủ đang có trục trặc nên chưa nhận được bản ghi. Cứ tiếp tục quét: máy giữ lại và tự gửi sau.',
    en: 'The server has trouble and takes no records. Go on scanning: the tablet keeps them and sends them later.',
  },
  updateReady: { vi: 'Có bản mới: sẽ tự cập nhật khi rảnh', en: 'Update ready: installs when idle' },
} as const satisfies Record<string, Texts>
