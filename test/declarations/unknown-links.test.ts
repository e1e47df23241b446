import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { referenceOf } from '../../shared/credential/reference.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp } from './drawn-app.ts'

const NEVER_GIVEN = referenceOf(new Uint8Array(16).fill(7))
const UNKNOWN = [NEVER_GIVEN, NEVER_GIVEN.toLowerCase(), 'abc', '%E1%BB%93', "x'--", 'a'.repeat(60)]

let app: WholeApp

beforeAll(async () => {
  app = await drawnApp()
})

afterAll(() => app.close())

const open = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(app.url + path, { method, redirect: 'manual', headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': 'vi', ...headers } })

/** All that could tell one address from another, without the address itself and the time. */
async function said(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<string> {
  const answer = await open(path, headers, method)
  const known = [...answer.headers].filter(([name]) => !['date', 'etag', 'content-length', 'x-request-id'].includes(name))
  const body = (await answer.text())
    .replaceAll(path, '')
    .replace(/"now":\d+/, '')
    .replace(/\d\d:\d\d/g, '')
  return JSON.stringify([answer.status, known, body])
}

describe('the link of a declaration that there is not', () => {
  it.each([
    ['vi', 'Không tìm thấy khai báo này'],
    ['en', 'This declaration was not found'],
  ])('is answered by a page that says what to do, in %s', async (language, title) => {
    const answer = await open(`/d/${NEVER_GIVEN}`, { 'accept-language': language })
    const html = await answer.text()
    expect([answer.status, answer.headers.get('cache-control'), html.includes(title)]).toEqual([404, 'no-store', true])
    for (const way of ['href="/find"', 'href="/"', 'lang=vi', 'lang=en']) expect(html).toContain(way)
  })

  it('is answered alike whatever stands in it: text, headers and status', async () => {
    expect(new Set(await Promise.all(UNKNOWN.map((link) => said(`/d/${link}`)))).size).toBe(1)
  })

  it.each(['sheet', 'data'])('and so is its page /%s', async (page) => {
    expect(new Set(await Promise.all(UNKNOWN.map((link) => said(`/d/${link}/${page}`)))).size).toBe(1)
    expect((await open(`/d/${NEVER_GIVEN}/${page}`)).status).toBe(404)
  })

  it.each(['withdraw', 'erase', 'correct', 'companion'])('and what is sent to it: /%s', async (act) => {
    const answers = await Promise.all(UNKNOWN.map((link) => said(`/d/${link}/${act}`, {}, 'POST')))
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('/find')
    expect((await open(`/d/${NEVER_GIVEN}/${act}`, {}, 'POST')).status).toBe(404)
  })
})

describe('the picture of a code that there is not', () => {
  it('opened by a person is a page in both languages; as a part of a page or for a program it is an error', async () => {
    const answer = await open(`/q/${NEVER_GIVEN}.png`)
    const html = await answer.text()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    for (const words of ['Không tìm thấy mã QR này', 'This QR code was not found', 'href="/find"', 'href="/"']) expect(html).toContain(words)
    const picture = await open(`/q/${NEVER_GIVEN}.png`, { accept: 'image/avif,image/webp,*/*;q=0.8' })
    expect([picture.status, picture.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8'])
  })

  it('is answered alike whatever stands in it, and where the ending is missing', async () => {
    expect(new Set(await Promise.all(UNKNOWN.map((link) => said(`/q/${link}.png`)))).size).toBe(1)
    const bare = await open(`/q/${DEMO_REFERENCE}`)
    expect([bare.status, (await bare.text()).includes('href="/find"')]).toEqual([404, true])
  })
})

it.each([
  ['/declare/nothing', 'Không có trang này', 'href="/"'],
  ['/checkpoint/nowhere', 'Không có chốt này', 'href="/checkpoint"'],
])('%s is not there either, and says where to go', async (path, title, way) => {
  const answer = await open(path)
  const html = await answer.text()
  expect([answer.status, html.includes(title), html.includes(way)]).toEqual([404, true, true])
})

it('a search that finds nothing says so in the title already, which is what is read out first', async () => {
  const find = (fields: Readonly<Record<string, string>>) =>
    fetch(`${app.url}/find`, { method: 'POST', body: new URLSearchParams(fields), headers: { 'accept-language': 'vi' } })
  expect(await (await find({ shortCode: 'AAAA', birth: '1985' })).text()).toContain('<title>Lỗi: Tìm lại mã đã khai')
  expect(await (await open('/find')).text()).toContain('<title>Tìm lại mã đã khai')
})
