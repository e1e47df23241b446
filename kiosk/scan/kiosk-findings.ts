import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { isNonEmpty, type NonEmpty } from '../../shared/result.ts'
import { compareOutcomes, type Reason, type UsedFact, type Verdict } from '../../shared/rules/verdict.ts'
import { formatLocal } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { EarlierUse } from '../crossing/vehicle-of.ts'
import { agoText } from '../ui/ages.ts'

/** What the kiosk itself found: always `refer`, never a rule of law. */
export function doubleUseFinding(earlier: EarlierUse, now: EpochMs): Reason {
  const usedAt = earlier.decided?.decidedAt ?? earlier.scannedAt
  const at = formatLocal(usedAt)
  const ago = Math.max(0, now - usedAt)
  const way = earlier.direction === 'entry' ? { vi: 'vào', en: 'entry' } : { vi: 'ra', en: 'exit' }
  const aboard = earlier.aboard ? aboardWords(earlier.aboard.plate) : { vi: '', en: '' }
  return finding('CHOT-DOUBLE-USE', {
    officer: {
      vi: `Mã này đã được dùng để ${way.vi} qua chốt${aboard.vi} lúc ${at.time} ngày ${at.date} (${agoText(ago, 'vi')}) và từ đó chưa có lượt ngược lại. Đối chiếu giấy tờ với người đang trình mã.`,
      en: `This code was already used for ${way.en} here${aboard.en} at ${at.time} on ${at.date} (${agoText(ago, 'en')}), with no passage the other way since. Compare the papers with the person showing it.`,
    },
    traveller: {
      vi: 'Mã này đã được dùng. Xin chờ cán bộ kiểm tra giấy tờ.',
      en: 'This code was already used. Please wait while the officer looks at your papers.',
    },
    facts: [{ path: 'kiosk.earlierPassage', value: earlier.passage }],
  })
}

function aboardWords(plate: string | null): Texts {
  return plate === null ? { vi: ' cùng một xe hoặc nhóm', en: ' in a vehicle or group' } : { vi: ` trên xe ${plate}`, en: ` in the vehicle ${plate}` }
}

export function clockFinding(): Reason {
  return finding('CHOT-CLOCK', {
    officer: {
      vi: 'Đồng hồ máy không chắc chắn nên không xét được thời hạn. Kiểm tra ngày giờ của máy tính bảng, rồi quét lại.',
      en: 'The clock of this tablet is doubtful, so dates cannot be judged. Check the date and time, then scan again.',
    },
    traveller: WAIT,
    facts: [],
  })
}

export function staleFinding(part: string, hours: number): Reason {
  return finding('CHOT-STALE', {
    officer: {
      vi: `Dữ liệu trên máy đã ${hours} giờ chưa được cập nhật, quá hạn cho phép. Kết nối mạng để cập nhật; trong lúc chờ, kiểm tra bằng giấy tờ.`,
      en: `The data on this tablet is ${hours} hours old, beyond the limit. Connect to update it; until then check the papers by hand.`,
    },
    traveller: WAIT,
    facts: [{ path: `bundle.${part}.ageHours`, value: hours }],
  })
}

export function oldAppFinding(least: string): Reason {
  return finding('CHOT-APP-OLD', {
    officer: {
      vi: 'Ứng dụng trên máy này đã quá cũ, không được dùng để xét nữa. Kết nối mạng rồi tải lại trang để cập nhật; trong lúc chờ, kiểm tra bằng giấy tờ.',
      en: 'The app on this tablet is too old to judge by. Connect it and reload the page to update; until then check the papers by hand.',
    },
    traveller: WAIT,
    facts: [{ path: 'policy.minAppVersion', value: least }],
  })
}

export function noBundleFinding(): Reason {
  return finding('CHOT-NO-BUNDLE', {
    officer: {
      vi: 'Máy chưa nhận được quy định và khóa của chốt này. Kết nối mạng để nhận; trong lúc chờ, kiểm tra bằng giấy tờ.',
      en: 'This tablet has not received the rules and keys of its checkpoint yet. Connect it; until then check the papers by hand.',
    },
    traveller: WAIT,
    facts: [],
  })
}

export function faultFinding(problem: string): Reason {
  const reason = finding('CHOT-FAULT', {
    officer: {
      vi: 'Máy gặp lỗi khi xét mã này. Kiểm tra bằng giấy tờ và báo cho bộ phận kỹ thuật.',
      en: 'This tablet failed while judging the code. Check the papers by hand and tell technical support.',
    },
    traveller: WAIT,
    facts: [],
  })
  return { ...reason, fault: { path: 'kiosk', problem: problem.slice(0, 200) } }
}

export function aboardFinding(): Reason {
  return finding('CHOT-ABOARD', {
    officer: {
      vi: 'Người này đã được quét trên chính xe này. Những gì đã thấy thêm lúc đó máy không còn giữ: làm theo kết quả đã ghi, hoặc xem lại giấy tờ.',
      en: 'This person was already scanned in this vehicle. What was seen besides is no longer on this tablet: go by the recorded answer, or look at the papers again.',
    },
    traveller: WAIT,
    facts: [],
  })
}

export function storageFinding(): Reason {
  return finding('CHOT-STORAGE', {
    officer: {
      vi: 'Không ghi được vào bộ nhớ máy: lượt này CHƯA được lưu. Ghi vào sổ giấy, giải phóng bộ nhớ hoặc đổi máy khác.',
      en: 'The tablet could not write to its storage: this reading is NOT recorded. Write it on paper, free some space or use another tablet.',
    },
    traveller: WAIT,
    facts: [],
  })
}

/** The findings join the reasons; the verdict becomes at least `refer`, never milder. */
export function withFindings(verdict: Verdict, findings: readonly Reason[]): Verdict {
  if (!isNonEmpty(findings)) return verdict
  if (verdict.outcome !== 'admit' && compareOutcomes(verdict.outcome, 'refer') > 0) {
    const [first, ...others] = verdict.reasons
    return { ...verdict, reasons: [first, ...others, ...findings] }
  }
  const reasons: NonEmpty<Reason> = [findings[0], ...findings.slice(1), ...verdict.reasons]
  return { outcome: 'refer', reasons: verdict.outcome === 'refer' ? [...verdict.reasons, ...findings] : reasons, duties: verdict.duties }
}

export function verdictOfFinding(reason: Reason): Verdict {
  return { outcome: 'refer', reasons: [reason], duties: [] }
}

const WAIT: Texts = { vi: 'Xin chờ cán bộ kiểm tra.', en: 'Please wait for the officer.' }

/** Always `refer`, always the kiosk's own. */
export function finding(ruleId: string, what: { readonly officer: Texts; readonly traveller: Texts; readonly facts: readonly UsedFact[] }): Reason {
  return {
    ruleId,
    ruleVersion: 1,
    authority: null,
    outcome: 'refer',
    strength: 'must',
    law: null,
    officerText: what.officer,
    travellerText: what.traveller,
    facts: what.facts,
    unknown: [],
  }
}
