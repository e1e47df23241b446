import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { DocumentProblem, ForeignDocument } from '../../shared/documents/foreign-document.ts'
import { isSamePerson } from '../../shared/documents/same-person.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import type { Reason, Verdict } from '../../shared/rules/verdict.ts'
import { formatLocal } from '../../shared/time.ts'
import { finding } from './kiosk-findings.ts'
import type { Reading } from './passage-view.ts'
import { holderOf, presentedBy } from './presented.ts'

/** A document that is bad, or that could not be checked here: `refer`, and what to do about it. */
export function documentFindings(reading: Reading): readonly Reason[] {
  if (reading.kind !== 'document') return []
  const { document } = reading
  if (document.problem === null) return []
  const officer = withEnd(PROBLEMS[document.problem], document)
  const traveller = document.trust === 'bad' ? NOT_GOOD : NOT_CHECKED
  return [
    finding(`CHOT-DOCUMENT-${document.problem.toUpperCase()}`, { officer, traveller, facts: [{ path: 'document.source', value: document.source }] }),
  ]
}

/** The rules' own finding that papers differ, in the words of both papers: only eyes can tell whose they are. */
export function inTheirWords(verdict: Verdict, readings: readonly Reading[]): Verdict {
  const difference = verdict.outcome === 'admit' ? null : differenceOf(readings)
  if (verdict.outcome === 'admit' || difference === null) return verdict
  const worded = (reason: Reason): Reason => (reason.ruleId === 'CHOT-DOCUMENTS-DIFFER' ? { ...reason, officerText: difference } : reason)
  const [first, ...others] = verdict.reasons
  return { ...verdict, reasons: [worded(first), ...others.map(worded)] }
}

function differenceOf(readings: readonly Reading[]): Texts | null {
  const [first, ...others] = readings.flatMap((reading) => (holderOf(reading) === null ? [] : (presentedBy(reading) ?? [])))
  const other = first && others.find((each) => !isSamePerson(first, each))
  if (!first || !other) return null
  return {
    vi: `Giấy tờ ghi khác nhau: ${named(first, 'vi')}; ${named(other, 'vi')}. Hãy hỏi và đối chiếu với người đang đứng trước mặt. Nếu là giấy tờ của người khác, bấm quyết định rồi quét lại từng người.`,
    en: `The papers differ: ${named(first, 'en')}; ${named(other, 'en')}. Ask, and compare with the person in front of you. If one is somebody else's, decide and scan each person again.`,
  }
}

function named({ source, claims }: PresentedDocument, language: 'vi' | 'en'): string {
  const year = claims.birthYear === 0 ? '' : language === 'vi' ? `, sinh ${claims.birthYear}` : `, born ${claims.birthYear}`
  return `${SOURCE_NAMES[source][language]} “${claims.name}”${year}`
}

export const SOURCE_NAMES: { readonly [source in PresentedDocument['source']]: Texts } = {
  credential: { vi: 'tờ khai', en: 'declaration' },
  declaration: { vi: 'tờ khai', en: 'declaration' },
  form: { vi: 'phiếu khai tại chốt', en: 'form filled here' },
  slip: { vi: 'phiếu của chốt', en: 'slip' },
  'vehicle-pass': { vi: 'giấy phép xe', en: 'vehicle pass' },
  'completed-quarantine': { vi: 'giấy hoàn thành cách ly', en: 'proof of completed quarantine' },
  'eu-certificate': { vi: 'chứng nhận y tế', en: 'health certificate' },
  'id-card': { vi: 'căn cước', en: 'ID card' },
  'personal-qr-2021': { vi: 'mã QR cá nhân', en: 'personal QR' },
  passport: { vi: 'hộ chiếu', en: 'passport' },
}

function withEnd(texts: Texts, { expiresAt }: ForeignDocument): Texts {
  const date = expiresAt === null ? '' : formatLocal(expiresAt).date
  return { vi: texts.vi.replace('{date}', date), en: texts.en.replace('{date}', date) }
}

const NOT_GOOD: Texts = {
  vi: 'Giấy tờ này không dùng được. Mời anh/chị gặp cán bộ và mang theo giấy tờ khác nếu có.',
  en: 'This document cannot be used. Please see the officer, with another document if you have one.',
}
const NOT_CHECKED: Texts = {
  vi: 'Máy tại chốt chưa kiểm tra được giấy tờ này. Cán bộ sẽ xem bản gốc.',
  en: 'The device here could not check this document. An officer will look at the original.',
}

export const PROBLEMS: { readonly [problem in DocumentProblem]: Texts } = {
  malformed: {
    vi: 'Mã trên giấy tờ bị hỏng hoặc không đúng mẫu. Hãy quét lại; nếu vẫn vậy, xem bản gốc và khai tại chốt.',
    en: 'The code on this document is damaged or not of its format. Scan again; if it stays so, look at the original and have the person declare here.',
  },
  'check-digit': {
    vi: 'Số trên giấy tờ không khớp với chính nó (ngày sinh hoặc số kiểm tra). Nếu gõ tay, hãy gõ lại; nếu quét, hãy xem bản gốc.',
    en: 'The number on this document does not agree with itself (year of birth or check digit). If it was typed, type it again; if scanned, look at the original.',
  },
  'signature-invalid': {
    vi: 'Chữ ký trên chứng nhận không đúng: có thể đã bị sửa hoặc làm giả. Không dùng chứng nhận này; hãy kiểm tra giấy tờ và lấy mẫu nếu cần.',
    en: 'The signature of this certificate is wrong: it may have been altered or forged. Do not rely on it; check the papers, and take a sample where needed.',
  },
  'key-not-in-service': {
    vi: 'Chứng nhận được ký bằng khóa chưa có hoặc đã hết hiệu lực vào ngày ký. Không dùng chứng nhận này; hãy xem giấy tờ khác.',
    en: 'The key that signed this certificate was not in service on that day. Do not rely on it; ask for other papers.',
  },
  'wrong-usage': {
    vi: 'Nơi ký không được cấp loại chứng nhận này. Không dùng chứng nhận này; hãy xem giấy tờ khác.',
    en: 'Its signer may not issue this kind of certificate. Do not rely on it; ask for other papers.',
  },
  expired: {
    vi: 'Giấy tờ đã hết hạn ngày {date}. Hãy xem giấy tờ khác còn hạn.',
    en: 'This document expired on {date}. Ask for another one that is still valid.',
  },
  'not-yet-valid': {
    vi: 'Chứng nhận có ngày cấp ở tương lai. Hãy xem lại đồng hồ của máy; nếu đồng hồ đúng, không dùng chứng nhận này.',
    en: 'This certificate is dated in the future. Check the clock of this device; if it is right, do not rely on the certificate.',
  },
  'unknown-key': {
    vi: 'Máy chưa có khóa này của nước cấp nên chưa kiểm tra được; chưa thể nói là thật hay giả. Hãy xem bản gốc, và cập nhật máy khi có mạng.',
    en: 'This device does not hold this key of the issuing country and could not check; it cannot say whether it is genuine. Look at the original, and update the device when there is a network.',
  },
  'unknown-country': {
    vi: 'Máy không có khóa của nước cấp nên không kiểm tra được; chưa thể nói là thật hay giả. Hãy xem bản gốc hoặc hỏi phòng điều hành.',
    en: 'This device holds no key of the issuing country and cannot check; it cannot say whether it is genuine. Look at the original, or ask the control room.',
  },
  'keys-missing': {
    vi: 'Máy chưa có khóa, hoặc khóa đã quá cũ, nên chưa kiểm tra được chứng nhận. Hãy xem bản gốc, và nối mạng để cập nhật.',
    en: 'This device has no keys, or too old ones, to check certificates with. Look at the original, and connect to update it.',
  },
  'clock-doubtful': {
    vi: 'Đồng hồ của máy không chắc đúng nên chưa thể nói chứng nhận còn hạn hay không. Hãy kiểm tra ngày giờ trước.',
    en: 'The clock of this device is doubtful; it cannot tell whether the certificate is still valid. Check the date first.',
  },
  'content-unknown': {
    vi: 'Chữ ký đúng, nhưng máy không đọc được hết nội dung chứng nhận (loại xét nghiệm, kết quả hoặc thời điểm). Hãy đọc trên bản gốc.',
    en: 'The signature holds, but part of the content (kind of test, result or time) cannot be read by this device. Read it on the original.',
  },
}
