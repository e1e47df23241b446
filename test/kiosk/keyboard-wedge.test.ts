import { describe, expect, it } from 'vitest'
import { KeyboardWedge, type Keystroke, WEDGE_PAUSE_MS } from '../../kiosk/scan/keyboard-wedge.ts'
import { aCode } from './a-station.ts'

const SIGN_KEYS: { readonly [sign: string]: readonly [code: string, shift: 'up' | 'down'] } = {
  ':': ['Semicolon', 'down'],
  $: ['Digit4', 'down'],
  '%': ['Digit5', 'down'],
  '*': ['Digit8', 'down'],
  '+': ['Equal', 'down'],
  '-': ['Minus', 'up'],
  '.': ['Period', 'up'],
  '/': ['Slash', 'up'],
  ' ': ['Space', 'up'],
  '|': ['Backslash', 'down'],
}

/** As a scanner on a US keyboard types it, ten milliseconds a key. */
function strokes(text: string): Keystroke[] {
  const keys = [...text].map((key): Omit<Keystroke, 'atMs'> => {
    if (/\d/.test(key)) return { key, code: `Digit${key}`, shift: 'up' }
    if (/[A-Z]/i.test(key)) return { key, code: `Key${key.toUpperCase()}`, shift: /[A-Z]/.test(key) ? 'down' : 'up' }
    const [code, shift] = SIGN_KEYS[key] ?? ['', 'up']
    return { key, code, shift }
  })
  return [...keys, { key: 'Enter', code: 'Enter', shift: 'up' as const }].map((key, at) => ({ ...key, atMs: at * 10 }))
}

function take(all: readonly Keystroke[]) {
  const wedge = new KeyboardWedge()
  return all.map((stroke) => wedge.take(stroke)).findLast((taken) => taken !== null) ?? null
}

/** An input method in the browser's own frame: every letter and digit key says only that it was taken. */
const processed = (all: readonly Keystroke[]) => all.map((stroke) => (/^(Key|Digit)/.test(stroke.code) ? { ...stroke, key: 'Process' } : stroke))

/** One that hooks the keyboard (Telex): the second of two vowels is swallowed, a Backspace and another letter come instead. */
const hooked = (all: readonly Keystroke[]) =>
  all.flatMap((stroke, at) =>
    at > 0 && /^[AEO]$/.test(stroke.key) && all[at - 1]?.key === stroke.key
      ? [
          { ...stroke, key: 'Backspace', code: 'Backspace' },
          { ...stroke, key: { A: 'Â', E: 'Ê', O: 'Ô' }[stroke.key] ?? '', code: '' },
        ]
      : [stroke],
  )

const EU = 'HC1:6BFOXN%TSMAHN-HWWK2RL99TEZP3Z9M52N651AAA.EE/OO'
const CARD = '001085012345|100123456|Nguyen Van A|02011985|Nam|So 1|01012021'

describe('a scanner that types', () => {
  it.each([
    ['our code', 'KB1:123456789012345'],
    ['a European code', EU],
    ['an ID card', CARD],
  ])('%s arrives as it was typed', (_name, text) => {
    expect(take(strokes(text))).toEqual({ ok: true, value: text })
  })

  it.each([
    ['our code', 'KB1:123456789012345'],
    ['a European code', EU],
  ])('%s arrives where an input method took the keys: their places tell', (_name, text) => {
    expect(take(processed(strokes(text)))).toEqual({ ok: true, value: text })
  })

  it('an ID card behind an input method is not guessed at: its letters have no proof', () => {
    expect(take(processed(strokes(CARD)))).toEqual({ ok: false, error: 'keyboard-altered' })
  })

  it('our digits come through an input method that swallows keys, a European code says what to do', async () => {
    const ours = await aCode()
    expect(take(hooked(strokes(ours)))).toEqual({ ok: true, value: ours })
    expect(take(hooked(strokes(EU)))).toEqual({ ok: false, error: 'keyboard-altered' })
  })

  it.each([
    ['our code', 'KB1:123456789012345'],
    ['a European code', EU],
  ])('%s with Caps Lock turned round is turned back', (_name, text) => {
    const turned = [...text].map((key) => (/[A-Z]/.test(key) ? key.toLowerCase() : key)).join('')
    expect(take(strokes(turned))).toEqual({ ok: true, value: text })
  })

  it('on a tablet whose keyboard tells nothing but that a key was pressed says what to do', () => {
    const mute = strokes('KB1:123456789').map((stroke) => (stroke.key === 'Enter' ? stroke : { ...stroke, key: 'Unidentified', code: '' }))
    expect(take(mute)).toEqual({ ok: false, error: 'keyboard-altered' })
  })

  it('is told from a person by its pace, to the millisecond', () => {
    const slow = (pause: number) => strokes('KB1:12345678').map((stroke, at) => ({ ...stroke, atMs: at * pause }))
    expect(take(slow(WEDGE_PAUSE_MS))).toEqual({ ok: true, value: 'KB1:12345678' })
    expect(take(slow(WEDGE_PAUSE_MS + 1))).toBeNull()
  })

  it('leaves a few letters and an Enter to the page', () => {
    expect(take(strokes('abc1234'))).toBeNull()
  })
})
