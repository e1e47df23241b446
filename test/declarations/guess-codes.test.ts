import { beforeAll, describe, expect, it } from 'vitest'
import { findLink } from '../../server/declarations/find-link.ts'
import { memoryRateLimits, type RateLimits } from '../../server/http/rate-limits.ts'
import { guessBirthDates, guessCodes } from '../support/guess-codes.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

/** A sample; `npm run faults -- F15-codes` guesses ten thousand times. */
const GUESSES = 200

describe('guessing', () => {
  it.each([
    ['codes from one machine', guessCodes],
    ['birth dates of one code from everywhere', guessBirthDates],
  ])('%s finds nothing, the right one included, and every answer looks the same', async (_what, guess) => {
    const { before, answers } = await guess(GUESSES)
    expect(before).toBe(200)
    expect([...answers]).toEqual([[expect.stringMatching(/^404, /), GUESSES]])
  })
})

describe('the work behind an answer', () => {
  let desk: PassDesk
  beforeAll(async () => {
    desk = await aPassDesk()
    return () => desk.close()
  })

  /** What one question does: each question to the database and to the limits, and each use of the secret. */
  async function work(asked: { readonly shortCode: string; readonly birth: string }, limits: RateLimits = memoryRateLimits()) {
    const done: string[] = []
    const { storage, deps } = desk.province
    const read = new Proxy(storage.read, {
      get: (target, name) => {
        done.push(`read ${String(name)}`)
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const keys = {
      ...deps.keys,
      get linkSecret() {
        done.push('secret')
        return deps.keys.linkSecret
      },
    }
    const take: RateLimits['take'] = (limit, key) => {
      done.push(`limit ${limit}`)
      return limits.take(limit, key)
    }
    const link = await findLink({ storage: { ...storage, read }, keys, limits: { ...limits, take } }, asked, '203.0.113.7')
    return { link, done }
  }

  it('is the same for a right pair, a wrong one, an unknown or malformed code, and one that was asked too often', async () => {
    const { shortCode, reference } = await desk.declare()
    const used = memoryRateLimits()
    for (let nth = 0; nth < 30; nth++) await used.take('find', '203.0.113.7')
    const right = { shortCode, birth: '1985-03-05' }
    const answers = [
      await work(right),
      await work({ shortCode, birth: '1985-03-06' }),
      await work({ shortCode: '000000000', birth: '1985-03-05' }),
      await work({ shortCode: 'x', birth: '' }),
      await work(right, used),
    ]
    expect(answers.map(({ link }) => link)).toEqual([reference, null, null, null, null])
    expect(new Set(answers.map(({ done }) => done.join(', ')))).toEqual(
      new Set(['limit find, limit findCode, read selectFrom, secret, limit findLater, secret']),
    )
  })
})
