import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { translate } from '../language/translate.ts'

/** `12 giây`, `3 phút`, `2 giờ`, from three days on `3 ngày`: rounded down, so that data never look older than they are. */
export function describeAge(ms: number, language: Language): string {
  if (ms < MINUTE_MS) return translate('seconds', language, { n: Math.max(0, Math.floor(ms / SECOND_MS)) })
  if (ms < HOUR_MS) return translate('minutes', language, { n: Math.floor(ms / MINUTE_MS) })
  if (ms < 3 * DAY_MS) return translate('hours', language, { n: Math.floor(ms / HOUR_MS) })
  return translate('days', language, { n: Math.floor(ms / DAY_MS) })
}
