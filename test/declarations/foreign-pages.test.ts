import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { IssuedDeclaration, PassView } from '../../shared/http/api.ts'
import { call } from '../http/call.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp } from './drawn-app.ts'

let app: WholeApp
let pass: IssuedDeclaration

beforeAll(async () => {
  app = await drawnApp()
  const body = exampleDeclaration(app.deps.clock.now(), 'bach-dang')
  pass = (await call(app.url, { method: 'POST', path: '/api/declarations', body })).json<IssuedDeclaration>()
})

afterAll(() => app.close())

const FOREIGN = [
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['another site, in a browser that says no more', { origin: 'https://elsewhere.example' }],
] as const

const press = (path: string, headers: Readonly<Record<string, string>>) =>
  call(app.url, { method: 'POST', path, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: 'phone=0912345678' })

describe.each(FOREIGN)('a form on a page of %s', (_where, headers) => {
  it.each(['withdraw', 'erase', 'correct', 'companion'])('cannot %s a pass, and gives the browser no key', async (act) => {
    const answer = await press(`/d/${pass.reference}/${act}`, headers)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
    expect((await call(app.url, { path: `/api/declarations/${pass.reference}` })).json<PassView>().state).toBe('valid')
  })

  it.each(['/find', '/declare/contact', '/declare/check', '/declare/group'])('cannot be sent to %s', async (path) => {
    const answer = await press(path, headers)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
  })
})

it('the same forms of our own page go through, the one that erases last', async () => {
  const own = { 'sec-fetch-site': 'same-origin' }
  const statuses: number[] = []
  for (const path of ['/declare/contact', '/find', `/d/${pass.reference}/correct`, `/d/${pass.reference}/withdraw`, `/d/${pass.reference}/erase`])
    statuses.push((await press(path, own)).status)
  expect(statuses).toEqual([422, 404, 303, 303, 303])
})
