import type { Language } from '../../shared/checkpoints/checkpoint.ts'

const vi = {
  title: 'Dữ liệu của tôi',
  lead: 'Đây là những gì hệ thống đang giữ về khai báo này. Chỉ ai có đường dẫn này mới xem được.',
  code: 'Mã QR',
  shortCode: 'Mã ngắn',
  issued: 'Cấp lúc',
  expires: 'Dùng được đến',
  decided: 'Chốt đã quyết định',
  undecided: 'Chưa qua chốt nào',
  kept: 'Giữ đến bao giờ',
  keptUntil: 'Giữ đến hết ngày {date}.',
  erased: 'Hệ thống không còn giữ tên, giấy tờ và lộ trình của khai báo này. Mã không dùng được nữa.',
  download: 'Tải về (tệp cho máy tính)',
  erasable: 'Mã chưa được quét ở chốt nào, nên anh/chị xóa được ngay ở trang mã. Không xóa thì hệ thống tự xóa khi hết thời hạn giữ.',
}

const en: typeof vi = {
  title: 'My data',
  lead: 'This is what is kept about this declaration. Only who has this link can see it.',
  code: 'QR code',
  shortCode: 'Short code',
  issued: 'Issued at',
  expires: 'Valid until',
  decided: 'What the checkpoint decided',
  undecided: 'No checkpoint yet',
  kept: 'How long it is kept',
  keptUntil: 'Kept to the end of {date}.',
  erased: 'The name, document and journey of this declaration are kept no longer. The code does not work any more.',
  download: 'Download (a file for computers)',
  erasable:
    'No checkpoint has read the code, so you can erase it now, on the page of the code. Otherwise it is erased by itself when its time is over.',
}

/** Only the server draws this page: no phone loads its words. */
export function ownDataWords(language: Language): typeof vi {
  return language === 'en' ? en : vi
}
