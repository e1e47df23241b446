import { err, ok, type Result } from '../result.ts'

const VIETNAMESE_MOBILE = /^0[35789]\d{8}$/
/** E.164: at most 15 digits, the country first; the shortest real ones have 7. */
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/

/** `0912345678` for a Vietnamese mobile number, however it is spaced or prefixed with +84; else `+` and up to 15 digits. */
export function normalisePhone(text: string): Result<string, 'phone'> {
  const plain = text.replace(/[\s.()-]/g, '').replace(/^00/, '+')
  const national = plain.replace(/^\+84(?=[35789])/, '0').replace(/^\+840(?=[35789])/, '0')
  if (VIETNAMESE_MOBILE.test(national)) return ok(national)
  return INTERNATIONAL.test(plain) && !plain.startsWith('+84') ? ok(plain) : err('phone')
}
