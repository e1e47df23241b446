import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { GroupReply } from '../../shared/http/api.ts'
import { type Answer, call } from '../http/call.ts'
import { type WholeApp, wholeApp } from '../http/whole-app.ts'
import { guessLinks } from '../support/guess-links.ts'

let app: WholeApp
beforeAll(async () => {
  app = await wholeApp()
})
afterAll(() => app.close())

const PUBLIC_POSTS = ['/api/declarations', '/api/preview', '/api/groups', '/api/find'] as const

function example(): ReturnType<typeof exampleDeclaration> {
  return exampleDeclaration(app.deps.clock.now(), 'bach-dang')
}

function traveller(change: object): object {
  return { ...example(), traveller: { ...example().traveller, document: null, ...change } }
}

function declare(body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return call(app.url, { method: 'POST', path: '/api/declarations', body, headers })
}

async function declared(): Promise<number> {
  const rows = await app.deps.storage.read.selectFrom('declaration').select('credential_id').execute()
  return rows.length
}

describe('impossible dates', () => {
  it.each([
    ['30 February', '1985-02-30'],
    ['29 February of a common year', '1985-02-29'],
    ['a birth in 1874', '1874-05-01'],
    ['the year 1874', '1874'],
    ['a birth tomorrow', '2021-02-19'],
    ['month 13', '1985-13-01'],
    ['day 0', '1985-01-00'],
    ['two digits', '85'],
    ['letters', 'mùa xuân'],
  ])('%s is named at its field with how to mend it, in both languages', async (_what, birth) => {
    for (const language of ['vi', 'en']) {
      const answer = await declare(traveller({ birth }), { 'accept-language': language })
      const [first] = answer.json().fields
      expect([answer.status, first?.path, (first?.message.length ?? 0) > 15]).toEqual([422, 'traveller.birth', true])
    }
  })

  it.each(['1985-02-28', '1984-02-29', '1985', '1920'])('%s is a birth', async (birth) => {
    expect((await declare(traveller({ birth }))).status).toBe(201)
  })
})

describe('names', () => {
  it.each([
    ['an emoji', 'Nguyễn 😷 Thử'],
    ['a family of emoji', 'Nguyễn 👩‍👩‍👧‍👦'],
    ['a right-to-left override', 'Nguyễn \u202eửhT'],
    ['an isolate', '\u2066Nguyễn\u2069 Thử'],
    ['a stack of marks', 'Nguye\u0302\u0303\u0301\u0301\u0301n'],
    ['an enclosing mark', 'Nguyễn\u0489'],
    ['a mark on nothing', '\u0301Nguyễn'],
    ['a letter that draws nothing', 'Nguyễn\u200bThử'],
    ['half a character', 'Nguyễn \ud800'],
    ['a formula', '=1+1'],
    ['nothing but blanks', '\u00a0\u2003 '],
    ['no letter', "- ' ."],
    ['61 letters', 'ễ'.repeat(61)],
    ['twenty thousand letters', 'x'.repeat(20_000)],
  ])('with %s are refused at their field', async (_what, name) => {
    const answer = await declare(traveller({ name }))
    expect([answer.status, answer.json().fields[0]?.path]).toEqual([422, 'traveller.name'])
  })

  it.each(['Nguyễn Thị Ỷ', 'محمد علي', 'សុខ ដារ៉ា', 'ສົມພອນ ແກ້ວ', 'สมชาย ใจดี', '王小明', "Siobhán O'Neill-Smith", 'Ễ'.repeat(60)])(
    '%s is a name, and comes back as it was written',
    async (name) => {
      const answer = await declare(traveller({ name }))
      expect([answer.status, answer.json().fields ?? []]).toEqual([201, []])
      const data = await call(app.url, { path: `/api/declarations/${answer.json().reference}/data` })
      expect(data.text).toContain(name)
    },
  )
})

describe('a group', () => {
  it('of 60 rows with 58 wrong ones issues the two good ones and names the faults of each other row', async () => {
    const wrong = [{ phone: 'x' }, { consent: false }, { stops: [] }, { arrivalAt: '2021-02-30T08:00' }, { checkpoint: '=cmd' }]
    const rows = Array.from({ length: 60 }, (_, at) => (at === 7 || at === 59 ? example() : { ...example(), ...wrong[at % wrong.length] }))
    const before = await declared()
    const answer = await call(app.url, { method: 'POST', path: '/api/groups', body: { rows } })
    const told = answer.json<GroupReply>().rows
    expect(told.map(({ row }) => row)).toEqual(rows.map((_, at) => at))
    expect(told.flatMap((row) => ('issued' in row ? [row.row] : []))).toEqual([7, 59])
    for (const row of told) if ('fields' in row) expect([row.row, row.fields.length > 0]).toEqual([row.row, true])
    expect(await declared()).toBe(before + 2)
  })

  it.each([
    ['61 rows', Array.from({ length: 61 }, () => ({}))],
    ['no row', []],
    ['a text', 'x'],
  ])('of %s is refused whole', async (_what, rows) => {
    expect((await call(app.url, { method: 'POST', path: '/api/groups', body: { rows } })).status).toBe(422)
  })
})

describe('a body of 50 MB', () => {
  it.each(PUBLIC_POSTS)('is refused by %s, also where its length is not told, and the server goes on', async (path) => {
    expect([await statusOf50Megabytes(path, 'told'), await statusOf50Megabytes(path, 'not told')]).toEqual([413, 413])
    expect((await call(app.url, { path: '/healthz' })).status).toBe(200)
  })
})

describe('guessing', () => {
  it('a thousand references finds nothing: all unknown ones are answered alike, and after 900 the guesser waits', async () => {
    const fresh = await wholeApp()
    const { answers } = await guessLinks(fresh.url, 1000).finally(() => fresh.close())
    expect(answers.filter(({ status }) => status === 404).map(({ count }) => count)).toEqual([900])
    expect(answers.every(({ status }) => status === 404 || status === 429)).toBe(true)
  })

  it('a malformed reference and an unknown one are answered alike', async () => {
    const fresh = await wholeApp()
    const shapes = await Promise.all(
      ['0'.repeat(26), 'x', "' OR 1=1 --", '%00', 'Z'.repeat(60)].map(async (reference) => {
        const { status, text } = await call(fresh.url, { path: `/api/declarations/${encodeURIComponent(reference)}` })
        return `${status} ${text}`
      }),
    )
    await fresh.close()
    expect(new Set(shapes).size).toBe(1)
  })
})

describe('sent twice', () => {
  it('at the same time under one key makes one declaration and one answer', async () => {
    const before = await declared()
    const body = example()
    const twice = await Promise.all(Array.from({ length: 6 }, () => declare(body, { 'idempotency-key': 'double-submit-0001' })))
    expect(new Set(twice.map(({ text }) => text)).size).toBe(1)
    expect(await declared()).toBe(before + 1)
  })
})

function statusOf50Megabytes(path: string, length: 'told' | 'not told'): Promise<number> {
  const body = Buffer.alloc(50 * 1024 * 1024, 'x')
  const told = length === 'told' ? { 'content-length': String(body.length) } : {}
  return new Promise((resolve, reject) => {
    const sent = request(`${app.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...told }, agent: false })
    sent.once('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.once('error', reject)
    sent.write(body)
    sent.end()
  })
}
