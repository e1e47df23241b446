import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { SyncRefusal } from '../../shared/sync/protocol.ts'

type WithoutMessage<T> = T extends unknown ? Omit<T, 'message'> : never

/** A refusal before it is put into words. */
export type SyncFault = WithoutMessage<SyncRefusal>

export function refusalOf(fault: SyncFault, language: Language): SyncRefusal {
  return { ...fault, message: TEXTS[fault.error][language] }
}

export const STATUS_OF_FAULT: Record<SyncRefusal['error'], number> = {
  gap: 409,
  fork: 409,
  'broken-chain': 409,
  'kiosk-unknown': 401,
  'kiosk-revoked': 401,
  'signature-invalid': 401,
  'wrong-epoch': 401,
  'client-too-old': 426,
  'server-too-old': 426,
  'no-space': 507,
}

const TEXTS: Record<SyncRefusal['error'], Texts> = {
  gap: {
    vi: 'Máy chủ còn thiếu các bản ghi trước đó. Máy sẽ tự gửi lại từ số được nêu; không cần làm gì thêm.',
    en: 'The server lacks earlier records. The tablet sends again from the number given; nothing else is needed.',
  },
  fork: {
    vi: 'Máy chủ đã có một bản ghi khác cùng số: có thể dữ liệu của máy này đã bị sao chép hoặc khôi phục. Các bản ghi được giữ riêng để kiểm tra. Hãy báo phòng điều hành và đăng ký lại máy.',
    en: 'The server holds another record of the same number: this tablet may have been copied or restored. Its records are kept aside. Tell the control room and enrol the tablet again.',
  },
  'broken-chain': {
    vi: 'Chuỗi bản ghi không khớp nên không có gì được lưu. Bản ghi vẫn còn trên máy; hãy báo phòng điều hành và đăng ký lại máy.',
    en: 'The chain of records does not fit, so nothing was stored. The records are still on the tablet; tell the control room and enrol it again.',
  },
  'kiosk-unknown': {
    vi: 'Máy chủ không biết máy này. Đừng xóa gì; hãy xin quản trị viên một liên kết đăng ký mới.',
    en: 'The server does not know this tablet. Delete nothing; ask an administrator for a new enrolment link.',
  },
  'kiosk-revoked': {
    vi: 'Máy này đã bị thu hồi quyền. Đừng xóa gì; hãy xin quản trị viên một liên kết đăng ký mới.',
    en: 'This tablet has been revoked. Delete nothing; ask an administrator for a new enrolment link.',
  },
  'signature-invalid': {
    vi: 'Chữ ký của máy không đúng nên không có gì được lưu. Đừng xóa gì; nếu còn lặp lại, hãy đăng ký lại máy.',
    en: 'The signature is not this tablet’s, so nothing was stored. Delete nothing; if it happens again, enrol the tablet again.',
  },
  'wrong-epoch': {
    vi: 'Nhật ký này thuộc một lần đăng ký khác của máy. Đừng xóa gì; hãy đăng ký lại máy.',
    en: 'This log belongs to another enrolment of the tablet. Delete nothing; enrol the tablet again.',
  },
  'client-too-old': {
    vi: 'Ứng dụng trên máy quá cũ so với máy chủ. Hãy kết nối mạng và tải lại trang để cập nhật; bản ghi vẫn được giữ.',
    en: 'The app on this tablet is too old for the server. Reload the page while online to update it; the records are kept.',
  },
  'server-too-old': {
    vi: 'Máy chủ cũ hơn ứng dụng trên máy. Máy sẽ tự gửi lại sau khi máy chủ được cập nhật.',
    en: 'The server is older than the app on this tablet. It sends again by itself once the server is updated.',
  },
  'no-space': {
    vi: 'Ổ đĩa của máy chủ đã đầy nên chưa lưu được gì. Máy vẫn giữ bản ghi và sẽ tự gửi lại; hãy báo phòng điều hành.',
    en: 'The server’s disk is full and nothing was stored. The tablet keeps its records and sends again; tell the control room.',
  },
}
