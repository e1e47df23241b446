/** After this many wrong ones in a row only a new PIN helps at the server, and on a tablet only the server's word. */
export const MAX_PIN_FAILURES = 5

/** Longest PIN, in digits: what the field takes. */
export const MAX_PIN_DIGITS = 8

/** Four to eight digits: typed with gloves, kept safe by the count of tries and not by its length. */
export const PIN_PATTERN = /^[0-9]{4,8}$/

/** Whether a text has a PIN's form, at every door where one comes in. */
export function isPin(text: string): boolean {
  return PIN_PATTERN.test(text)
}

/** Which of an officer's PINs: the first is 1, and bundles and tablets from before there was a count mean that one. */
export const FIRST_PIN_VERSION = 1
