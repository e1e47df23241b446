import type { Texts } from '../../checkpoints/checkpoint.ts'
import type { Evidence } from '../../declaration/vocabulary.ts'
import type { ObservedValue } from '../../passage/observation.ts'
import { formatDate, formatLocal } from '../../time.ts'
import type { EpochMs } from '../../units.ts'
import { gatherFacts } from '../facts.ts'
import type { Passing } from '../passing.ts'
import { TEST_WORDS, testPaperWords } from '../test-words.ts'
import type { Answer, Change } from './counterfactual.ts'

/** The condition in a traveller's words. */
export function changeTexts(change: Change, passing: Passing): Texts {
  switch (change.kind) {
    case 'test':
      return testTexts(change)
    case 'dose':
      return doseTexts(change)
    case 'date':
      return dateTexts(change.from)
    case 'answer':
      return joined(change.answers.map((answer) => answerTexts(answer, passing)))
    case 'observation':
      return joined(change.observed.map(observedTexts))
  }
}

const EVIDENCE_WORDS: Record<Evidence, Texts> = {
  declared: { vi: '', en: '' },
  seen: { vi: ', có giấy để cán bộ xem', en: ', with the paper for the officer to see' },
  attested: { vi: ', có mã ký số của nơi cấp', en: ', with a code signed by who issued it' },
}

function testTexts({ test, basis, since, evidence }: Extract<Change, { readonly kind: 'test' }>): Texts {
  const { time, date } = formatLocal(since)
  const kind = TEST_WORDS[test]
  const age: Texts = basis === 'sampled' ? { vi: 'lấy mẫu', en: 'sampled' } : { vi: 'trả kết quả', en: 'with its result' }
  return {
    vi: `Có kết quả xét nghiệm ${kind.vi} âm tính, ${age.vi} từ ${time} ngày ${date} trở đi${EVIDENCE_WORDS[evidence].vi}`,
    en: `A negative ${kind.en} test, ${age.en} at ${time} on ${date} or later${EVIDENCE_WORDS[evidence].en}`,
  }
}

function doseTexts({ count, lastOn, evidence }: Extract<Change, { readonly kind: 'dose' }>): Texts {
  const date = formatDate(lastOn)
  const proof = EVIDENCE_WORDS[evidence]
  if (count === 1) {
    return {
      vi: `Đã tiêm thêm 1 mũi vắc-xin, chậm nhất ngày ${date}${proof.vi}`,
      en: `One more vaccine dose, given on ${date} or earlier${proof.en}`,
    }
  }
  return {
    vi: `Đã tiêm thêm ${count} mũi vắc-xin, mũi cuối chậm nhất ngày ${date}${proof.vi}`,
    en: `${count} more vaccine doses, the last given on ${date} or earlier${proof.en}`,
  }
}

function dateTexts(from: EpochMs): Texts {
  const { time, date } = formatLocal(from)
  return {
    vi: `Từ ${time} ngày ${date}, nếu đến lúc đó không ở thêm nơi nào đang có biện pháp phòng dịch và mọi điều khác vẫn như đã khai`,
    en: `From ${time} on ${date}, if no further affected area is stayed in until then and all else is still as declared`,
  }
}

const NO_LISTED_NAME: Texts = {
  vi: 'Danh sách cần chú ý được cập nhật và không có tên người này',
  en: 'The watch-list is up to date and does not name this person',
}

function answerTexts({ path, value }: Answer, passing: Passing): Texts {
  const [name = '', key = '', field = ''] = path.split('.')
  if (name === 'symptoms') return { vi: 'Trả lời là không có triệu chứng', en: 'The answer is: no symptoms' }
  if (name === 'exposures') return { vi: 'Trả lời là không tiếp xúc với nguồn bệnh', en: 'The answer is: no exposure' }
  if (name === 'watch') return NO_LISTED_NAME
  if (name === 'homePossible') {
    return value === true
      ? { vi: 'Có thể cách ly tại nhà', en: 'Quarantine at home is possible' }
      : { vi: 'Không thể cách ly tại nhà', en: 'Quarantine at home is not possible' }
  }
  if (name === 'lists') {
    return value === true
      ? { vi: `Có tên trong danh sách “${key}”`, en: `The list “${key}” names this person or vehicle` }
      : { vi: `Không có tên trong danh sách “${key}”`, en: `The list “${key}” does not name this person or vehicle` }
  }
  if (field !== '') return hourTexts(field, Number(value), placeAt(Number(key), passing))
  return {
    vi: 'Những ngày chưa khai không ở nơi nào đang có biện pháp phòng dịch',
    en: 'The days not accounted for were spent in no affected area',
  }
}

function hourTexts(field: string, hour: number, place: string): Texts {
  return field === 'fromHour'
    ? { vi: `Đến ${place} từ ${hour}:00 trở đi`, en: `Came to ${place} at ${hour}:00 or later` }
    : { vi: `Rời ${place} trước ${hour + 1}:00`, en: `Left ${place} before ${hour + 1}:00` }
}

function placeAt(position: number, passing: Passing): string {
  const stop = gatherFacts(passing).stops[position]
  return stop === undefined ? '?' : (passing.areas.get(stop.place)?.name ?? stop.place)
}

const PAPER_WORDS: Record<Extract<ObservedValue, { readonly kind: 'papers-seen' }>['paper'], Texts> = {
  test: { vi: 'giấy xét nghiệm', en: 'test paper' },
  vaccination: { vi: 'giấy tiêm vắc-xin', en: 'vaccination paper' },
  identity: { vi: 'giấy tờ tùy thân', en: 'identity paper' },
  work: { vi: 'giấy đi làm', en: 'work paper' },
  goods: { vi: 'giấy tờ hàng hóa', en: 'goods paper' },
}

/** Above this a thermometer's bound is no bound: the rule only wants it measured. */
const NO_BOUND_TENTHS = 425

function observedTexts(observed: ObservedValue): Texts {
  switch (observed.kind) {
    case 'temperature':
      return temperatureTexts(observed.tenths)
    case 'symptom':
      return { vi: 'Cán bộ ghi: không thấy triệu chứng', en: 'The officer records: no symptoms seen' }
    case 'mask':
      return { vi: 'Đeo khẩu trang', en: 'A mask is worn' }
    case 'papers-seen': {
      const paper = observed.test === undefined ? PAPER_WORDS[observed.paper] : testPaperWords(observed.test)
      return { vi: `Cán bộ đã xem ${paper.vi} và thấy khớp`, en: `The officer has seen the ${paper.en}, and it agrees` }
    }
    case 'persons-counted':
      return { vi: `Đếm trên xe đúng ${observed.persons} người`, en: `The head-count is ${observed.persons}` }
    case 'queue':
      return { vi: 'Ghi độ dài hàng chờ', en: 'The length of the queue is recorded' }
    case 'illegal-entry':
      return { vi: 'Ghi: không nghi nhập cảnh trái phép', en: 'Recorded: illegal entry is not suspected' }
    case 'place':
    case 'position':
      return { vi: 'Ghi vị trí', en: 'The position is recorded' }
    case 'withdrawn':
      return { vi: 'Rút lại điều đã ghi', en: 'What was recorded is taken back' }
    case 'violation':
      return { vi: 'Ghi việc đã thấy', en: 'What was seen is recorded' }
    case 'document':
      return { vi: 'Xuất trình thêm một giấy tờ khớp tên và năm sinh', en: 'A further document is shown, with the same name and birth year' }
  }
}

function temperatureTexts(tenths: number): Texts {
  if (tenths > NO_BOUND_TENTHS) return { vi: 'Đo và ghi thân nhiệt', en: 'The temperature is measured and recorded' }
  const whole = Math.floor(tenths / 10)
  const tenth = tenths % 10
  return { vi: `Thân nhiệt đo được nhiều nhất ${whole},${tenth} °C`, en: `The temperature measured is at most ${whole}.${tenth} °C` }
}

function joined(parts: readonly Texts[]): Texts {
  return { vi: parts.map(({ vi }) => vi).join('; '), en: parts.map(({ en }) => en).join('; ') }
}
