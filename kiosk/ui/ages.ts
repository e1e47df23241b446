import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'

/** How long ago: `vừa xong`, `3 phút trước`. */
export function agoText(ms: number, language: Language): string {
  if (ms < MINUTE_MS) return ageText(ms, language)
  return `${ageText(ms, language)} ${language === 'vi' ? 'trước' : 'ago'}`
}

/** A stretch of time in one short word: `3 phút`, `26 giờ`, `4 ngày`. */
export function ageText(ms: number, language: Language): string {
  const vi = language === 'vi'
  if (ms < MINUTE_MS) return vi ? 'vừa xong' : 'just now'
  if (ms < 2 * HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} ${vi ? 'phút' : 'min'}`
  if (ms < 3 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} ${vi ? 'giờ' : 'h'}`
  return `${Math.floor(ms / DAY_MS)} ${vi ? 'ngày' : 'days'}`
}
