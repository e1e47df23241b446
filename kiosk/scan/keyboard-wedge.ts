import type { Result } from '../../shared/result.ts'
import { err, ok } from '../../shared/result.ts'

/** Scanners type faster than people: a longer pause starts a new text. */
export const WEDGE_PAUSE_MS = 150
/** Shorter bursts are people. */
const SHORTEST = 8
const LONGEST = 2000

export interface Keystroke {
  /** `KeyboardEvent.key` and `.code`. */
  readonly key: string
  readonly code: string
  readonly atMs: number
}

export type WedgeFault = 'keyboard-altered'

/**
 * Gathers what a hardware scanner types. Digits are read from the key's place on the keyboard, because a Vietnamese
 * input method may change what a key means; a Backspace inside a burst is the mark of one at work on the letters.
 */
export class KeyboardWedge {
  private text = ''
  private lastMs = -Infinity
  private altered = false

  /** A whole text at Enter or Tab, null while it is not one. */
  take(stroke: Keystroke): Result<string, WedgeFault> | null {
    if (stroke.atMs - this.lastMs > WEDGE_PAUSE_MS) this.clear()
    this.lastMs = stroke.atMs
    if (stroke.key === 'Enter' || stroke.key === 'Tab') return this.finish()
    if (stroke.key === 'Backspace') this.altered = this.text.length > 0
    else this.text = (this.text + characterOf(stroke)).slice(0, LONGEST)
    return null
  }

  /** Whether a burst is under way: then its Enter is not the page's. */
  isTyping(atMs: number): boolean {
    return this.text.length >= SHORTEST && atMs - this.lastMs <= WEDGE_PAUSE_MS
  }

  private finish(): Result<string, WedgeFault> | null {
    const { text, altered } = this
    this.clear()
    if (text.length < SHORTEST) return null
    return altered ? err('keyboard-altered') : ok(text)
  }

  private clear(): void {
    this.text = ''
    this.altered = false
  }
}

function characterOf({ key, code }: Keystroke): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  // Shift and a digit key is a sign on the scanner's layout, not a digit.
  if (digit !== undefined && (key.length !== 1 || /[\dÀ-ỹ]/.test(key))) return digit
  return key.length === 1 ? key : ''
}
