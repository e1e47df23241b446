import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressKey } from '../../server/http/rate-limits.ts'
import { createSiege } from '../../server/http/siege.ts'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp } from './drawn-app.ts'

let app: WholeApp
let now: number
const key = randomBytes(32).toString('base64url')
const address = addressKey('127.0.0.1')

beforeAll(async () => {
  now = Date.now()
  app = await drawnApp({ siege: createSiege({ clock: { realNow: () => now } }) })
})

afterAll(() => app.close())

describe('a flood from the same address, too small to be an attack', () => {
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    fetch(app.url + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie: `chot-draft=${key}`, 'accept-language': 'vi' },
      redirect: 'manual',
    })

  it('sends a phone without JavaScript through the slower lane, with its answers kept', async () => {
    await post(`/d/${DEMO_REFERENCE}/correct`, {})
    while ((await app.deps.limits.take('declare', address)) === null);
    expect((await fetch(`${app.url}/api/declarations`, { method: 'POST', body: '{}' })).status).toBe(429)
    for (let nth = 0; nth < 20; nth++) app.deps.siege.slowerLane.join(`other ${nth}`)
    const waiting = await post('/declare/check', { go: 'send', consent: 'yes' })
    const html = await waiting.text()
    expect([waiting.status, html.includes('Còn 1 người trước'), html.includes('làn chậm')]).toEqual([503, true, true])
    now += 1000
    const sent = await post('/declare/check', { go: 'send', consent: 'yes', ticket: /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/d\/[0-9A-Z]{26}$/)])
  })

  it('of pages themselves is told to load the page again, which loses nothing', async () => {
    while ((await app.deps.limits.take('other', address)) === null);
    const asked = ['/', '/declare/work', '/declare/group', `/d/${DEMO_REFERENCE}`].map((path) =>
      fetch(app.url + path, { headers: { 'accept-language': 'vi' } }),
    )
    for (const answer of [await post('/declare/work', { sector: '' }), ...(await Promise.all(asked))]) {
      const html = await answer.text()
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0, html.includes('chờ 1 phút rồi tải lại trang')]).toEqual([429, true, true])
    }
  })
})
