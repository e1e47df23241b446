import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { LANGUAGES } from './languages.ts'

const ONE_YEAR_S = 31_536_000

/** The same cookie as the server's: a page drawn by it and a live one speak the same language. */
export function keepLanguage(language: Language): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // By name: the Cookie Store API, which linters want instead, is not in browsers of 2018 and not on pages without https.
  Reflect.set(document, 'cookie', `chot-language=${language}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax${secure}`)
}

/** Asked for in the address, or chosen before, or as the page was drawn. */
export function chosenLanguage(): Language {
  const asked = /[?&]lang=(\w+)/.exec(location.search)?.[1]
  const kept = /(?:^|; )chot-language=(\w+)/.exec(document.cookie)?.[1]
  return known(asked) ?? known(kept) ?? known(document.documentElement.lang) ?? 'vi'
}

function known(code: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language.code === code)?.code
}
