import { expect, it, vi } from 'vitest'
import { keptPasses } from '../../declare-web/offline/kept-on-device.ts'
import { offlinePage } from '../../declare-web/offline/offline-page.ts'
import { NEEDS_NETWORK } from '../../declare-web/offline/server-page.ts'
import { keepPass } from '../../declare-web/pass/kept-passes.ts'
import { asCheckpointId } from '../../shared/ids.ts'

it.each(['sheet', 'data', 'withdraw', 'erase', 'correct', 'companion'])(
  '%s of a pass is drawn by the server: without a network the worker says so',
  (act) => {
    expect(NEEDS_NETWORK.test(`/d/5QVBG8ZJ3N4T7W2XKM9D1CPRHA/${act}`)).toBe(true)
  },
)

it('offers the pass again where an act of it was not sent: the act itself has no page', () => {
  const retry = (path: string) => /class="button primary" href="([^"]*)"/.exec(offlinePage({ path, styles: '', passes: [], places: [] }))?.[1]
  expect(['/d/A/companion', '/d/A/withdraw', '/d/A/sheet', '/find'].map(retry)).toEqual(['/d/A', '/d/A', '/d/A/sheet', '/find'])
})

it.each(['/d/5QVBG8ZJ3N4T7W2XKM9D1CPRHA', '/', '/declare/traveller', '/companion', '/d/a/companion/b'])('%s is none of these pages', (path) => {
  expect(NEEDS_NETWORK.test(path)).toBe(false)
})

it.each([
  ['Asia/Ho_Chi_Minh', '20:00 20/02/2021'],
  ['Asia/Tokyo', '22:00 20/02/2021'],
])('says by the clocks of the installation in %s until when a kept code is good, and whose it is', (zone, until) => {
  const pass = { reference: 'A', shortCode: 'GC0XWJKY3', expiresAt: Date.UTC(2021, 1, 20, 13), zone, holder: 'Nguyễn <b>Thử' }
  const page = offlinePage({ path: '/find', styles: '', passes: [pass], places: [] })
  expect(page).toContain(until)
  expect(page).toContain('<strong>GC0X-WJKY-3</strong></a> <bdi>Nguyễn &lt;b>Thử</bdi>')
})

it('knows from a pass as it is kept here whose it is and by which clock; of an older version’s, by Vietnam’s', async () => {
  const verdict = { outcome: 'admit', reasons: [], duties: [] } as const
  const named = { reference: '5QVBG8ZJ3N4T7W2XKM9D1CPRHA', shortCode: 'GC0XWJKY3', expiresAt: 2 }
  const code = {
    qrPayload: 'QR',
    pngUrl: '/q/A.png',
    checkpoint: asCheckpointId('bach-dang'),
    direction: 'entry',
    issuedAt: 1,
    arrivalAt: 1,
  } as const
  const pass = { ...named, ...code, verdict }
  const files = new Map<string, Map<string, Response>>()
  const open = async (name: string) => {
    const cache = files.get(name) ?? new Map<string, Response>()
    files.set(name, cache)
    return {
      match: async (key: string) => cache.get(key)?.clone(),
      put: async (key: string, file: Response) => void cache.set(key, file),
      add: async () => undefined,
    }
  }
  vi.stubGlobal('caches', { open, keys: async () => [...files.keys()] })
  await keepPass(pass, 'Asia/Tokyo')
  expect(await keptPasses()).toEqual([{ ...named, zone: 'Asia/Tokyo', holder: '' }])
  await keepPass(pass, null)
  expect((await keptPasses())[0]?.zone).toBe('Asia/Ho_Chi_Minh')
  vi.unstubAllGlobals()
})
