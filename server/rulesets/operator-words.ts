import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** An operator in people's words: `{0}` and `{name}` stand for its operands and options, in words themselves. */
export interface OperatorWords extends Texts {
  /** How it is written, for the table in the guide and for editors. */
  readonly form: string
}

/** Every operator of the language; a test holds this list and the guide's table to it. */
export const OPERATOR_WORDS: { readonly [operator: string]: OperatorWords } = {
  var: { form: '"path.to.fact"', vi: '{0}', en: '{0}' },
  if: { form: '[guard, then, else]', vi: 'nếu {0} thì {1}, nếu không thì {2}', en: 'if {0} then {1}, else {2}' },
  '===': { form: '[a, b]', vi: '{0} bằng {1}', en: '{0} is {1}' },
  in: { form: '[value, list]', vi: '{0} là một trong {1}', en: '{0} is one of {1}' },
  and: { form: '[a, b, …]', vi: 'tất cả: {*}', en: 'all of: {*}' },
  or: { form: '[a, b, …]', vi: 'ít nhất một: {*}', en: 'any of: {*}' },
  '!': { form: '[a]', vi: 'không phải: {0}', en: 'not: {0}' },
  '+': { form: '[a, b, …]', vi: 'tổng của {*}', en: 'the sum of {*}' },
  '>': { form: '[a, b]', vi: '{0} lớn hơn {1}', en: '{0} is more than {1}' },
  '<': { form: '[a, b]', vi: '{0} nhỏ hơn {1}', en: '{0} is less than {1}' },
  '>=': { form: '[a, b]', vi: '{0} từ {1} trở lên', en: '{0} is at least {1}' },
  '<=': { form: '[a, b]', vi: '{0} không quá {1}', en: '{0} is at most {1}' },
  after: { form: '[a, b]', vi: '{0} sau {1}', en: '{0} is after {1}' },
  before: { form: '[a, b]', vi: '{0} trước {1}', en: '{0} is before {1}' },
  'not-after': { form: '[a, b]', vi: '{0} không sau {1}', en: '{0} is not after {1}' },
  'not-before': { form: '[a, b]', vi: '{0} không trước {1}', en: '{0} is not before {1}' },
  plusTime: { form: '[instant, number, "hour"]', vi: '{0} cộng {1} {2}', en: '{0} plus {1} {2}' },
  reduce: { form: '[list, step, start]', vi: 'gộp {0} từng phần tử theo {1}, bắt đầu từ {2}', en: '{0} taken together by {1}, from {2}' },
  dccDateOfBirth: { form: '[text]', vi: 'ngày sinh viết trong {0}', en: 'the date of birth written in {0}' },
  extractFromUVCI: { form: '[text, index]', vi: 'phần thứ {1} của mã chứng nhận {0}', en: 'part {1} of the certificate number {0}' },
  'local-date': { form: '[instant]', vi: 'ngày của {0}', en: 'the day of {0}' },
  'add-days': { form: '[day, number]', vi: '{0} cộng {1} ngày', en: '{0} plus {1} days' },
  'days-between': { form: '[day, day]', vi: 'số ngày từ {0} đến {1}', en: 'the days from {0} to {1}' },
  'was-in-zone': {
    form: '{kinds, lastDays, authority?, zoneTime?}',
    vi: 'đã ở trong vùng loại {kinds} trong {lastDays} ngày qua',
    en: 'was in a zone of kind {kinds} during the last {lastDays} days',
  },
  'left-zone-after-start': {
    form: '{kinds, lastDays, authority?}',
    vi: 'đã rời vùng loại {kinds} sau khi vùng có hiệu lực, trong {lastDays} ngày qua',
    en: 'left a zone of kind {kinds} after it had begun, during the last {lastDays} days',
  },
  'was-in-untraced-zone': {
    form: '{kinds, lastDays, authority?}',
    vi: 'đã ở trong vùng loại {kinds} có ca chưa rõ nguồn lây trong {lastDays} ngày qua',
    en: 'was in a zone of kind {kinds} with untraced cases during the last {lastDays} days',
  },
  'place-in-zone': {
    form: '{place, kinds, authority?}',
    vi: '{place} đang thuộc vùng loại {kinds}',
    en: '{place} now lies in a zone of kind {kinds}',
  },
  'any-place-in-zone': {
    form: '{places, kinds, authority?}',
    vi: 'một nơi trong {places} đang thuộc vùng loại {kinds}',
    en: 'one of {places} now lies in a zone of kind {kinds}',
  },
  'place-within': { form: '{place, within}', vi: '{place} thuộc {within}', en: '{place} lies within {within}' },
  'was-outside': {
    form: '{place, lastDays}',
    vi: 'đã ra khỏi {place} trong {lastDays} ngày qua',
    en: 'was outside {place} during the last {lastDays} days',
  },
  'stop-abroad': { form: '{lastDays}', vi: 'đã ở nước ngoài trong {lastDays} ngày qua', en: 'was abroad during the last {lastDays} days' },
  'stop-level-at-least': {
    form: '{level, lastDays, at}',
    vi: 'đã ở nơi có cấp dịch từ {level} trở lên trong {lastDays} ngày qua (xét lúc: {at})',
    en: 'was in a place of level {level} or higher during the last {lastDays} days (as of: {at})',
  },
  'place-level-at-least': { form: '{place, level}', vi: '{place} có cấp dịch từ {level} trở lên', en: '{place} is now of level {level} or higher' },
  'any-symptom': { form: '{of?}', vi: 'có triệu chứng khai báo hoặc cán bộ thấy', en: 'has a symptom, declared or seen' },
  'observed-temperature-at-least': {
    form: 'tenths of a degree',
    vi: 'thân nhiệt đo được từ {0} phần mười độ C trở lên',
    en: 'the measured temperature is at least {0} tenths of a degree Celsius',
  },
  'has-test': {
    form: '{kinds, result, evidence, basis?, maxAgeHours?}',
    vi: 'có xét nghiệm {kinds} kết quả {result}, mức chứng minh từ {evidence}',
    en: 'has a test {kinds} with result {result}, known at least as {evidence}',
  },
  'tested-between': {
    form: '{kinds, result, evidence, from, to}',
    vi: 'đã lấy mẫu {kinds} từ {from} đến {to}, kết quả {result}, mức chứng minh từ {evidence}',
    en: 'was sampled ({kinds}) from {from} to {to} with result {result}, known at least as {evidence}',
  },
  'has-doses': {
    form: '{count, evidence, daysAgo?, notOlderDays?}',
    vi: 'đã tiêm ít nhất {count} mũi, mức chứng minh từ {evidence}',
    en: 'has at least {count} doses, known at least as {evidence}',
  },
  'watch-hit': { form: '{kinds}', vi: 'có trong danh sách cần chú ý, loại {kinds}', en: 'is on the watch-list as {kinds}' },
  lookup: { form: '{key, table, else?}', vi: 'giá trị theo {key} trong bảng {table}', en: 'what the table {table} says for {key}' },
  answered: { form: '"fact"', vi: '{0} đã được trả lời', en: '{0} has been answered' },
  'random-share': {
    form: '{perTenThousand, salt}',
    vi: 'được rút thăm, tỷ lệ {perTenThousand} phần mười nghìn',
    en: 'was drawn by lot, {perTenThousand} in ten thousand',
  },
}

/** Facts in people's words, by their path or by its first word. */
export const FACT_WORDS: { readonly [path: string]: Texts } = {
  now: { vi: 'thời điểm qua chốt', en: 'the moment of crossing' },
  today: { vi: 'ngày qua chốt', en: 'the day of crossing' },
  direction: { vi: 'chiều đi', en: 'the direction' },
  checkpoint: { vi: 'chốt', en: 'the checkpoint' },
  person: { vi: 'người khai', en: 'the person' },
  purpose: { vi: 'mục đích chuyến đi', en: 'the purpose of the trip' },
  sector: { vi: 'ngành nghề', en: 'the sector of work' },
  destination: { vi: 'nơi đến', en: 'the destination' },
  employer: { vi: 'nơi làm việc', en: 'the employer' },
  travel: { vi: 'phương tiện', en: 'the travel' },
  cargo: { vi: 'hàng hóa', en: 'the cargo' },
  homePossible: { vi: 'có thể cách ly tại nhà', en: 'quarantine at home is possible' },
  revised: { vi: 'đã sửa câu trả lời sau khi xem kết quả', en: 'answers were changed after the preview' },
  symptoms: { vi: 'triệu chứng đã khai', en: 'the declared symptoms' },
  exposures: { vi: 'tiếp xúc đã khai', en: 'the declared exposures' },
  stops: { vi: 'các nơi đã ở', en: 'the places stayed in' },
  tests: { vi: 'các xét nghiệm', en: 'the tests' },
  doses: { vi: 'các mũi tiêm', en: 'the doses' },
  observed: { vi: 'cán bộ quan sát', en: 'observed by the officer' },
  lists: { vi: 'có trong danh sách', en: 'is on the list' },
}
