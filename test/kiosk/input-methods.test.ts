import { expect, it } from 'vitest'
import { KeyboardWedge, type Keystroke } from '../../kiosk/scan/keyboard-wedge.ts'
import { aCode } from './a-station.ts'

/** What a QR's alphanumeric mode has, and all that our codes and European ones are made of. */
const BASE45 = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:']
const SIGNS: { readonly [sign: string]: string } = {
  ':': 'Semicolon',
  '%': 'Digit5',
  $: 'Digit4',
  '*': 'Digit8',
  '+': 'Equal',
  '-': 'Minus',
  '.': 'Period',
  '/': 'Slash',
  ' ': 'Space',
}
const SHIFTED = /[A-Z:%$*+]/

/** A letter and the key after it, and what they become. */
type Method = (word: string, key: string) => string | null

/** https://vi.wikipedia.org/wiki/Telex_(kiểu_gõ): doubled vowels, w, and tones at the word's end. */
const telex: Method = (word, key) => {
  const pair = { AA: 'Â', EE: 'Ê', OO: 'Ô', DD: 'Đ', AW: 'Ă', OW: 'Ơ', UW: 'Ư' }[word.slice(-1) + key]
  if (pair) return word.slice(0, -1) + pair
  if (key === 'W' && word === '') return 'Ư'
  return /[SFRXJ]/.test(key) ? withTone(word, ['S', 'F', 'R', 'X', 'J'].indexOf(key)) : null
}

/** https://vi.wikipedia.org/wiki/VNI: digits after the letter. */
const vni: Method = (word, key) => {
  const pair = { A6: 'Â', E6: 'Ê', O6: 'Ô', D9: 'Đ', A8: 'Ă', O7: 'Ơ', U7: 'Ư' }[word.slice(-1) + key]
  if (pair) return word.slice(0, -1) + pair
  return /[1-5]/.test(key) ? withTone(word, Number(key) - 1) : null
}

const TONES = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323']

function withTone(word: string, tone: number): string | null {
  const shaped = word.search(/[ÂÊÔĂƠƯ]/)
  const at = shaped >= 0 ? shaped : word.search(/[AEIOUY]/)
  return at < 0 ? null : `${word.slice(0, at)}${(word.charAt(at) + TONES[tone]).normalize('NFC')}${word.slice(at + 1)}`
}

const keyOf = (sign: string): Omit<Keystroke, 'atMs'> => ({
  key: sign,
  code: SIGNS[sign] ?? (/\d/.test(sign) ? `Digit${sign}` : `Key${sign}`),
  shift: SHIFTED.test(sign) ? 'down' : 'up',
})

/** As UniKey hooks a keyboard: the key is swallowed, Backspaces take the word back, the new letters come from no key, or are pasted. */
function hooked(text: string, method: Method, by: 'letters' | 'paste' = 'letters'): readonly Keystroke[] {
  const out: Omit<Keystroke, 'atMs'>[] = []
  let word = ''
  for (const sign of text) {
    const changed = /[A-Z\d]/.test(sign) ? method(word, sign) : null
    if (changed === null) {
      out.push(keyOf(sign))
      word = /[A-Z]/.test(sign) ? word + sign : ''
      continue
    }
    const same = [...word].findIndex((letter, at) => letter !== changed.charAt(at))
    const from = same < 0 ? word.length : same
    for (let i = from; i < word.length; i++) out.push({ key: 'Backspace', code: 'Backspace' })
    if (by === 'paste') out.push({ key: 'Insert', code: 'Insert', shift: 'down' })
    else for (const letter of changed.slice(from)) out.push({ key: letter, code: '' })
    word = changed
  }
  return timed(out)
}

/** As a browser's own composition shows it: the place of each key, and that it was taken. */
function composed(text: string): readonly Keystroke[] {
  return timed([...text].map((sign) => (/[A-Z\d]/.test(sign) ? { ...keyOf(sign), key: 'Process' } : keyOf(sign))))
}

/** The Vietnamese layout of Windows has letters and tones where others have digits. */
function onVietnameseLayout(text: string): readonly Keystroke[] {
  const above = ['đ', 'ă', 'â', 'ê', 'ô', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
  return timed([...text].map((sign) => (/\d/.test(sign) ? { ...keyOf(sign), key: above[Number(sign)] ?? '' } : keyOf(sign))))
}

function timed(keys: readonly Omit<Keystroke, 'atMs'>[]): readonly Keystroke[] {
  return [...keys, { key: 'Enter', code: 'Enter' }].map((key, at) => ({ ...key, atMs: at * 10 }))
}

function take(all: readonly Keystroke[]) {
  const wedge = new KeyboardWedge()
  return all.map((stroke) => wedge.take(stroke)).findLast((taken) => taken !== null) ?? null
}

const WAYS: readonly [string, (text: string) => readonly Keystroke[]][] = [
  ['Telex that hooks the keys', (text) => hooked(text, telex)],
  ['VNI that hooks the keys', (text) => hooked(text, vni)],
  ['Telex that pastes what it changed', (text) => hooked(text, telex, 'paste')],
  ['a composition in the browser', composed],
  ['the Vietnamese layout', onVietnameseLayout],
]

it('the simulated methods write what people write with them', () => {
  const written = (text: string, method: Method): string =>
    hooked(text, method)
      .map(({ key }) => key)
      .reduce((all, key) => (key === 'Backspace' ? all.slice(0, -1) : key === 'Enter' ? all : all + key), '')
  expect([written('VIEETJ', telex), written('DDAAF', telex), written('VIE65T', vni), written('D9A62', vni)]).toEqual(['VIỆT', 'ĐẦ', 'VIỆT', 'ĐẦ'])
})

it.each(WAYS)('every pair of digits of our code, and a whole one, arrive through %s', async (_name, through) => {
  const all = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0')).join('')
  for (const text of [`KB1:${all}`, await aCode()]) expect(take(through(text))).toEqual({ ok: true, value: text })
})

it.each(WAYS)(
  'no pair or triple of a European code becomes another one through %s: it arrives whole, or the page says what to do',
  (_name, through) => {
    let whole = 0
    for (const one of BASE45) {
      for (const other of BASE45) {
        for (const text of [`HC1:6B${one}${other}Z9`, `HC1:T${one}O${other}A`]) {
          const taken = take(through(text))
          if (taken?.ok) whole += 1
          expect(taken, text).toEqual(taken?.ok ? { ok: true, value: text } : { ok: false, error: 'keyboard-altered' })
        }
      }
    }
    expect(whole).toBeGreaterThan(500)
  },
)
