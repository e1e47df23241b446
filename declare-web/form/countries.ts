import { COUNTRIES } from '../../shared/areas/countries.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Option } from './option.ts'

/** Of the reader's language, with the usual countries by their names. */
export interface CountryWords {
  readonly language: Language
  readonly texts: { readonly countries: { readonly [code: string]: string } }
}

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
  const others = COUNTRIES.filter((code) => !usual.includes(code))
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
