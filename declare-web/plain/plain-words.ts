import type { Language } from '../../shared/checkpoints/checkpoint.ts'

const vi = {
  laneTitle: 'Chưa gửi: đang xếp hàng',
  laneAhead: 'Còn {ahead} người trước anh/chị, khoảng {minutes} phút. Hãy bấm gửi lại sau đó.',
  laneWhy:
    'Trang đang bị gửi dồn dập. Trình duyệt không chạy JavaScript phải đi làn chậm, mỗi giây hai người. Chỗ xếp hàng được giữ 10 phút kể từ lúc đến lượt, những gì đã khai vẫn còn.',
  laneElse: 'Không chờ được thì mở trang này bằng trình duyệt có JavaScript, hoặc cứ đến chốt: cán bộ sẽ khai giúp.',
  laneAgain: 'Gửi lại',
  listHint: 'Danh sách hiện ở đây sau khi đọc tệp: sửa ngay trong ô này rồi bấm đọc lại.',
  resultTitle: 'Kết quả đọc danh sách',
  mendHere: 'Sửa trong danh sách',
  tooLong:
    'Danh sách dài quá nên không được đọc và không được ghi lại vào ô bên dưới. Chỉ giữ dòng tiêu đề và tối đa {max} người rồi chọn lại tệp hoặc dán lại.',
  chooseAgain: 'Chọn lại tệp',
  sentTitle: 'Đã gửi',
  rest: 'Những dòng chưa gửi được còn trong danh sách bên dưới. Sửa xong thì đọc và gửi tiếp; người đã có mã không còn ở đó.',
  busy: 'Danh sách chưa được nhận: trong ít phút vừa rồi đã có quá nhiều lần gửi từ mạng này. Những gì đã điền và danh sách vẫn còn nguyên bên dưới. Chờ {minutes} phút rồi bấm lại trên trang này; không chờ được thì cứ đến chốt: cán bộ sẽ khai giúp.',
  another: 'Khai cho đoàn khác',
}

export type PlainWords = typeof vi

const en: PlainWords = {
  laneTitle: 'Not sent yet: in the queue',
  laneAhead: '{ahead} are before you, about {minutes} min. Press “send again” then.',
  laneWhy:
    'The site is being flooded. A browser without JavaScript goes by a slower lane, two a second. Your place is kept for 10 minutes from your turn on, and your answers are kept.',
  laneElse: 'If you cannot wait, open this page in a browser with JavaScript, or come to the checkpoint: an officer will fill the form with you.',
  laneAgain: 'Send again',
  listHint: 'What was in the file is shown here once it is read: mend it in this box and read it again.',
  resultTitle: 'What was read',
  mendHere: 'Mend the list',
  tooLong:
    'The list is too long: it was not read and is not written into the box below. Keep the headings and at most {max} people, and choose the file or paste it again.',
  chooseAgain: 'Choose the file again',
  sentTitle: 'Sent',
  rest: 'The lines that could not be sent are still in the list below. Mend them, read and send; who has a code is no longer in it.',
  busy: 'The list was not taken: too many came from this network in the last minutes. What you filled in and the list are still below. Wait {minutes} min and press again on this page. If you cannot wait, come to the checkpoint: an officer will fill the form with you.',
  another: 'Declare for another group',
}

/** What only pages without JavaScript say: no phone downloads it. */
export function plainWordsIn(language: Language): PlainWords {
  return language === 'en' ? en : vi
}
