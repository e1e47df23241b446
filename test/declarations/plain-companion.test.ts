import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { call } from '../http/call.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { browserWithoutScripts } from './browser-without-scripts.ts'
import { drawnApp } from './drawn-app.ts'

const CHILD = {
  forWhom: 'other',
  proxyName: 'Nguyễn Thị Minh Thử',
  proxyPhone: '0912345678',
  name: 'Trần An Thử',
  'birth.day': '3',
  'birth.month': '5',
  'birth.year': '2010',
  sex: 'male',
  nationality: 'VN',
  documentKind: 'guardian',
  documentNumber: '022185000123',
}

let app: WholeApp
let first: IssuedDeclaration

beforeAll(async () => {
  app = await drawnApp()
  const body = exampleDeclaration(app.deps.clock.now(), 'bach-dang')
  first = (await call(app.url, { method: 'POST', path: '/api/declarations', body })).json<IssuedDeclaration>()
})

afterAll(() => app.close())

const browser = () => browserWithoutScripts(app.url)

async function companion() {
  const go = browser()
  const opened = await go(`/d/${first.reference}/companion`, {})
  expect([opened.status, opened.to]).toEqual([303, '/declare/traveller'])
  return go
}

describe('somebody who travels along, without JavaScript', () => {
  it('is offered on the pass, and begins with the journey and without the person', async () => {
    const go = browser()
    expect((await go(`/d/${first.reference}`)).html).toContain(`action="/d/${first.reference}/companion"`)
    const page = (await (await companion())('/declare/traveller')).html
    expect(page).toContain('value="0912345678"')
    expect(page).not.toContain('022185000123')
  })

  it('is asked of the fifteen days, says yes once, and gets a code of the same journey', async () => {
    const go = await companion()
    expect((await go('/declare/traveller', CHILD)).to).toBe('/declare/stays')
    expect((await go('/declare/stays')).html).toContain('Cả 15 ngày ở cùng nhau?')
    expect((await go('/declare/stays', { go: 'next' })).status).toBe(422)
    expect((await go('/declare/stays', { go: 'together' })).to).toBe('/declare/work')
    expect((await go('/declare/work', { sector: 'student' })).to).toBe('/declare/symptoms')
    expect((await go('/declare/symptoms', { symptoms: 'none', exposures: 'none' })).to).toBe('/declare/tests')
    expect((await go('/declare/tests', { go: 'next' })).to).toBe('/declare/check')
    expect((await go('/declare/check')).html).toContain('Trần An Thử')
    const sent = await go('/declare/check', { go: 'send', consent: 'yes' })
    expect([sent.status, sent.to.slice(0, 3)]).toEqual([303, '/d/'])
    const declared = async (reference: string) =>
      (await call(app.url, { path: `/api/declarations/${reference}/data` })).json<{ declaration: { claims: { stops: unknown; name: string } } }>()
    const [one, other] = [await declared(first.reference), await declared(sent.to.slice(3))]
    expect(other.declaration.claims.name).toBe('Trần An Thử')
    expect(other.declaration.claims.stops).toEqual(one.declaration.claims.stops)
  })

  it('leaves nothing for the next person on the phone where scripts run and send it', async () => {
    const go = await companion()
    const body = exampleDeclaration(app.deps.clock.now(), 'bach-dang')
    const send = async (change: object) =>
      (await call(app.url, { method: 'POST', path: '/api/declarations', body: { ...body, ...change }, headers: { cookie: go.cookie } })).status
    expect(await send({ phone: '1' })).toBe(422)
    expect((await go('/declare/traveller')).html).toContain('value="0912345678"')
    expect(await send({})).toBe(201)
    expect((await go('/declare/traveller')).html).not.toContain('0912345678')
  })

  it('and so it is where scripts send a correction', async () => {
    const mine = (
      await call(app.url, { method: 'POST', path: '/api/declarations', body: exampleDeclaration(app.deps.clock.now(), 'bach-dang') })
    ).json()
    const go = browser()
    expect((await go(`/d/${mine.reference}/correct`, {})).to).toBe('/declare/check')
    expect((await go('/declare/traveller')).html).toContain('022185000123')
    const body = exampleDeclaration(app.deps.clock.now(), 'bach-dang')
    const path = `/api/declarations/${mine.reference}/correction`
    expect((await call(app.url, { method: 'POST', path, body, headers: { cookie: go.cookie } })).status).toBe(201)
    expect((await go('/declare/traveller')).html).not.toContain('022185000123')
  })

  it('is nothing that a stranger can begin', async () => {
    expect((await browser()(`/d/${'0'.repeat(26)}/companion`, {})).status).toBe(404)
    const foreign = await fetch(`${app.url}/d/${first.reference}/companion`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(foreign.status).toBe(403)
  })
})
