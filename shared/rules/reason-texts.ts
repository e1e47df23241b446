import type { Texts } from '../checkpoints/checkpoint.ts'
import type { Rule } from './ruleset.ts'

/** Facts in people's words, by the first word of their path. */
const FACT_WORDS: { readonly [name: string]: Texts } = {
  stops: { vi: 'nơi đã ở trong những ngày qua', en: 'the places stayed in during the last days' },
  purpose: { vi: 'mục đích chuyến đi', en: 'the purpose of the trip' },
  sector: { vi: 'ngành nghề', en: 'the sector of work' },
  employer: { vi: 'nơi làm việc', en: 'the employer' },
  destination: { vi: 'nơi đến', en: 'the destination' },
  travel: { vi: 'phương tiện đi lại', en: 'the means of travel' },
  cargo: { vi: 'hàng hóa chở theo', en: 'the cargo' },
  symptoms: { vi: 'triệu chứng', en: 'the symptoms' },
  exposures: { vi: 'tiếp xúc với nguồn bệnh', en: 'the exposure to the disease' },
  tests: { vi: 'kết quả xét nghiệm', en: 'the test results' },
  doses: { vi: 'các mũi tiêm', en: 'the vaccine doses' },
  person: { vi: 'thông tin cá nhân', en: 'the personal details' },
  homePossible: { vi: 'khả năng cách ly tại nhà', en: 'whether quarantine at home is possible' },
  zones: { vi: 'danh sách vùng dịch trên máy này', en: "this device's list of outbreak areas" },
  watch: { vi: 'danh sách cần chú ý', en: 'the watch-list' },
  vehiclePass: { vi: 'logo (giấy nhận diện) của xe', en: 'the pass of the vehicle' },
  declaredAt: { vi: 'ngày khai báo', en: 'the day of the declaration' },
  lists: { vi: 'danh sách đăng ký', en: 'the roster' },
}

const HOUR_WORDS: Texts = { vi: 'giờ đến hoặc giờ đi ở một nơi đã ở', en: 'the hour of coming to or leaving one of the places' }
const PLACE_WORDS: Texts = { vi: 'xã, phường cụ thể của một nơi đã ở', en: 'the exact commune of one of the places' }

/** For a rule whose answer hangs on facts that nobody knows: what is missing, and what the rule would say. */
export function unknownTexts(rule: Rule, paths: readonly string[]): Pick<Rule, 'officerText' | 'travellerText'> {
  const missing = wordsFor(paths)
  return {
    officerText: {
      vi: `Chưa biết rõ ${missing.vi}: hãy hỏi và kiểm tra. Nếu đúng trường hợp này: ${rule.officerText.vi}`,
      en: `Not known: ${missing.en}. Ask and check. If it is so: ${rule.officerText.en}`,
    },
    travellerText: {
      vi: `Chưa biết rõ ${missing.vi}. Cán bộ sẽ hỏi thêm tại chốt.`,
      en: `Not known: ${missing.en}. An officer will ask you at the checkpoint.`,
    },
  }
}

/** For a rule that broke: it must not pass in silence, and the traveller is not to blame. */
export function faultTexts(rule: Rule): Pick<Rule, 'officerText' | 'travellerText'> {
  return {
    officerText: {
      vi: `Máy không tính được quy định ${rule.id}. Hãy tự đối chiếu với văn bản: ${rule.officerText.vi}`,
      en: `This device could not work out rule ${rule.id}. Check by hand against the text: ${rule.officerText.en}`,
    },
    travellerText: {
      vi: 'Hệ thống chưa tính được một quy định. Cán bộ tại chốt sẽ kiểm tra và trả lời.',
      en: 'The system could not work out one of the rules. An officer will check and answer at the checkpoint.',
    },
  }
}

function wordsFor(paths: readonly string[]): Texts {
  const words = [...new Map(paths.map((path) => wordFor(path)).map((word) => [word.en, word])).values()]
  return { vi: words.map((word) => word.vi).join(', '), en: words.map((word) => word.en).join(', ') }
}

function wordFor(path: string): Texts {
  if (/\.(from|to)Hour$/.test(path)) return HOUR_WORDS
  if (/^stops\.\d+\.place$/.test(path)) return PLACE_WORDS
  return FACT_WORDS[path.split('.')[0] ?? ''] ?? { vi: path, en: path }
}
