import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { ApiError } from '../../shared/http/api.ts'
import type { RouteReply } from './route.ts'

/** An expected "no" on its way out of a door: a word for programs, a sentence for people, nothing else. */
export interface Refusal {
  readonly status: number
  readonly error: string
  readonly texts: Texts
  readonly headers?: Readonly<Record<string, string>>
}

export function refusalReply(refusal: Refusal, language: Language): RouteReply {
  const body: ApiError = { error: refusal.error, message: refusal.texts[language] }
  return refusal.headers ? { status: refusal.status, body, headers: refusal.headers } : { status: refusal.status, body }
}

/** Vietnamese unless the header prefers English: the first of the two languages at the highest weight. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      return { language: tag.slice(0, 2), weight: Number(weight.replace(/^q=/, '')) || 0 }
    })
    .filter(({ language }) => language === 'vi' || language === 'en')
    .sort((a, b) => b.weight - a.weight)
  return wanted[0]?.language === 'en' ? 'en' : 'vi'
}
