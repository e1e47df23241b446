import { ok } from '../result.ts'
import { type Checked, fault } from './checked.ts'
import { LIMITS } from './declaration.ts'

/** Control characters, direction overrides, lone surrogates, private use, and letters that draw nothing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/**
 * Composed Vietnamese has no loose marks at all, and a composed Latin letter needs at most one more; Khmer, Lao and Thai
 * write up to three. Enclosing marks and marks on nothing are never part of a name.
 */
const STACKED = /\p{Script=Latin}\p{M}{2}|\p{M}{4}|\p{Me}|(^|[^\p{L}\p{M}])\p{M}/u

const NOT_IN_NAMES = /[^\p{L}\p{M} '’.-]/gu

/** A person's name, in any script: letters, marks, blanks, hyphen, full stop, apostrophe. */
export function checkName(text: string, path: string): Checked<string> {
  const plain = checkText(text, { path, max: LIMITS.nameLength })
  if (!plain.ok) return plain
  if (plain.value === null) return fault(path, 'required')
  const strange = plain.value.match(NOT_IN_NAMES)
  if (strange) return fault(path, 'name-characters', { characters: [...new Set(strange)].slice(0, 5).join(' ') })
  return /\p{L}/u.test(plain.value) ? ok(plain.value) : fault(path, 'name-letters')
}

/** Free text, composed, trimmed and its blanks folded; null where nothing was written. Markup in it is just text. */
export function checkText(text: string, limits: { readonly path: string; readonly max: number }): Checked<string | null> {
  const { path, max } = limits
  // Composing shortens a text at most to a quarter: what is longer need not be looked at.
  if (text.length > max * 4) return fault(path, 'too-long', { max })
  const plain = plainText(text)
  if (HIDDEN.test(plain)) return fault(path, 'hidden-characters')
  if (STACKED.test(plain)) return fault(path, 'stacked-marks')
  if ([...plain].length > max) return fault(path, 'too-long', { max })
  return ok(plain === '' ? null : plain)
}

/** NFC, trimmed, runs of blanks folded to one: the only repair that texts get. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ')
}
