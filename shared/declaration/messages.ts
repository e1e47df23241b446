import type { Language, Texts } from '../checkpoints/checkpoint.ts'

/** What each code says to the person who must mend the field. `{words}` are filled in. Codes are stable, texts are not. */
export const MESSAGES = {
  required: { vi: 'Mục này bắt buộc: hãy điền vào.', en: 'This is needed: please fill it in.' },
  type: { vi: 'Sai kiểu dữ liệu: cần {expected}.', en: 'Wrong kind of data: {expected} is expected.' },
  'unknown-key': { vi: 'Không có mục «{key}» trong tờ khai: hãy bỏ đi.', en: 'The declaration has no field “{key}”: leave it out.' },
  'not-in-list': { vi: 'Chọn một trong: {list}.', en: 'Choose one of: {list}.' },
  'too-many': { vi: 'Nhiều nhất {max} mục: hãy bớt đi hoặc gộp lại.', en: 'At most {max} entries: remove or join some.' },
  duplicate: { vi: 'Mục này ghi hai lần: chỉ ghi một lần.', en: 'This stands twice: give it once.' },
  'too-long': { vi: 'Dài quá: nhiều nhất {max} ký tự.', en: 'Too long: at most {max} characters.' },
  'hidden-characters': {
    vi: 'Có ký tự ẩn hoặc ký tự điều khiển: hãy xóa đi và gõ lại bằng tay.',
    en: 'There are hidden or control characters: delete this and type it by hand.',
  },
  'stacked-marks': { vi: 'Có chữ mang quá nhiều dấu chồng lên nhau: hãy gõ lại.', en: 'A letter carries too many stacked marks: type it again.' },
  'name-characters': {
    vi: 'Họ tên chỉ gồm chữ cái, dấu cách, gạch nối, dấu chấm và dấu nháy; không dùng {characters}.',
    en: 'A name has only letters, blanks, hyphens, full stops and apostrophes; not {characters}.',
  },
  'name-letters': { vi: 'Ghi họ tên bằng chữ, như trên giấy tờ.', en: 'Write the name in letters, as on the document.' },
  'date-format': {
    vi: 'Ghi ngày theo dạng năm-tháng-ngày, ví dụ 2021-02-17.',
    en: 'Write the date as year-month-day, for example 2021-02-17.',
  },
  'date-unreal': { vi: 'Không có ngày {date}: hãy xem lại lịch.', en: 'There is no {date}: look at the calendar again.' },
  'instant-format': {
    vi: 'Ghi ngày giờ kèm múi giờ, ví dụ 2021-02-17T20:00:00+07:00.',
    en: 'Write date and time with the offset, for example 2021-02-17T20:00:00+07:00.',
  },
  'birth-format': { vi: 'Ghi ngày sinh đủ ngày tháng năm, hoặc chỉ năm sinh.', en: 'Give the full date of birth, or the year alone.' },
  'birth-future': { vi: 'Ngày sinh chưa tới: hãy xem lại.', en: 'This birth lies in the future: check it.' },
  'birth-too-old': { vi: 'Năm sinh sớm nhất nhận được là {year}: hãy xem lại.', en: 'The earliest year of birth taken is {year}: check it.' },
  'country-unknown': { vi: 'Chọn nước bằng mã hai chữ hoa, ví dụ VN, LA.', en: 'Give the country as its two-letter code, for example VN, LA.' },
  'document-country': {
    vi: 'Loại giấy này chỉ do Việt Nam cấp: chọn nước VN hoặc loại giấy khác.',
    en: 'Only Việt Nam issues this: choose VN or another kind.',
  },
  'document-format': { vi: 'Số giấy tờ gồm 3 đến 20 chữ và số: hãy xem lại.', en: 'A document number has 3 to 20 letters and digits: check it.' },
  'citizen-id-format': { vi: 'Số căn cước công dân gồm đúng 12 chữ số.', en: 'A citizen identity number has exactly 12 digits.' },
  'citizen-id-birthplace': {
    vi: 'Ba số đầu {digits} không phải mã nơi đăng ký khai sinh nào: xem lại số căn cước.',
    en: 'The first digits {digits} are no place of birth registration: check the number.',
  },
  'citizen-id-birth-year': {
    vi: 'Số căn cước cho năm sinh {number}, tờ khai ghi {typed}: sửa số căn cước hoặc năm sinh.',
    en: 'The identity number says born in {number}, the form says {typed}: correct one of them.',
  },
  'citizen-id-sex': {
    vi: 'Số căn cước cho giới tính khác với tờ khai: sửa số căn cước hoặc giới tính.',
    en: 'The identity number says another sex than the form: correct one of them.',
  },
  'old-id-format': { vi: 'Số chứng minh nhân dân gồm đúng 9 chữ số.', en: 'An old identity card number has exactly 9 digits.' },
  'passport-format': { vi: 'Số hộ chiếu gồm 5 đến 15 chữ cái không dấu và chữ số.', en: 'A passport number has 5 to 15 plain letters and digits.' },
  'proxy-required': {
    vi: 'Đi theo giấy tờ của người giám hộ thì phải ghi tên và điện thoại của người đó ở mục khai hộ.',
    en: 'With a guardian’s document, name the guardian and their phone as the one who declares.',
  },
  phone: {
    vi: 'Ghi số di động 10 chữ số (03, 05, 07, 08, 09), hoặc số nước ngoài bắt đầu bằng + và mã nước.',
    en: 'Give a Vietnamese mobile number of 10 digits (03, 05, 07, 08, 09), or a foreign one starting with + and the country.',
  },
  'place-unknown': {
    vi: 'Không có nơi này trong danh mục: hãy chọn lại từ danh sách.',
    en: 'This place is not in the catalogue: choose it from the list again.',
  },
  'place-commune': { vi: 'Chọn đến xã, phường, thị trấn.', en: 'Choose down to the commune.' },
  'stops-missing-days': { vi: 'Ghi đủ {count} ngày: còn thiếu {dates}.', en: 'Account for all {count} days: {dates} missing.' },
  'stop-future': { vi: 'Chỉ khai đến hôm nay {last}.', en: 'Only up to today, {last}.' },
  'stop-too-early': {
    vi: 'Chỉ khai từ ngày {first}: ở đó từ trước thì cũng ghi {first}.',
    en: 'Only from {first}: who was there before also writes {first}.',
  },
  'stop-backwards': { vi: 'Ngày đi trước ngày đến: đổi lại hai ngày.', en: 'It ends before it begins: swap the dates.' },
  'stop-overlap': {
    vi: 'Ngày {date} đã khai ở nơi khác: hai nơi chỉ được chung ngày đi đường.',
    en: '{date} is already given to another place: two places may share only the day of travel.',
  },
  'stop-hour': { vi: 'Giờ là số tròn từ 0 đến 23.', en: 'An hour is a whole number from 0 to 23.' },
  'stop-hours-backwards': { vi: 'Giờ đi trước giờ đến: hãy xem lại.', en: 'The hour of leaving is before that of coming: check both.' },
  'stop-hours-overlap': {
    vi: 'Đến nơi này lúc {from} giờ khi chưa rời nơi trước ({to} giờ): hãy xem lại.',
    en: 'Arrives here at {from}:00 before leaving the place before ({to}:00): check both.',
  },
  'checkpoint-unknown': { vi: 'Không có chốt này: hãy chọn từ danh sách.', en: 'There is no such checkpoint: choose one from the list.' },
  'checkpoint-not-yet-open': {
    vi: 'Chốt này mở từ {time} ngày {date}: chọn chốt hoặc giờ khác.',
    en: 'It opens at {time} on {date}: choose another checkpoint or time.',
  },
  'checkpoint-closed': {
    vi: 'Chốt này đóng từ {time} ngày {date}: chọn chốt khác.',
    en: 'It closed at {time} on {date}: choose another checkpoint.',
  },
  'arrival-past': {
    vi: 'Giờ đến chốt đã qua quá {hours} giờ: ghi giờ sắp tới.',
    en: 'This is more than {hours} hours ago: give the coming arrival.',
  },
  'arrival-too-far': {
    vi: 'Chỉ khai trước nhiều nhất {hours} giờ: hãy khai lại gần ngày đi.',
    en: 'At most {hours} hours ahead: declare again nearer to the trip.',
  },
  'persons-aboard': {
    vi: 'Số người trên xe, kể cả lái xe: số tròn từ 1 đến {max}.',
    en: 'Persons aboard, driver included: a whole number from 1 to {max}.',
  },
  'on-foot-alone': { vi: 'Đi bộ thì mỗi người một tờ khai: ghi 1.', en: 'On foot each person declares alone: write 1.' },
  'plate-required': { vi: 'Ghi biển số xe.', en: 'Give the number plate.' },
  'plate-format': { vi: 'Biển số gồm 4 đến 12 chữ và số, ví dụ 14A-123.45.', en: 'A plate has 4 to 12 letters and digits, for example 14A-123.45.' },
  'plate-unexpected': { vi: 'Phương tiện này không có biển số: hãy bỏ trống.', en: 'This means of travel has no plate: leave it empty.' },
  'trailer-same-plate': { vi: 'Rơ-moóc có biển số riêng: ghi biển của rơ-moóc.', en: 'A trailer has a plate of its own: give that one.' },
  'cargo-required': { vi: 'Đi chở hàng thì ghi loại hàng và nơi lấy hàng.', en: 'For a goods trip give the kind of goods and where they come from.' },
  'test-future': { vi: 'Giờ này chưa tới: ghi giờ trên phiếu xét nghiệm.', en: 'This is in the future: give the time on the test paper.' },
  'test-too-old': { vi: 'Mẫu lấy đã quá {days} ngày: không cần khai.', en: 'The sample is more than {days} days old: leave it out.' },
  'result-before-sample': { vi: 'Có kết quả trước khi lấy mẫu: hãy xem lại hai giờ.', en: 'The result comes before the sample: check both times.' },
  'result-pending': { vi: 'Chưa có kết quả thì bỏ trống giờ có kết quả.', en: 'While the result is pending, leave its time empty.' },
  'dose-future': { vi: 'Ngày tiêm chưa tới: ghi ngày trên giấy xác nhận.', en: 'This is in the future: give the date on the certificate.' },
  'dose-too-early': { vi: 'Trước {date} chưa có vắc xin này: hãy xem lại.', en: 'There was no such vaccine before {date}: check it.' },
  'consent-required': {
    vi: 'Cần đồng ý và cam đoan khai đúng thì mới gửi được.',
    en: 'Consent, and your word that this is true, are needed to send it.',
  },
} as const satisfies { readonly [code: string]: Texts }

export type FaultCode = keyof typeof MESSAGES
export type FaultValues = { readonly [placeholder: string]: string | number }

/** The sentence for a code in one language, placeholders filled. */
export function messageOf(code: FaultCode, values: FaultValues, language: Language): string {
  return MESSAGES[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** All sentences of one language, placeholders and all: a part of the form's catalogue. */
export function messagesIn(language: Language): { readonly [code in FaultCode]: string } {
  const sentences = Object.entries(MESSAGES).map(([code, texts]) => [code, texts[language]])
  return Object.fromEntries(sentences) as { readonly [code in FaultCode]: string }
}
