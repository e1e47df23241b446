/** What stands on a key of a US keyboard, which is what scanners are: plain and with Shift, by `KeyboardEvent.code`. */
const SIGNS: { readonly [code: string]: readonly [plain: string, shifted: string] } = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  NumpadDecimal: ['.', '.'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
}
const ABOVE_DIGITS = ')!@#$%^&*('

/** The character on the key pressed, whatever an input method made of it; null where the key's place is not known. */
export function characterAt(code: string, shift: 'up' | 'down'): string | null {
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return shift === 'up' ? digit : ABOVE_DIGITS.charAt(Number(digit))
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad !== undefined) return numpad
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shift === 'up' ? letter.toLowerCase() : letter
  const sign = SIGNS[code]
  return sign ? sign[shift === 'up' ? 0 : 1] : null
}
