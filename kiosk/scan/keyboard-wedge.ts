import { PREFIX } from '../../shared/credential/prefix.ts'
import { EU_PREFIX } from '../../shared/documents/foreign-document.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { characterAt } from './key-places.ts'

/** Scanners type faster than people: a longer pause starts a new text. */
export const WEDGE_PAUSE_MS = 150
/** Shorter bursts are people. */
const SHORTEST = 8
const LONGEST = 4000

export interface Keystroke {
  /** `KeyboardEvent.key`, `.code` and `.shiftKey`. */
  readonly key: string
  readonly code: string
  readonly shift?: 'up' | 'down'
  readonly atMs: number
}

export type WedgeFault = 'keyboard-altered'

/**
 * Gathers what a hardware scanner types, twice: as the keys say and as they lie. A Vietnamese input method leaves marks:
 * keys that say `Process`, letters without a key, Backspaces nobody pressed. Then only the places count; and where keys
 * were swallowed too, only a text that can prove itself: our digits, which no input method touches.
 */
export class KeyboardWedge {
  private typed = ''
  private placed = ''
  private strokes = 0
  private lastMs = -Infinity
  /** A key whose meaning an input method took: its place still tells. */
  private processed = false
  /** A key that is missing or came from nowhere: no place tells. */
  private rewritten = false

  /** A whole text at Enter or Tab, null while it is not one. */
  take(stroke: Keystroke): Result<string, WedgeFault> | null {
    if (stroke.atMs - this.lastMs > WEDGE_PAUSE_MS) this.clear()
    this.lastMs = stroke.atMs
    if (stroke.key === 'Enter' || stroke.key === 'Tab') return this.finish()
    this.gather(stroke)
    return null
  }

  /** Whether a burst is under way: then its Enter is not the page's. */
  isTyping(atMs: number): boolean {
    return this.strokes >= SHORTEST && atMs - this.lastMs <= WEDGE_PAUSE_MS
  }

  private gather(stroke: Keystroke): void {
    const { key, code } = stroke
    if (key === 'Shift' || key === 'CapsLock' || key === 'AltGraph') return
    this.strokes += 1
    if (key === 'Backspace') {
      this.rewritten ||= this.strokes > 1
      return
    }
    const place = characterAt(code, stroke.shift ?? shiftOf(key))
    if (place === null) this.rewritten ||= key.length !== 1 || code === ''
    if (key.length !== 1) this.processed = true
    this.placed = (this.placed + (place ?? '')).slice(0, LONGEST)
    this.typed = (this.typed + typedCharacter(stroke, place)).slice(0, LONGEST)
  }

  private finish(): Result<string, WedgeFault> | null {
    const { typed, placed, strokes, processed, rewritten } = this
    this.clear()
    if (strokes < SHORTEST) return null
    const ours = [typed, placed].map(inCapitals).find((text) => OURS.test(text))
    if (ours !== undefined) return ok(ours)
    if (rewritten) return err('keyboard-altered')
    const text = processed ? placed : typed
    const capitals = inCapitals(text)
    if (!capitals.startsWith(EU_PREFIX)) return processed ? err('keyboard-altered') : ok(text)
    if (EUROPEAN.test(capitals)) return ok(capitals)
    return EUROPEAN.test(inCapitals(placed)) ? ok(inCapitals(placed)) : err('keyboard-altered')
  }

  private clear(): void {
    this.typed = ''
    this.placed = ''
    this.strokes = 0
    this.processed = false
    this.rewritten = false
  }
}

const OURS = new RegExp(`^${PREFIX}\\d+$`)
/** Base45 has no small letters, so a Caps Lock left on changes nothing. */
const EUROPEAN = new RegExp(`^${EU_PREFIX}[0-9A-Z $%*+\\-./:]+$`)

/** Both alphabets are capitals: Caps Lock turned round is turned back. */
function inCapitals(text: string): string {
  const upper = text.toUpperCase()
  return upper.startsWith(PREFIX) || upper.startsWith(EU_PREFIX) ? upper : text
}

function shiftOf(key: string): 'up' | 'down' {
  return /^[A-Z~!@#$%^&*()_+{}|:"<>?]$/.test(key) ? 'down' : 'up'
}

/** A digit is read from its place: an input method may have made a tone of it. */
function typedCharacter({ key, code }: Keystroke, place: string | null): string {
  if (key.length !== 1) return place ?? ''
  const isDigitKey = /^(?:Digit|Numpad)\d$/.test(code)
  return isDigitKey && place !== null && /[\dÀ-ỹ]/.test(key) ? code.slice(-1) : key
}
