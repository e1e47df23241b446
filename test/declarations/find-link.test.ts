import { afterEach, beforeEach, expect, it } from 'vitest'
import { findLink } from '../../server/declarations/find-link.ts'
import { memoryRateLimits, type RateLimits } from '../../server/http/rate-limits.ts'
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

it('by the phone number where only the year was declared, which everybody reads in the code', async () => {
  const issued = await desk.declare({ traveller: { name: 'Trần Văn Thử', birth: '1960', nationality: 'VN' }, phone: '+84 912 000 111' })
  expect((await find(issued.shortCode, '0912 000 111')).json()).toEqual({ reference: issued.reference })
  for (const wrong of ['1960', '1960-01-01', '0912000112']) expect((await find(issued.shortCode, wrong)).status).toBe(404)
  // Who declared the day is found by nothing else.
  expect((await find((await desk.declare()).shortCode, '0912345678')).status).toBe(404)
})

it('a code in sight of a stranger who tries the days of its year opens to ten of them while it is kept, and to its owner again', async () => {
  const { reference, shortCode } = await desk.declare()
  const { storage, deps } = desk.province
  const limits = memoryRateLimits()
  const spent = new Map<string, number>()
  // As if an hour had passed between any two of them.
  const take: RateLimits['take'] = async (limit, key) => {
    spent.set(limit, (spent.get(limit) ?? 0) + 1)
    return limit === 'findLater' ? limits.take(limit, key) : null
  }
  const patient = { ...limits, take }
  const ask = (birth: string) => findLink({ storage, keys: deps.keys, limits: patient }, { shortCode, birth }, '203.0.113.7')
  for (let nth = 0; nth < 9; nth++) expect(await ask('1985-12-31')).toBeNull()
  expect(await ask('1985-03-05')).toBe(reference)
  for (let nth = 0; nth < 10; nth++) expect(await ask('1985-12-31')).toBeNull()
  expect(await ask('1985-03-05')).toBeNull()
  expect(spent.get('findLater')).toBe(21)
})

it('its owner finds it as often as they need to', async () => {
  const { reference, shortCode } = await desk.declare()
  const { storage, deps } = desk.province
  const limits = memoryRateLimits()
  // As if an hour had passed between any two of them.
  const take: RateLimits['take'] = async (limit, key) => (limit === 'findLater' ? limits.take(limit, key) : null)
  const ask = () => findLink({ storage, keys: deps.keys, limits: { ...limits, take } }, { shortCode, birth: '1985-03-05' }, '203.0.113.7')
  for (let nth = 0; nth < 12; nth++) expect(await ask()).toBe(reference)
})

it('nobody’s memory is filled by codes that were never given out, and no wait of an hour uses up a try of the month', async () => {
  const { shortCode } = await desk.declare()
  const { storage, deps } = desk.province
  const limits = memoryRateLimits()
  const asked: string[] = []
  const take: RateLimits['take'] = (limit, key) => {
    if (limit === 'findLater') asked.push(key)
    return limits.take(limit, key)
  }
  const ask = (code: string) =>
    findLink({ storage, keys: deps.keys, limits: { ...limits, take } }, { shortCode: code, birth: '1985-12-31' }, '203.0.113.7')
  await ask('000000000')
  for (let nth = 0; nth < 6; nth++) await ask(shortCode)
  expect(asked).toEqual(['none', ...Array<string>(5).fill(shortCode), 'none'])
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

it('five tries at one code in an hour, ten in a month, and thirty from one address', async () => {
  const limits = memoryRateLimits()
  const takes = async (name: 'find' | 'findCode' | 'findLater', times: number) => {
    let allowed = 0
    for (let nth = 0; nth < times; nth++) if ((await limits.take(name, 'k')) === null) allowed++
    return allowed
  }
  expect([await takes('findCode', 40), await takes('find', 40), await takes('findLater', 40)]).toEqual([5, 30, 10])
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
