import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** Enrolling the tablet. */
export const ENROL_TEXTS = {
  enrolTitle: { vi: 'Đăng ký máy tính bảng này', en: 'Enrol this tablet' },
  enrolHelp: {
    vi: 'Xin liên kết đăng ký ở phòng điều hành. Mở liên kết trên máy này, hoặc dán vào ô dưới đây. Mỗi liên kết chỉ dùng được một lần.',
    en: 'Ask the control room for an enrolment link. Open it on this tablet or paste it below. Each link works once.',
  },
  enrolLabel: { vi: 'Liên kết hoặc mã đăng ký', en: 'Enrolment link or code' },
  enrolButton: { vi: 'Đăng ký máy', en: 'Enrol' },
  enrolling: { vi: 'Đang đăng ký…', en: 'Enrolling…' },
  enrolDone: { vi: 'Máy đã đăng ký', en: 'Tablet enrolled' },
  enrolAgainTitle: { vi: 'Đăng ký lại máy này?', en: 'Enrol this tablet again?' },
  enrolAgainHelp: {
    vi: 'Máy đã đăng ký từ trước. Sổ cũ được giữ lại; những lượt chưa gửi của sổ cũ sẽ được gửi trước, dưới tên đăng ký cũ.',
    en: 'This tablet is enrolled already. Its old log is kept; what has not been sent from it goes first, under the old enrolment.',
  },
  checkNumberTitle: { vi: 'Đọc số này cho phòng điều hành', en: 'Read this number to the control room' },
  checkNumberHelp: {
    vi: 'Màn hình ở phòng điều hành phải hiện đúng số này. Khi họ xác nhận, máy tự chạy tiếp. Nếu hai số khác nhau: dừng lại và xin liên kết mới.',
    en: 'The screen in the control room must show the same number. Once they confirm, the tablet goes on by itself. If the two differ: stop, and ask for a new link.',
  },
  checkNumberStop: { vi: 'Dừng đăng ký', en: 'Stop enrolling' },
  storageLost: {
    vi: 'Bộ nhớ của trang đã bị xóa: máy này từng là máy {kiosk}. Những lượt chưa gửi có thể đã mất. Xin phòng điều hành liên kết “Đăng ký lại” cho đúng máy này.',
    en: 'The storage of this page was cleared: this tablet was kiosk {kiosk}. What had not been sent may be lost. Ask the control room for an “Enrol again” link for this very kiosk.',
  },
  enrolThis: { vi: 'Đăng ký lại máy', en: 'Enrol this tablet again' },
  damageTitle: { vi: 'Có bản ghi trên máy bị hỏng', en: 'Records on this tablet are damaged' },
  damageHelp: {
    vi: 'Bộ nhớ của máy đã làm hỏng hoặc mất bản ghi dưới đây. Máy đã mở sổ mới, ghi rõ phần bị mất và giữ lại mọi bản ghi còn nguyên. Báo phòng điều hành; nếu còn lặp lại, hãy đổi máy.',
    en: 'This tablet’s storage has damaged or lost the records below. It has opened a new log that says what is lost and keeps every record that is whole. Tell the control room; if it happens again, change the tablet.',
  },
  damageWhich: { vi: 'Sổ / bản ghi:', en: 'Log / records:' },
  damageSeen: { vi: 'Đã đọc, tiếp tục', en: 'I have read this; go on' },
  keepEnrolment: { vi: 'Giữ như cũ', en: 'Keep as it is' },
  'enrol-not-a-link': {
    vi: 'Đây không phải liên kết đăng ký. Liên kết có dạng …/kiosk/#enrol=… Hãy chép lại cho đủ.',
    en: 'This is no enrolment link. It looks like …/kiosk/#enrol=… Copy it again, whole.',
  },
  'enrol-unreachable': {
    vi: 'Không kết nối được máy chủ. Kiểm tra mạng rồi bấm lại: liên kết vẫn còn dùng được.',
    en: 'The server cannot be reached. Check the network and press again: the link is still good.',
  },
  'enrol-link-used-or-expired': {
    vi: 'Liên kết đã được dùng hoặc đã hết hạn. Xin phòng điều hành một liên kết mới.',
    en: 'This link was used already or has expired. Ask the control room for a new one.',
  },
  'enrol-too-many-tries': { vi: 'Thử quá nhiều lần. Chờ một phút rồi thử lại.', en: 'Too many tries. Wait a minute, then try again.' },
  'enrol-app-too-old': {
    vi: 'Trang đã cũ so với máy chủ. Tải lại trang rồi đăng ký.',
    en: 'This page is older than the server. Reload it, then enrol.',
  },
  'enrol-server-trouble': {
    vi: 'Máy chủ trả lời không đúng. Thử lại sau; nếu vẫn lỗi, báo bộ phận kỹ thuật.',
    en: 'The server gave no proper answer. Try later; if it stays, tell technical support.',
  },
  waitingTitle: { vi: 'Đang nhận quy định và khóa của chốt', en: 'Getting the rules and keys of the checkpoint' },
  waitingHelp: {
    vi: 'Cần mạng cho lần đầu này. Sau đó máy làm việc được cả khi mất mạng.',
    en: 'This first time needs the network. Afterwards the tablet works without.',
  },
  waitingOffline: {
    vi: 'Đang liên lạc với máy chủ. Nếu chưa được, hãy kiểm tra mạng; máy tự thử lại…',
    en: 'Contacting the server. If it takes long, check the network; the tablet tries again by itself…',
  },
  bundleRefused: {
    vi: 'Bộ dữ liệu nhận được không hợp lệ và đã bị từ chối. Máy giữ bộ cũ. Báo bộ phận kỹ thuật.',
    en: 'The data received was not valid and was refused. The tablet keeps what it had. Tell technical support.',
  },
} as const satisfies Record<string, Texts>
