import type { Texts } from '../checkpoints/checkpoint.ts'
import type { OpenError } from '../credential/credential.ts'

interface FindingTexts {
  readonly officerText: Texts
  readonly travellerText: Texts
}

/** The product's own findings about documents, rules and observations. */
export type FindingId =
  | 'CHOT-NO-DOCUMENT'
  | 'CHOT-NO-IDENTITY'
  | 'CHOT-DOCUMENTS-DIFFER'
  | 'CHOT-PAPERS-DIFFER'
  | 'CHOT-OBSERVATION-MISSING'
  | 'CHOT-CHECKPOINT-CLOSED'
  | 'CHOT-NO-RULESET'
  | 'CHOT-RULESET-MISSING'
  | 'CHOT-RULESET-DOUBLED'
  | 'CHOT-RULESET-TOO-NEW'
  | 'CHOT-BROKEN'

const ASK_OFFICER: Texts = { vi: 'Mời anh/chị gặp cán bộ tại bàn kiểm tra.', en: 'Please see the officer at the desk.' }

export const FINDING_TEXTS: Record<FindingId, FindingTexts> = {
  'CHOT-NO-DOCUMENT': {
    officerText: {
      vi: 'Chưa có tờ khai y tế. Mời người này khai tại chốt (khoảng một phút), rồi quét mã.',
      en: 'There is no health declaration. Have the person declare at the desk (about a minute), then scan the code.',
    },
    travellerText: {
      vi: 'Anh/chị chưa có tờ khai y tế. Hãy khai tại chốt hoặc nhờ cán bộ khai giúp.',
      en: 'You have no health declaration yet. Make one here, or ask an officer to fill it in for you.',
    },
  },
  'CHOT-NO-IDENTITY': {
    officerText: {
      vi: 'Tờ khai không có giấy tờ tùy thân của chính người này, dù đã đủ tuổi có giấy tờ. Hãy xem giấy tờ: quét thẻ, hoặc bấm đã xem giấy tờ tùy thân.',
      en: 'The declaration names no identity document of this person, who is old enough to have one. Look at it: scan the card, or tap that an identity paper was seen.',
    },
    travellerText: {
      vi: 'Tờ khai chưa có giấy tờ tùy thân của chính người đi. Hãy mang theo giấy tờ để cán bộ xem tại chốt.',
      en: 'The declaration names no identity document of the traveller. Bring one along: an officer will look at it.',
    },
  },
  'CHOT-DOCUMENTS-DIFFER': {
    officerText: {
      vi: 'Các giấy tờ không cùng một người: họ tên, năm sinh hoặc số giấy tờ khác nhau. Hãy đối chiếu giấy tờ tùy thân.',
      en: 'The documents do not name the same person: name, year of birth or document number differ. Compare them with an identity document.',
    },
    travellerText: {
      vi: 'Họ tên, năm sinh hoặc số giấy tờ trên các giấy tờ không giống nhau. Cán bộ sẽ đối chiếu cùng anh/chị.',
      en: 'Name, year of birth or document number differ between your documents. An officer will compare them with you.',
    },
  },
  'CHOT-PAPERS-DIFFER': {
    officerText: {
      vi: 'Giấy tờ xuất trình không khớp với tờ khai. Hãy hỏi lại và khai bổ sung nếu cần.',
      en: 'The papers shown do not agree with the declaration. Ask again, and have it corrected where needed.',
    },
    travellerText: {
      vi: 'Giấy tờ anh/chị xuất trình không khớp với tờ khai. Cán bộ sẽ hỏi thêm.',
      en: 'The papers you showed do not agree with your declaration. An officer will ask you about it.',
    },
  },
  'CHOT-OBSERVATION-MISSING': {
    officerText: {
      vi: 'Chưa ghi đủ các mục kiểm tra bắt buộc tại chốt (ví dụ đo thân nhiệt). Hãy kiểm tra và bấm ghi.',
      en: 'A check that is required here is not recorded yet (such as the temperature). Make it and tap it in.',
    },
    travellerText: {
      vi: 'Cán bộ cần kiểm tra thêm (ví dụ đo thân nhiệt) trước khi trả lời.',
      en: 'The officer has one more check to make, such as your temperature.',
    },
  },
  'CHOT-CHECKPOINT-CLOSED': {
    officerText: {
      vi: 'Theo dữ liệu trên máy, chốt này chưa mở hoặc đã đóng. Hãy kiểm tra quyết định lập chốt; lượt qua vẫn được ghi.',
      en: 'By the data on this device the checkpoint is not open yet or is closed. Check the decision that set it up; the crossing is recorded all the same.',
    },
    travellerText: {
      vi: 'Chốt này chưa mở hoặc đã đóng vào giờ đó. Hãy chọn chốt khác hoặc hỏi cán bộ.',
      en: 'This checkpoint is not open yet, or is closed, at that hour. Choose another one or ask an officer.',
    },
  },
  'CHOT-NO-RULESET': {
    officerText: {
      vi: 'Máy không có bộ quy định đang có hiệu lực của địa phương này. Hãy kiểm tra theo văn bản và báo phòng điều hành.',
      en: 'This device holds no rules of this authority that are in force. Check by the papers and tell the control room.',
    },
    travellerText: ASK_OFFICER,
  },
  'CHOT-RULESET-MISSING': {
    officerText: {
      vi: 'Thiếu một bộ quy định bắt buộc, như quy định chung của cả nước. Hãy kiểm tra theo văn bản và báo phòng điều hành.',
      en: 'A set of rules that must apply here, such as the national one, is missing. Check by the papers and tell the control room.',
    },
    travellerText: ASK_OFFICER,
  },
  'CHOT-RULESET-DOUBLED': {
    officerText: {
      vi: 'Một bộ quy định có hai nội dung khác nhau cho cùng một phiên bản. Hãy kiểm tra theo văn bản và báo phòng điều hành.',
      en: 'One version of a set of rules came with two different contents. Check by the papers and tell the control room.',
    },
    travellerText: ASK_OFFICER,
  },
  'CHOT-RULESET-TOO-NEW': {
    officerText: {
      vi: 'Bộ quy định mới hơn phần mềm trên máy này. Hãy cập nhật phần mềm; trong lúc chờ, kiểm tra theo văn bản.',
      en: 'The rules are newer than the software of this device. Update it; until then, check by the papers.',
    },
    travellerText: ASK_OFFICER,
  },
  'CHOT-BROKEN': {
    officerText: {
      vi: 'Máy không tính được kết quả cho lượt này. Hãy kiểm tra theo văn bản và báo phòng điều hành.',
      en: 'This device could not work out an answer. Check by the papers and tell the control room.',
    },
    travellerText: ASK_OFFICER,
  },
}

const NEW_CODE: Texts = {
  vi: 'Mã của anh/chị không dùng được. Anh/chị có thể khai lại tại chốt trong khoảng một phút.',
  en: 'Your code cannot be used. You can declare again at the desk in about a minute.',
}
const HOLD_ON: Texts = {
  vi: 'Máy tại chốt chưa kiểm tra được mã của anh/chị. Cán bộ sẽ xem giấy tờ.',
  en: 'The device here could not check your code. An officer will look at your papers.',
}

/** What to do about a code that did not open. `{at}` is the moment it ended or begins. */
export const OPEN_ERROR_TEXTS: Record<OpenError['code'], FindingTexts> = {
  'not-ours': {
    officerText: {
      vi: 'Mã QR này không phải tờ khai. Hãy hỏi mã tờ khai, hoặc mời khai tại chốt.',
      en: 'This QR code is not a declaration. Ask for the right code, or have the person declare at the desk.',
    },
    travellerText: {
      vi: 'Đây không phải mã tờ khai. Hãy mở mã tờ khai y tế của anh/chị.',
      en: 'This is not a declaration code. Please open the code of your health declaration.',
    },
  },
  truncated: {
    officerText: {
      vi: 'Mã bị thiếu một phần. Hãy quét lại; nếu vẫn vậy, mời khai tại chốt.',
      en: 'Part of the code is missing. Scan again; if it stays so, have the person declare at the desk.',
    },
    travellerText: {
      vi: 'Mã của anh/chị bị thiếu. Hãy mở lại trang và tăng độ sáng màn hình.',
      en: 'Part of your code is missing. Open the page again and turn up the brightness.',
    },
  },
  malformed: {
    officerText: {
      vi: 'Mã bị hỏng. Hãy quét lại; nếu vẫn vậy, mời khai tại chốt.',
      en: 'The code is damaged. Scan again; if it stays so, have the person declare at the desk.',
    },
    travellerText: NEW_CODE,
  },
  'signature-invalid': {
    officerText: {
      vi: 'Chữ ký của mã không đúng: mã có thể đã bị sửa hoặc làm giả. Hãy kiểm tra giấy tờ và mời khai lại.',
      en: 'The signature of this code is wrong: it may have been altered or forged. Check the papers and have the person declare again.',
    },
    travellerText: NEW_CODE,
  },
  'wrong-type': {
    officerText: {
      vi: 'Mã này không phải tờ khai của một người. Hãy hỏi mã tờ khai.',
      en: "This code is not a person's declaration. Ask for that code.",
    },
    travellerText: {
      vi: 'Mã này không phải tờ khai cá nhân. Hãy mở mã tờ khai y tế của anh/chị.',
      en: 'This code is not a personal declaration. Please open the code of your health declaration.',
    },
  },
  specimen: {
    officerText: {
      vi: 'Đây là mã mẫu để dùng thử, không có giá trị. Mời khai tại chốt.',
      en: 'This is a specimen for trying out and counts for nothing. Have the person declare at the desk.',
    },
    travellerText: { vi: 'Đây là mã dùng thử. Hãy khai thật trên trang khai báo.', en: 'This is a trial code. Please make a real declaration.' },
  },
  expired: {
    officerText: { vi: 'Mã đã hết hạn lúc {at}. Mời khai lại tại chốt.', en: 'The code expired at {at}. Have the person declare again at the desk.' },
    travellerText: {
      vi: 'Mã của anh/chị đã hết hạn lúc {at}. Hãy khai lại, khoảng một phút.',
      en: 'Your code expired at {at}. Please declare again, it takes about a minute.',
    },
  },
  'not-yet-valid': {
    officerText: {
      vi: 'Mã chỉ có hiệu lực từ {at}. Hãy xem lại đồng hồ của máy; nếu đồng hồ đúng, mời khai lại.',
      en: 'The code is valid only from {at}. Check the clock of this device; if it is right, have the person declare again.',
    },
    travellerText: { vi: 'Mã của anh/chị chỉ có hiệu lực từ {at}.', en: 'Your code is valid only from {at}.' },
  },
  revoked: {
    officerText: {
      vi: 'Mã này đã bị thu hồi. Hãy kiểm tra giấy tờ và hỏi phòng điều hành.',
      en: 'This code was revoked. Check the papers and ask the control room.',
    },
    travellerText: NEW_CODE,
  },
  'unknown-key': {
    officerText: {
      vi: 'Máy chưa có khóa của nơi cấp mã này nên chưa kiểm tra được. Hãy xem giấy tờ, và cập nhật máy khi có mạng.',
      en: "This device does not hold the issuer's key and could not check the code. Look at the papers, and update the device when there is a network.",
    },
    travellerText: HOLD_ON,
  },
  'clock-doubtful': {
    officerText: {
      vi: 'Đồng hồ của máy không chắc đúng. Hãy kiểm tra ngày giờ trước; chưa thể nói mã còn hạn hay không.',
      en: 'The clock of this device is doubtful. Check the date first; it cannot tell whether the code is still valid.',
    },
    travellerText: HOLD_ON,
  },
  'revocations-stale': {
    officerText: {
      vi: 'Danh sách mã bị thu hồi trên máy đã quá cũ. Hãy xem giấy tờ, và nối mạng để cập nhật.',
      en: 'The list of revoked codes on this device is too old. Look at the papers, and connect to update it.',
    },
    travellerText: HOLD_ON,
  },
  'keys-missing': {
    officerText: {
      vi: 'Máy chưa có khóa để kiểm tra mã. Hãy xem giấy tờ, và nối mạng để cập nhật.',
      en: 'This device has no keys to check codes with. Look at the papers, and connect to update it.',
    },
    travellerText: HOLD_ON,
  },
}
