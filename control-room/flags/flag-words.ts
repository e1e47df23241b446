import type { FindingDetail, FlagClass } from '../../shared/adjudication/finding.ts'
import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { FlagView } from '../../shared/http/flags.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { formatLocal, type ZoneName } from '../../shared/time.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { describeAge } from '../board/describe-age.ts'

/** The names of the classes, for filters and headings. */
export const FLAG_WORDS: Record<FlagClass, Texts> = {
  'wrong-rule': { vi: 'Kết quả không đúng quy định trên máy', en: 'Not what the tablet’s own rules say' },
  'stale-data': { vi: 'Cho qua khi dữ liệu chưa cập nhật', en: 'Let through on old data' },
  'double-use': { vi: 'Một mã dùng hai lần', en: 'One code used twice' },
  'expired-bundle': { vi: 'Cho qua bằng dữ liệu quá hạn', en: 'Let through on expired data' },
  'clock-suspect': { vi: 'Giờ máy đáng ngờ', en: 'Doubtful clock' },
  'unknown-declaration': { vi: 'Mã không có tờ khai', en: 'Code without a declaration' },
  fork: { vi: 'Nhật ký máy bị tách đôi', en: 'Log forked' },
  'late-tail': { vi: 'Bản ghi từ máy đã thu hồi', en: 'Records from a revoked tablet' },
  'records-lost': { vi: 'Bản ghi mất vĩnh viễn', en: 'Records lost for good' },
  'unreadable-record': { vi: 'Bản ghi không đọc được', en: 'Unreadable record' },
  'duplicate-serial': { vi: 'Trùng số tờ giấy', en: 'Paper number used twice' },
  'exit-without-entry': { vi: 'Ra mà chưa vào', en: 'Exit without entry' },
  'refused-needlessly': { vi: 'Không cho qua dù nay thấy đủ điều kiện', en: 'Not let through, in hindsight could have been' },
}

/** Names that a sentence needs; a checkpoint that is gone goes by its id. */
export interface Names {
  readonly checkpoint: (id: string) => string
  readonly zone: ZoneName
}

/** What happened and what to do, in one or two sentences; no name, no document. */
export function flagSentence(flag: FlagView, names: Names, language: Language): string {
  const { detail, occurredAt } = flag
  const said: Said = {
    detail,
    word: (outcome) => (outcome ? `“${OUTCOME_WORDS[outcome][language]}”` : '?'),
    other: detail.otherCheckpoint ? names.checkpoint(detail.otherCheckpoint) : '?',
    otherAt: detail.otherAt === undefined ? '?' : momentOf(detail.otherAt, names.zone),
    span: describeAge((detail.minutes ?? 0) * MINUTE_MS, language),
    at: momentOf(occurredAt, names.zone),
  }
  return SENTENCES[flag.class](said)[language]
}

/** What a sentence may speak of, already in words. */
interface Said {
  readonly detail: FindingDetail
  readonly word: (outcome: Outcome | undefined) => string
  readonly other: string
  readonly otherAt: string
  /** How long, in the greatest unit that fits. */
  readonly span: string
  readonly at: string
}

const SENTENCES: Record<FlagClass, (said: Said) => Texts> = {
  'wrong-rule': (said) => ({
    vi: `Máy ghi ${said.word(said.detail.recorded)}, nhưng theo đúng quy định và dữ liệu máy đang giữ thì phải là ${said.word(said.detail.expected)}. Có thể máy bị can thiệp hoặc ứng dụng có lỗi: hãy giữ máy lại và báo kỹ thuật.`,
    en: `The tablet recorded ${said.word(said.detail.recorded)}; by the rules and data it held it should have been ${said.word(said.detail.expected)}. It was tampered with or has a fault: keep the tablet and tell technical support.`,
  }),
  'stale-data': (said) => ({
    vi: `Lúc quét kết quả là ${said.word(said.detail.recorded)} theo dữ liệu máy đang giữ; theo những gì nay đã biết về thời điểm ấy thì phải là ${said.word(said.detail.expected)}. Hãy cho người theo dõi liên hệ.`,
    en: `At the scan ${said.word(said.detail.recorded)} was right by the data the tablet held; by what is now known of that moment it should have been ${said.word(said.detail.expected)}. Have the person followed up.`,
  }),
  'double-use': (said) =>
    said.detail.how === 'too-fast'
      ? {
          vi: `Mã này vừa được cho qua ${said.other} lúc ${said.otherAt}, chỉ ${said.span} trước: không ai đi kịp. Có thể hai người dùng chung một mã.`,
          en: `This code was let through ${said.other} at ${said.otherAt}, only ${said.span} before: nobody drives that fast. Two people may share one code.`,
        }
      : {
          vi: `Mã này đã được cho qua ${said.other} cùng chiều lúc ${said.otherAt} và giữa hai lần không có lượt ngược lại. Có thể hai người dùng chung một mã.`,
          en: `This code was let through ${said.other} the same way at ${said.otherAt}, with no passage the other way between. Two people may share one code.`,
        },
  'expired-bundle': (said) => ({
    vi: `Máy cho qua bằng bộ dữ liệu đã bị thay thế ${said.span} trước đó, quá hạn cho phép. Hãy kiểm tra máy.`,
    en: `The tablet let somebody through on data replaced ${said.span} before, beyond the limit. Check the tablet.`,
  }),
  'clock-suspect': (said) =>
    said.detail.cause === 'ahead'
      ? {
          vi: `Máy ghi giờ nhanh hơn lúc bản ghi đến máy chủ ${said.span}. Lượt này được đếm vào lúc đến; hãy chỉnh giờ máy.`,
          en: `The tablet’s time was ${said.span} ahead of the record’s arrival. It is counted at its arrival; set the tablet’s clock.`,
        }
      : {
          vi: `Máy không chắc giờ của mình mà người vẫn được cho qua. Hãy kiểm tra hạn của giấy tờ lúc ${said.at}.`,
          en: `The tablet was not sure of its time and the person was let through. Check what was valid at ${said.at}.`,
        },
  'unknown-declaration': () => ({
    vi: 'Mã có chữ ký của ta nhưng ở đây không có tờ khai ấy. Nếu máy chủ không vừa được khôi phục từ bản sao, khóa ký có thể đã lộ: báo ngay cho quản trị.',
    en: 'The code bears our signature, but no such declaration is here. Unless the server was just restored from a backup, the signing key may be out: tell an administrator at once.',
  }),
  fork: (said) => ({
    vi: `Hai máy cùng viết một nhật ký từ bản ghi số ${said.detail.fromSeq ?? '?'}; ${said.detail.count ?? 0} bản ghi được giữ riêng, không đếm. Máy có thể đã bị sao chép: thu hồi rồi đăng ký lại.`,
    en: `Two tablets write one log from record ${said.detail.fromSeq ?? '?'} on; ${said.detail.count ?? 0} records are kept aside, uncounted. The tablet may have been copied: revoke it and enrol again.`,
  }),
  'late-tail': () => ({
    vi: 'Bản ghi này đến sau khi máy đã bị thu hồi. Hãy hỏi chốt xem ai đã dùng máy lúc đó.',
    en: 'This came after the tablet was revoked. Ask the checkpoint who used it at that time.',
  }),
  'records-lost': (said) => ({
    vi: `Các bản ghi từ số ${said.detail.fromSeq ?? '?'} ${said.detail.toSeq === undefined ? 'trở đi' : `đến số ${said.detail.toSeq}`} của máy không còn và sẽ không bao giờ đến. Số đếm của chốt thiếu những lượt này; hãy đối chiếu sổ giấy.`,
    en: `Records ${said.detail.fromSeq ?? '?'} ${said.detail.toSeq === undefined ? 'and later' : `to ${said.detail.toSeq}`} of this tablet are gone and will never arrive. The checkpoint’s counts lack them; compare with its paper book.`,
  }),
  'unreadable-record': () => ({
    vi: 'Một bản ghi không ai đọc được: được giữ lại nhưng không đếm. Hãy báo kỹ thuật phiên bản ứng dụng của máy này.',
    en: 'A record nobody here can read: kept, but not counted. Tell technical support which app version this tablet has.',
  }),
  'duplicate-serial': (said) => ({
    vi: `Tờ giấy cùng số này đã được nhập tại ${said.other} lúc ${said.otherAt}. Hãy so hai tờ.`,
    en: `A paper of the same number was keyed at ${said.other} at ${said.otherAt}. Compare the two papers.`,
  }),
  'exit-without-entry': () => ({
    vi: 'Mã khai để vào, nhưng lượt đầu tiên lại là ra. Lượt này vẫn được đếm; có thể đã có lần vào không qua chốt.',
    en: 'A code declared for coming in, whose first passage is out. It counts all the same; somebody may have come in past the checkpoints.',
  }),
  'refused-needlessly': (said) => ({
    vi: `Lúc đó là ${said.word(said.detail.decided)}; theo những gì nay đã biết thì lẽ ra ${said.word(said.detail.expected)}. Quyết định khi ấy giữ nguyên; chỉ để biết.`,
    en: `It was ${said.word(said.detail.decided)}; by what is now known it could have been ${said.word(said.detail.expected)}. The decision stands; this is a note.`,
  }),
}

export function momentOf(at: number, zone: ZoneName): string {
  const { date, time } = formatLocal(at, zone)
  return `${time} ${date}`
}
