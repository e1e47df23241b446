import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addressKey, type LimitName } from '../../server/http/rate-limits.ts'
import { createSiege } from '../../server/http/siege.ts'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp } from './drawn-app.ts'

const HEAD = 'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const GOOD = 'Nguyễn Văn Mẫu;27/03/1985;Nam;Việt Nam;022085000199;0912345678;Bãi Cháy, Hạ Long, Quảng Ninh;ở nhà;Vận tải;Không;Không'
const JOURNEY = {
  checkpoint: 'bach-dang',
  direction: 'entry',
  arrivalHour: 'now',
  destination: '2021:306673',
  stayAt: 'home',
  homePossible: 'yes',
  means: 'coach',
  purpose: 'tourism',
  proxyName: 'Trần Thị Trưởng',
  proxyPhone: '0987654321',
}
const SECOND = GOOD.replace('Mẫu', 'Hai').replace('022085000199', '022085000200')
const BOUNDARY = '----x'

let app: WholeApp
let now: number
let key: string

beforeAll(async () => {
  now = Date.now()
  app = await drawnApp({ siege: createSiege({ clock: { realNow: () => now }, perSecond: 5 }) })
})

/** Another browser, and no attack from before. */
beforeEach(() => {
  key = randomBytes(32).toString('base64url')
  now += 20 * MINUTE_MS
})

afterAll(() => app.close())

type Fields = Readonly<Record<string, string>>

async function press(fields: Fields, headers: Fields = {}) {
  const part = ([name, value]: readonly [string, string]) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${name === 'file' ? '; filename="x"' : ''}\r\n\r\n${value}\r\n`
  const answer = await fetch(`${app.url}/declare/group`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, cookie: `chot-draft=${key}`, 'accept-language': 'vi', ...headers },
    body: `${Object.entries(fields).map(part).join('')}--${BOUNDARY}--\r\n`,
  })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

/** The first press tells the journey; its hour is asked once the day is known. */
async function journey(): Promise<Fields> {
  const html = await (await fetch(`${app.url}/declare/group`)).text()
  return { ...JOURNEY, arrivalDate: /name="arrivalDate" value="(\d{4}-\d\d-\d\d)"/.exec(html)?.[1] ?? '' }
}

const list = (...lines: readonly string[]) => [HEAD, ...lines].join('\n')
const codesIn = (html: string) => new Set(html.match(/\/d\/[0-9A-Z]{26}(?=")/g))
const stored = async () => (await app.deps.storage.read.selectFrom('declaration').select('short_code').execute()).length

describe('a group without JavaScript', () => {
  it('finds the questions of the journey that were left open, and keeps the list', async () => {
    const { status, html } = await press({ ...(await journey()), proxyName: '', purpose: '', go: 'read', list: list(GOOD) })
    expect([status, html.includes('error-summary'), html.includes(list(GOOD))]).toEqual([422, true, true])
  })

  it.each([
    ['a file that is no list', 'PK\u0003\u0004xx', 'Không đọc được tệp này'],
    ['one without headings', 'a;b\n1;2', 'Không thấy cột'],
    ['one of 61', list(...Array.from({ length: 61 }, () => GOOD)), 'hơn 60 người'],
  ])('says of %s what to do', async (_what, file, words) => {
    const { status, html } = await press({ ...(await journey()), go: 'read', file })
    expect([status, html.includes(words)]).toEqual([422, true])
  })

  it('shows what was in a file where it can be mended; a formula stays the text that it is', async () => {
    const formula = GOOD.replace('Nguyễn Văn Mẫu', '"=HYPERLINK(""http://x"",""An"")"')
    const { html } = await press({ ...(await journey()), go: 'read', file: `\uFEFF${[HEAD, GOOD, formula].join('\r\n')}\r\n` })
    expect(html).toContain('1 người khai được, 1 dòng cần sửa')
    expect(html.replace(/&quot;/g, '"')).toContain('"=HYPERLINK(""http://x"",""An"")"')
  })

  it('with 58 wrong rows of 60 sends the two good ones, and leaves the 58 to be mended', async () => {
    const before = await stored()
    const wrong = Array.from({ length: 58 }, (_, at) => GOOD.replace('022085000199', String(at)))
    const { html } = await press({ ...(await journey()), go: 'send', consent: 'yes', list: list(GOOD, ...wrong, SECOND) })
    expect([await stored(), codesIn(html).size]).toEqual([before + 2, 2])
    expect(html.match(/Dòng \d+:/g)).toHaveLength(58)
  })

  it('sent twice makes one declaration of each', async () => {
    const fields = { ...(await journey()), go: 'send', consent: 'yes', list: list(GOOD, GOOD.replace('Mẫu', 'Hai')) }
    const before = await stored()
    const [first, again] = [await press(fields), await press(fields)]
    expect([first.status, await stored()]).toEqual([200, before + 2])
    expect(codesIn(again.html)).toEqual(codesIn(first.html))
  })

  it('whose reply was lost, and in which then a line is mended, declares nobody twice; another browser learns no code', async () => {
    const wrong = GOOD.replace('Mẫu', 'Ba').replace('022085000199', '12')
    const fields = { ...(await journey()), go: 'send', consent: 'yes' }
    const before = await stored()
    const lost = await press({ ...fields, list: list(GOOD, wrong, SECOND) })
    expect([codesIn(lost.html).size, await stored()]).toEqual([2, before + 2])
    const mended = wrong.replace(';12;', ';022085000201;')
    const again = await press({ ...fields, list: list(SECOND, mended, GOOD) })
    expect([codesIn(again.html).size, await stored()]).toEqual([3, before + 3])
    expect([...codesIn(lost.html)].every((code) => codesIn(again.html).has(code))).toBe(true)
    key = randomBytes(32).toString('base64url')
    const stranger = await press({ ...fields, list: list(GOOD, SECOND) })
    expect([...codesIn(stranger.html)].filter((code) => codesIn(lost.html).has(code))).toEqual([])
  })

  it('gives who stands on the list twice one code', async () => {
    const before = await stored()
    const { html } = await press({ ...(await journey()), go: 'send', consent: 'yes', list: list(GOOD, SECOND, GOOD) })
    expect([codesIn(html).size, html.includes('Đã có 2 mã QR'), await stored()]).toEqual([2, true, before + 2])
  })

  it('is not sent without consent, nor by a browser that keeps no cookie', async () => {
    const before = await stored()
    const fields = { ...(await journey()), go: 'send', list: list(GOOD) }
    expect((await press(fields)).status).toBe(422)
    expect((await press({ ...fields, consent: 'yes' }, { cookie: '' })).status).toBe(400)
    expect(await stored()).toBe(before)
  })

  it('has a sheet of codes that no browser keeps: others use the same phone', async () => {
    const sheet = await fetch(`${app.url}/d/${DEMO_REFERENCE}/sheet`)
    expect([sheet.status, sheet.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })

  it('gets a template that a spreadsheet opens', async () => {
    const answer = await fetch(`${app.url}/declare/group/template.csv`, { headers: { 'accept-language': 'vi' } })
    const { headers } = answer
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename="danh-sach-doan.csv"',
    ])
    expect(Buffer.from(await answer.arrayBuffer()).toString('utf8')).toMatch(/^\uFEFF"Họ và tên";/)
  })
})

describe('under attack', () => {
  const attack = async () => {
    for (let nth = 0; nth < 51; nth++) app.deps.siege.challenge({ header: () => undefined, clientAddress: 'x', language: 'vi' })
    for (let nth = 0; nth < 20; nth++) app.deps.siege.lane()?.join(`other ${nth}`)
  }
  const ticketIn = (html: string) => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? ''

  it('a group is told its place in the lane, keeps its list, and is sent when its turn has come', async () => {
    const fields = { ...(await journey()), go: 'send', consent: 'yes', list: list(GOOD) }
    await press({ ...fields, go: 'read' })
    await attack()
    const waiting = await press(fields)
    expect([waiting.status, waiting.html.includes('Còn 1 người trước'), waiting.html.includes(list(GOOD))]).toEqual([503, true, true])
    expect((await press(fields, { cookie: `chot-draft=${randomBytes(32).toString('base64url')}` })).html).toContain('Còn 2 người trước')
    const ticket = ticketIn(waiting.html)
    expect((await press({ ...fields, ticket })).status).toBe(503)
    now += 1000
    const sent = await press({ ...fields, ticket })
    expect([sent.status, codesIn(sent.html).size]).toEqual([200, 1])
  })

  it('one declaration waits likewise, with its answers kept', async () => {
    const cookie = `chot-draft=${key}`
    const post = (path: string, fields: Fields) =>
      fetch(app.url + path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie, 'accept-language': 'vi' }, redirect: 'manual' })
    await post(`/d/${DEMO_REFERENCE}/correct`, {})
    await attack()
    const waiting = await post('/declare/check', { go: 'send', consent: 'yes' })
    const html = await waiting.text()
    expect([waiting.status, html.includes('Còn 1 người trước'), html.includes('làn chậm')]).toEqual([503, true, true])
    now += 1000
    const sent = await post('/declare/check', { go: 'send', consent: 'yes', ticket: ticketIn(html) })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/d\/[0-9A-Z]{26}$/)])
  })

  it('is full for an address that takes more than thirty places, and says what else can be done', async () => {
    const fields = { ...(await journey()), go: 'send', consent: 'yes', list: list(GOOD) }
    await attack()
    const address = addressKey('127.0.0.1')
    while ((await app.deps.limits.take('lane', address)) === null);
    const full = await press(fields)
    expect([full.status, full.html.includes('hàng chờ cho trình duyệt không có JavaScript đã đầy'), full.html.includes('cứ đến chốt')]).toEqual([
      503,
      true,
      true,
    ])
  })
})

describe('the list of a stranger', () => {
  it('is refused from another site, and where it is no form', async () => {
    expect((await press({ go: 'read' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await press({ go: 'read' }, { 'content-type': 'multipart/form-data' })).status).toBe(400)
    expect((await press({ go: 'read' }, { 'content-type': 'text/plain' })).status).toBe(400)
  })

  it('of 50 MB is refused before any of it has come', async () => {
    const { hostname, port } = new URL(app.url)
    const socket = connect(Number(port), hostname)
    const head = ['POST /declare/group HTTP/1.1', `Host: ${hostname}:${port}`, `Content-Type: multipart/form-data; boundary=${BOUNDARY}`]
    socket.write(`${[...head, 'Content-Length: 50000000'].join('\r\n')}\r\n\r\n`)
    const answer = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString('utf8'))))
    socket.destroy()
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('takes the places of no other address, however slowly three of them come; a fourth waits', async () => {
    const { hostname, port } = new URL(app.url)
    const head = ['POST /declare/group HTTP/1.1', `Host: ${hostname}:${port}`, `Content-Type: multipart/form-data; boundary=${BOUNDARY}`]
    const begin = (localAddress: string) => {
      const socket = connect({ port: Number(port), host: hostname, localAddress })
      socket.write(`${[...head, 'Content-Length: 100000', 'Expect: 100-continue'].join('\r\n')}\r\n\r\n`)
      const answer = new Promise<string>((resolve) => socket.on('data', (bytes) => resolve(bytes.toString('latin1').slice(0, 12))))
      return { socket, answer }
    }
    const slow = ['127.0.0.2', '127.0.0.2', '127.0.0.2'].map(begin)
    await Promise.all(slow.map(({ answer }) => answer))
    await expect.poll(async () => (await press({ go: 'read', file: GOOD.repeat(1000) })).status).toBe(422)
    const fourth = begin('127.0.0.2')
    const said: string[] = []
    fourth.socket.on('data', (bytes) => said.push(bytes.toString('latin1')))
    await expect.poll(() => said.join('')).toContain('HTTP/1.1 503 ')
    for (const { socket } of [...slow, fourth]) socket.destroy()
  })

  it('writes nothing into the page but text, and carries no code along that is none', async () => {
    const evil = '"><script>alert(1)</script>'
    const answer = await press({ go: 'read', list: `</textarea>${evil}`, issued: `${'A'.repeat(26)} ${'B'.repeat(9)} ${evil}`, proxyName: evil })
    const { html } = answer
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('/d/AAAAAAAAAAAAAAAAAAAAAAAAAA')
    const wrong = await press({ go: 'read', issued: 'javascript:alert(1) x y' })
    expect(wrong.html).not.toContain('javascript:')
  })

  it.each([
    ['a file of quotes alone', { file: '"'.repeat(1_900_000) }],
    ['a list of quotes alone', { list: `a${'"'.repeat(1_900_000)}` }],
    ['a file in which a megabyte follows the list', { file: `${list(GOOD)}${'\n'.repeat(1_000_000)}` }],
    ['a list with headings and one endless cell', { list: list(GOOD.replace('Vận tải', 'x'.repeat(300_000))) }],
  ])('is not written back where nobody could mend it: %s', async (_what, fields) => {
    const { status, html } = await press({ ...(await journey()), go: 'read', ...fields })
    expect([status, html.includes('dài quá')]).toEqual([422, true])
    expect(html.length).toBeLessThan(200_000)
  })

  it('of sixty with every cell at its longest is still written back', async () => {
    const long = GOOD.replace('Vận tải', 'x'.repeat(300))
    const full = list(...Array.from({ length: 60 }, () => long))
    const { html } = await press({ ...(await journey()), go: 'read', list: full })
    expect(html).toContain(full)
  })
})

describe('an address that sends too many lists', () => {
  const address = addressKey('127.0.0.1')
  const useUp = async (limit: LimitName) => {
    while ((await app.deps.limits.take(limit, address)) === null);
  }
  const said = ({ status, headers, html }: Awaited<ReturnType<typeof press>>) => [
    status,
    Number(headers.get('retry-after')) > 0,
    html.includes('data-testid="busy"'),
    html.includes('value="Trần Thị Trưởng"'),
  ]

  it('is shown all that was typed and when to press again, with the good rows ready to be sent', async () => {
    const fields = { ...(await journey()), go: 'send', consent: 'yes', list: list(GOOD) }
    await useUp('group')
    const before = await stored()
    const answer = await press(fields)
    expect([...said(answer), answer.html.includes(list(GOOD)), answer.html.includes('Gửi 1 tờ khai')]).toEqual([429, true, true, true, true, true])
    expect([answer.html.includes('name="consent" value="yes" checked'), await stored()]).toEqual([true, before])
    await app.deps.limits.forgive('group', address)
    expect(codesIn((await press(fields)).html).size).toBe(1)
  })

  it('that begins too many forms likewise', async () => {
    await useUp('draft')
    const answer = await press({ ...(await journey()), go: 'read', list: list(GOOD) })
    await app.deps.limits.forgive('draft', address)
    expect([...said(answer), answer.html.includes(list(GOOD))]).toEqual([429, true, true, true, true])
  })

  it('has none read after the hundredth in ten minutes; thirty more get their file back, and then a bare page', async () => {
    await useUp('list')
    const fields = { ...(await journey()), go: 'read', file: `${list(GOOD)}\n` }
    const answer = await press(fields)
    expect([...said(answer), answer.html.includes('022085000199'), answer.html.includes('người khai được')]).toEqual([
      429,
      true,
      true,
      true,
      true,
      false,
    ])
    await useUp('listBack')
    const bare = await press(fields)
    expect([bare.status, Number(bare.headers.get('retry-after')) > 0, bare.html.includes('textarea')]).toEqual([429, true, false])
  })
})
