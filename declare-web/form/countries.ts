import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Option } from './option.ts'

/** Neighbours and usual origins first, named here for browsers that cannot name countries themselves. */
const COMMON: readonly (readonly [code: string, vi: string, en: string])[] = [
  ['VN', 'Việt Nam', 'Vietnam'],
  ['CN', 'Trung Quốc', 'China'],
  ['LA', 'Lào', 'Laos'],
  ['KH', 'Campuchia', 'Cambodia'],
  ['TH', 'Thái Lan', 'Thailand'],
  ['TW', 'Đài Loan', 'Taiwan'],
  ['JP', 'Nhật Bản', 'Japan'],
  ['KR', 'Hàn Quốc', 'South Korea'],
  ['SG', 'Singapore', 'Singapore'],
  ['MY', 'Malaysia', 'Malaysia'],
  ['ID', 'Indonesia', 'Indonesia'],
  ['PH', 'Philippines', 'Philippines'],
  ['MM', 'Myanmar', 'Myanmar'],
  ['IN', 'Ấn Độ', 'India'],
  ['AU', 'Úc', 'Australia'],
  ['RU', 'Nga', 'Russia'],
  ['DE', 'Đức', 'Germany'],
  ['FR', 'Pháp', 'France'],
  ['GB', 'Anh', 'United Kingdom'],
  ['CZ', 'Séc', 'Czechia'],
  ['PL', 'Ba Lan', 'Poland'],
  ['US', 'Hoa Kỳ', 'United States'],
  ['CA', 'Canada', 'Canada'],
]

/** ISO 3166-1 alpha-2, all that are assigned. */
const ALL =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'

const optionsByLanguage = new Map<Language, readonly Option[]>()

/** Common countries first, then all others by name where the browser can name them, else by code. */
export function countryOptions(language: Language): readonly Option[] {
  const made = optionsByLanguage.get(language) ?? makeOptions(language)
  optionsByLanguage.set(language, made)
  return made
}

function makeOptions(language: Language): readonly Option[] {
  const known = COMMON.map(([code]) => code)
  const common = known.map((code) => ({ value: code, label: countryName(code, language) }))
  const others = ALL.split(' ')
    .filter((code) => !known.includes(code))
    .map((code) => ({ value: code, label: countryName(code, language) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
  return [...common, ...others]
}

export function countryName(code: string, language: Language): string {
  const common = COMMON.find(([known]) => known === code)
  if (common) return language === 'vi' ? common[1] : common[2]
  // What is no code of this form makes the browser's own list throw.
  if (!/^[A-Z]{2}$/.test(code)) return code
  return namesIn(language)?.of(code) ?? code
}

const names = new Map<Language, Intl.DisplayNames | null>()

/** Absent before Chrome 81 and Safari 14.1. */
function namesIn(language: Language): Intl.DisplayNames | null {
  const found = names.get(language)
  if (found !== undefined) return found
  const made = typeof Intl.DisplayNames === 'function' ? new Intl.DisplayNames([language], { type: 'region' }) : null
  names.set(language, made)
  return made
}
