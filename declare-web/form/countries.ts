import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Option } from './option.ts'

/** Of the reader's language, with the usual countries by their names. */
export interface CountryWords {
  readonly language: Language
  readonly texts: { readonly countries: { readonly [code: string]: string } }
}

/** ISO 3166-1 alpha-2, all that are assigned. */
const ALL =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'

const optionsByLanguage = new Map<Language, readonly Option[]>()

/** Usual countries first, then all others by name where the browser can name them, else by code. */
export function countryOptions(words: CountryWords): readonly Option[] {
  const made = optionsByLanguage.get(words.language) ?? makeOptions(words)
  optionsByLanguage.set(words.language, made)
  return made
}

function makeOptions(words: CountryWords): readonly Option[] {
  const option = (code: string) => ({ value: code, label: countryName(code, words) })
  const usual = Object.keys(words.texts.countries)
  const others = ALL.split(' ')
    .filter((code) => !usual.includes(code))
    .map(option)
    .sort((a, b) => a.label.localeCompare(b.label, words.language))
  return [...usual.map(option), ...others]
}

export function countryName(code: string, { language, texts }: CountryWords): string {
  const usual = texts.countries[code]
  if (usual !== undefined) return usual
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
