import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { language } from '../kiosk-state.ts'

/** Everything the tablet says outside a verdict's own reasons. */
export const KIOSK_TEXTS = {
  appName: { vi: 'Chốt kiểm soát', en: 'Checkpoint' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  starting: { vi: 'Đang mở…', en: 'Starting…' },
  demoBanner: { vi: 'DỮ LIỆU THỬ: không dùng để kiểm soát thật', en: 'DEMO DATA: not for real control' },
  // obstacles
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
  // enrolment
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
    vi: 'Máy đã đăng ký từ trước. Sổ cũ được giữ lại trên máy, nhưng những lượt chưa gửi của sổ cũ sẽ không tự gửi nữa.',
    en: 'This tablet is enrolled already. Its old log stays on the tablet, but what has not been sent from it will not be sent by itself any more.',
  },
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
  waitingTitle: { vi: 'Đang nhận quy định và khoá của chốt', en: 'Getting the rules and keys of the checkpoint' },
  waitingHelp: {
    vi: 'Cần mạng cho lần đầu này. Sau đó máy làm việc được cả khi mất mạng.',
    en: 'This first time needs the network. Afterwards the tablet works without.',
  },
  waitingOffline: { vi: 'Chưa kết nối được máy chủ, đang thử lại…', en: 'The server cannot be reached yet, trying again…' },
  bundleRefused: {
    vi: 'Bộ dữ liệu nhận được không hợp lệ và đã bị từ chối. Máy giữ bộ cũ. Báo bộ phận kỹ thuật.',
    en: 'The data received was not valid and was refused. The tablet keeps what it had. Tell technical support.',
  },
  // shift
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
    vi: 'Đã khoá vì sai quá nhiều lần. Cần có mạng và mã PIN đúng để mở; nếu vẫn bị khoá, liên hệ phòng điều hành.',
    en: 'Locked after too many wrong PINs. The network and the right PIN unlock it; if it stays locked, call the control room.',
  },
  'pin-not-assigned': {
    vi: 'Tên này không trực ở chốt này hoặc chưa có mã PIN. Liên hệ phòng điều hành.',
    en: 'This name is not assigned here or has no PIN yet. Call the control room.',
  },
  'pin-first-login-needs-network': {
    vi: 'Lần đầu vào ca trên máy này cần có mạng. Kiểm tra mạng rồi thử lại.',
    en: 'Your first shift on this tablet needs the network. Check it and try again.',
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
  endOpenHelp: { vi: 'Nên xử lý các lượt bỏ ngỏ trước khi bàn giao.', en: 'Better decide the open scans before handing over.' },
  back: { vi: 'Quay lại màn hình quét', en: 'Back to scanning' },
  // scanning
  prompt: { vi: 'Đưa mã QR vào khung', en: 'Hold the QR code in the frame' },
  promptHelp: { vi: 'Cách camera khoảng 15–25 cm, giữ yên một giây', en: 'About 15–25 cm from the camera, still for a second' },
  lane: { vi: 'Làn', en: 'Lane' },
  entry: { vi: 'VÀO', en: 'IN' },
  exit: { vi: 'RA', en: 'OUT' },
  typeCode: { vi: 'Nhập mã', en: 'Type a code' },
  typeShortCode: {
    vi: 'Đây là mã ngắn. Máy này chưa tra được mã ngắn: xin mã QR trên màn hình hoặc trên giấy, hoặc bấm “Không có mã”.',
    en: 'This is a short code. This tablet cannot look it up yet: ask for the QR code on screen or paper, or tap “No code”.',
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
  lastDecision: { vi: 'Quyết định gần nhất', en: 'Latest decision' },
  annulLast: { vi: 'Huỷ quyết định này', en: 'Annul this decision' },
  annulHelp: { vi: 'Huỷ được trong vòng 15 phút. Cần ghi lý do.', en: 'Possible within 15 minutes. A reason is needed.' },
  // status
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
    vi: 'Máy chủ báo chuỗi ghi bị đứt. Đã ngừng gửi, không xoá gì. Báo phòng điều hành và đăng ký lại máy.',
    en: 'The server says the chain of records is broken. Sending has stopped, nothing is deleted. Tell the control room and enrol again.',
  },
  'stop-records-missing': {
    vi: 'Máy chủ cần những bản ghi đã hết hạn lưu trên máy này. Báo phòng điều hành.',
    en: 'The server asks for records this tablet no longer keeps. Tell the control room.',
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
  // verdict
  bornIn: { vi: 'sinh', en: 'born' },
  document: { vi: 'Giấy tờ', en: 'Document' },
  documentEnds: { vi: 'đuôi', en: 'ending' },
  noDocument: { vi: 'không có giấy tờ', en: 'no document' },
  residence: { vi: 'Thường trú', en: 'Residence' },
  plate: { vi: 'Biển số', en: 'Plate' },
  from: { vi: 'Từ', en: 'From' },
  to: { vi: 'Đến', en: 'To' },
  unreadable: { vi: 'Mã không mở được', en: 'The code did not open' },
  withoutCode: { vi: 'Người không có mã', en: 'Person without a code' },
  revised: { vi: 'Đã sửa khai báo sau khi xem trước kết quả', en: 'Answers were changed after the preview' },
  law: { vi: 'Căn cứ', en: 'Basis' },
  duties: { vi: 'Việc phải làm', en: 'What must be done' },
  otherReasons: { vi: 'Lý do khác', en: 'Other reasons' },
  missingFacts: { vi: 'Chưa biết', en: 'Not known' },
  amberTitle: { vi: 'Danh sách trên máy đã cũ: chạm để xác nhận', en: 'The lists on this tablet are old: tap to confirm' },
  annulledTitle: { vi: 'Quyết định đã huỷ: quyết định lại', en: 'The decision was annulled: decide again' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  override: { vi: 'Quyết định khác', en: 'Decide otherwise' },
  overrideTitle: { vi: 'Quyết định khác với kết quả', en: 'A decision other than the verdict' },
  chooseOutcome: { vi: 'Chọn quyết định', en: 'Choose the decision' },
  reason: { vi: 'Lý do (bắt buộc, ít nhất 8 ký tự)', en: 'Reason (required, at least 8 characters)' },
  save: { vi: 'Ghi quyết định', en: 'Record the decision' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  next: { vi: 'Người tiếp theo', en: 'Next person' },
  nextOne: { vi: 'Tự quay về quét, hoặc đưa mã tiếp theo', en: 'Goes back by itself, or hold up the next code' },
  unrecorded: { vi: 'Lượt này chưa được lưu', en: 'This reading is not recorded' },
  observations: { vi: 'Quan sát', en: 'Observations' },
  temperature: { vi: 'Nhiệt độ', en: 'Temperature' },
  temperatureMeasured: { vi: 'Ghi nhiệt độ đo được', en: 'Temperature measured' },
  temperatureLabel: { vi: 'Nhiệt độ đo được (°C)', en: 'Temperature measured (°C)' },
  temperatureSave: { vi: 'Ghi', en: 'Record' },
  'temperature-unreadable': {
    vi: 'Chỉ ghi số, nhiều nhất một chữ số sau dấu phẩy, ví dụ 36,8.',
    en: 'Digits only, at most one after the point, such as 36.8.',
  },
  'temperature-too-low': {
    vi: 'Dưới 30,0° không phải thân nhiệt người. Đo lại hoặc xem lại số.',
    en: 'Below 30.0° is no body temperature. Measure again or check the figure.',
  },
  'temperature-too-high': {
    vi: 'Trên 45,0° không phải thân nhiệt người. Đo lại hoặc xem lại số.',
    en: 'Above 45.0° is no body temperature. Measure again or check the figure.',
  },
  'refusal-reason-missing': { vi: 'Ghi rõ lý do, ít nhất 8 ký tự.', en: 'Give the reason, at least 8 characters.' },
  'refusal-already-decided': { vi: 'Lượt này đã có quyết định.', en: 'This passage is decided already.' },
  'refusal-unknown-passage': { vi: 'Không tìm thấy lượt này trên máy.', en: 'This passage is not on this tablet.' },
  'refusal-too-late': {
    vi: 'Đã quá 15 phút, không huỷ được nữa. Báo phòng điều hành.',
    en: 'More than 15 minutes have passed. Tell the control room.',
  },
  'refusal-not-decided': { vi: 'Lượt này chưa có quyết định.', en: 'This passage is not decided.' },
  'refusal-storage': {
    vi: 'Không ghi được vào bộ nhớ. Ghi sổ giấy và báo kỹ thuật.',
    en: 'Storage cannot be written. Keep a paper log and tell technical support.',
  },
} as const satisfies Record<string, Texts>

export type TextKey = keyof typeof KIOSK_TEXTS

/** In the officer's language; reading it inside a component renders anew when that changes. */
export function t(key: TextKey): string {
  return KIOSK_TEXTS[key][language.value]
}

export function inLanguage(texts: Texts): string {
  return texts[language.value]
}
