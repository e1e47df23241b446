import { afterEach, beforeEach, expect, it } from 'vitest'
import { findLink } from '../../server/declarations/find-link.ts'
import { memoryRateLimits } from '../../server/http/rate-limits.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
beforeEach(async () => {
  desk = await aPassDesk()
})
afterEach(() => desk.close())

const find = (shortCode: string, birth: string) => desk.call({ method: 'POST', path: '/api/find', body: { shortCode, birth } })

it('a lost link is found by short code and birth date, however the code was typed', async () => {
  const issued = await desk.declare()
  const typed = `${issued.shortCode.slice(0, 4)}-${issued.shortCode.slice(4, 8)} ${issued.shortCode.slice(8)}`.toLowerCase()
  const found = await find(typed, '1985-03-05')
  expect([found.status, found.json()]).toEqual([200, { reference: issued.reference }])
})

it('by the year where only that was declared', async () => {
  const issued = await desk.declare({ traveller: { name: 'Trần Văn Thử', birth: '1960', nationality: 'VN' } })
  expect((await find(issued.shortCode, '1960')).json()).toEqual({ reference: issued.reference })
  expect((await find(issued.shortCode, '1960-01-01')).status).toBe(404)
})

it('unknown, wrong, malformed, erased and too often are answered alike', async () => {
  const issued = await desk.declare()
  const gone = await desk.declare()
  await desk.call({ method: 'DELETE', path: `/api/declarations/${gone.reference}` })
  const failures = [
    await find('0000-0000-0', '1985-03-05'),
    await find('x', 'y'),
    await find(gone.shortCode, '1985-03-05'),
    await find(issued.shortCode, '1985-03-06'),
    await find(issued.shortCode, '1985'),
    await find(issued.shortCode, '1985-3-5'),
    await find(issued.shortCode, ''),
    await find(issued.shortCode, '1985-02-30'),
    await find(issued.shortCode, '1985-03-05'),
  ]
  expect(new Set(failures.map(({ status, text, headers }) => `${status} ${text} ${headers['retry-after']}`)).size).toBe(1)
  expect(failures[0]?.status).toBe(404)
})

it('five tries at one code, right or wrong, and thirty from one address', async () => {
  const limits = memoryRateLimits()
  const takes = async (name: 'find' | 'findCode', times: number) => {
    let allowed = 0
    for (let nth = 0; nth < times; nth++) if ((await limits.take(name, 'k')) === null) allowed++
    return allowed
  }
  expect([await takes('findCode', 40), await takes('find', 40)]).toEqual([5, 30])
})

it('an address that has no tries left uses up nobody else’s', async () => {
  const { reference, shortCode } = await desk.declare()
  const { storage, deps } = desk.province
  const limits = memoryRateLimits()
  const from = (address: string, code: string) => findLink({ storage, keys: deps.keys, limits }, { shortCode: code, birth: '1985-03-05' }, address)
  for (let nth = 0; nth < 30; nth++) await from('203.0.113.7', 'x')
  for (let nth = 0; nth < 5; nth++) expect(await from('203.0.113.7', shortCode)).toBeNull()
  expect(await from('203.0.113.8', shortCode)).toBe(reference)
})

it('a reference guessed a thousand times finds nothing and is throttled', async () => {
  const answers: number[] = []
  for (let nth = 0; nth < 1000; nth += 50) {
    const guesses = Array.from({ length: 50 }, (_, at) => desk.call({ path: `/api/declarations/${String(nth + at).padStart(26, '0')}` }))
    answers.push(...(await Promise.all(guesses)).map(({ status }) => status))
  }
  expect([...new Set(answers)].sort()).toEqual([404, 429])
  expect(answers.filter((status) => status === 404)).toHaveLength(900)
})
