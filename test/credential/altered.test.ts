import { expect, it } from 'vitest'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { testTrust } from '../support/test-keys.ts'
import { goldenCodes } from './golden-codes.ts'

const golden = goldenCodes().find((code) => code.name === 'good-person')
if (!golden?.expected.opened.ok) throw new Error('the golden code is gone')
const text = golden.text.trim()
const { now } = golden.expected

it('opens as nothing at all with any one character changed to any other digit', async () => {
  const counts = new Map<string, number>()
  for (let at = 4; at < text.length; at++) {
    for (const digit of '0123456789') {
      if (digit === text[at]) continue
      const answer = await answerTo(text.slice(0, at) + digit + text.slice(at + 1))
      counts.set(answer, (counts.get(answer) ?? 0) + 1)
    }
  }
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(9 * (text.length - 4))
  expect([...counts.keys()].sort()).toEqual(['malformed', 'signature-invalid'])
})

it('opens as nothing with any one character dropped, doubled, or swapped with the next', async () => {
  for (let at = 0; at < text.length; at++) {
    const dropped = text.slice(0, at) + text.slice(at + 1)
    const doubled = text.slice(0, at + 1) + text.slice(at)
    const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
    for (const altered of [dropped, doubled, swapped]) if (altered !== text) expect(await answerTo(altered)).not.toBe('opens')
  }
})

it('opens as nothing cut off anywhere, and says that it was cut off', async () => {
  for (let length = 4; length < text.length; length++) expect(await answerTo(text.slice(0, length))).toBe('truncated')
  for (let length = 0; length < 4; length++) expect(await answerTo(text.slice(0, length))).toBe('not-ours')
})

it('opens as nothing with anything added', async () => {
  for (const more of ['0', '00', '000', '7', '12345678', 'A', '\u0000', '\u200b', ' 0']) expect(await answerTo(text + more)).toBe('malformed')
  for (const before of ['0', 'K', '\u200b', 'https://x/']) expect(await answerTo(before + text)).toBe('not-ours')
})

async function answerTo(altered: string): Promise<string> {
  const opened = await openCredential(altered, testTrust(), now)
  return opened.ok ? 'opens' : opened.error.code
}
