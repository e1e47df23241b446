import { createSlowerLane } from '../../server/http/slower-lane.ts'
import { DEMO_SHORT_CODE } from '../../server/seed/demo-passes.ts'
import { shortCodeOf } from '../../shared/credential/short-code.ts'
import { addDays } from '../../shared/time.ts'
import { call } from '../http/call.ts'
import { wholeApp } from '../http/whole-app.ts'

/** Of the demo's example: the pair that would be right. */
const RIGHT = { shortCode: DEMO_SHORT_CODE, birth: '1985-03-05' }

export interface Guessed {
  /** How the right pair was answered before anybody guessed. */
  readonly before: number
  /** How often each answer was given: status, length of the body and names of the headers. */
  readonly answers: ReadonlyMap<string, number>
}

/** Beyond what one address may ask, by more than are on their way at once. */
const RIGHT_AT = 60

/** One machine tries one code after the other; the right one comes after its tries are used up. */
export function guessCodes(guesses: number): Promise<Guessed> {
  return guess(guesses, (nth) => ({ pair: nth === RIGHT_AT ? RIGHT : { shortCode: codeAt(nth), birth: RIGHT.birth }, address: '203.0.113.7' }))
}

/** Machines all over the world try the birth dates of one traveller, the right one among them. */
export function guessBirthDates(guesses: number): Promise<Guessed> {
  const first = addDays(RIGHT.birth, -Math.floor(guesses / 2))
  return guess(guesses, (nth) => ({ pair: { shortCode: RIGHT.shortCode, birth: addDays(first, nth) }, address: addressAt(nth) }))
}

interface Guess {
  readonly pair: { readonly shortCode: string; readonly birth: string }
  readonly address: string
}

const AT_ONCE = 8

/** Without the proof of work that a flood would meet besides: the limits alone must hold. */
async function guess(guesses: number, guessAt: (nth: number) => Guess): Promise<Guessed> {
  const app = await wholeApp({
    change: { trustProxy: 1, siege: { challenge: () => null, lane: () => null, slowerLane: createSlowerLane({ realNow: Date.now }) } },
  })
  const ask = ({ pair, address }: Guess) => call(app.url, { method: 'POST', path: '/api/find', body: pair, headers: { 'x-forwarded-for': address } })
  const before = (await ask({ pair: RIGHT, address: '192.0.2.1' })).status
  const answers = new Map<string, number>()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < guesses) {
      const { pair, address } = guessAt(next++)
      const { status, text, headers } = await call(app.url, {
        method: 'POST',
        path: '/api/find',
        body: pair,
        headers: { 'x-forwarded-for': address },
      })
      const shape = `${status}, ${Buffer.byteLength(text)} bytes, ${Object.keys(headers).sort().join(' ')}`
      answers.set(shape, (answers.get(shape) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => app.close())
  return { before, answers }
}

function codeAt(nth: number): string {
  return shortCodeOf(Uint8Array.of(9, nth >> 24, nth >> 16, nth >> 8, nth))
}

function addressAt(nth: number): string {
  return `198.${18 + (nth >> 16)}.${(nth >> 8) & 255}.${nth & 255}`
}
