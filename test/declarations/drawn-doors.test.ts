import { expect, it } from 'vitest'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { call } from '../http/call.ts'
import { drawnApp } from './drawn-app.ts'

const PAGES = [
  '/',
  '/declare/trip',
  '/declare/group',
  '/find',
  '/checkpoint',
  '/checkpoint/bach-dang',
  ...['', '/sheet', '/data'].map((page) => `/d/${DEMO_REFERENCE}${page}`),
]
const HOST = 'khaibao.example'

it('every page that the server draws is bound to this site, and stands under its host alone', async () => {
  const hosts = { 'declare-web': HOST, kiosk: 'chot.example', 'control-room': 'dieuhanh.example' }
  const app = await drawnApp({ hosts })
  for (const path of PAGES) {
    const { status, headers } = await call(app.url, { path, headers: { host: HOST } })
    const policy = String(headers['content-security-policy'])
    for (const line of ["default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy, path).toContain(line)
    expect([path, status, headers['referrer-policy']]).toEqual([path, 200, 'no-referrer,same-origin'])
    expect([path, (await call(app.url, { path, headers: { host: 'chot.example' } })).status]).toEqual([path, 404])
  }
  await app.close()
})

it('a browser that kept no cookie is told so on the second page, and not asked for all again at the end', async () => {
  const app = await drawnApp()
  const first = await call(app.url, {
    method: 'POST',
    path: '/declare/work',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'sector=coal',
  })
  expect([first.status, first.headers.location]).toEqual([303, '/declare/symptoms?kept=1'])
  const lost = await call(app.url, { path: '/declare/symptoms?kept=1' })
  expect([lost.status, lost.text.includes('keeps no cookies')]).toEqual([400, true])
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  expect((await call(app.url, { path: '/declare/symptoms?kept=1', headers: { cookie } })).status).toBe(200)
  await app.close()
})
