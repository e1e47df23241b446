import { brotliDecompressSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { en } from '../../declare-web/texts/en.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import type { Route } from '../../server/http/route.ts'
import { type SiteHosts, serves } from '../../server/http/site-hosts.ts'
import { call } from './call.ts'
import { type ServedApp, type ServedOptions, serveApp } from './served-app.ts'

let app: ServedApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})

const replies = { 200: { description: 'done' } }
const handle: Route['handle'] = () => ({ status: 200, body: {} })
const ROUTES: readonly Route[] = [
  { method: 'get', path: '/healthz', summary: '', access: 'public', replies, handle },
  { method: 'get', path: '/api/declarations/:reference', summary: '', access: 'public', replies, handle },
  { method: 'get', path: '/q/:reference.png', summary: '', access: 'public', replies, handle },
  { method: 'get', path: '/api/preview', summary: '', access: 'public', replies, handle },
  { method: 'get', path: '/api/session', summary: '', access: 'public', replies, handle },
  { method: 'post', path: '/api/kiosks/enrol', summary: '', access: 'public', replies, handle },
]

async function serve(options: ServedOptions = {}): Promise<string> {
  app = await serveApp(ROUTES, options)
  return app.url
}

describe('pages', () => {
  it.each([
    ['/', 'declare-web'],
    ['/d/5QVBG8ZJ3N4T7W2XKM9D1CPRHA', 'declare-web'],
    ['/kiosk/', 'kiosk'],
    ['/kiosk/shift', 'kiosk'],
    ['/control/', 'control-room'],
    ['/control/kiosks', 'control-room'],
  ])('%s is the page of %s, asked for again each time', async (path, site) => {
    const answer = await call(await serve(), { path })
    expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([200, `<!doctype html><title>${site}</title>`, 'no-cache'])
  })

  it.each(['/kiosk', '/control'])('%s leads to its folder, so that relative addresses hold', async (path) => {
    const answer = await call(await serve(), { path })
    expect([answer.status, answer.headers.location]).toEqual([308, `${path}/`])
  })

  it.each(['/nothing', '/kiosk/assets/gone.js', '/d/a/b', '/index.php', '/.env', '/kiosk/../../package.json'])('%s is not found', async (path) => {
    const answer = await call(await serve(), { path })
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(answer.text).toContain('Không có trang này')
  })

  it('the page of what is not found calls the declaration site what it calls itself', async () => {
    const { text } = await call(await serve(), { path: '/nothing' })
    expect(text).toContain(`<a href="/">${vi.site.name} / ${en.site.name}</a>`)
  })

  it.each(['/kiosk/', '/control/'])('%s answers a long wrong word at once: anybody may send one', async (base) => {
    const answer = await call(await serve(), { path: `${base}${'a'.repeat(30)}!` })
    expect(answer.status).toBe(404)
  })

  it('keeps hashed files for ever and the service worker never', async () => {
    const url = await serve()
    const asset = await call(url, { path: '/kiosk/assets/index-abc123.js' })
    const worker = await call(url, { path: '/kiosk/sw.js' })
    expect([asset.text, asset.headers['cache-control']]).toEqual(['// kiosk', 'public, max-age=31536000, immutable'])
    expect(worker.headers['cache-control']).toBe('no-cache')
    // Without this header a worker reaches no further than its own folder: neither other sites nor /api.
    expect(worker.headers['service-worker-allowed']).toBeUndefined()
  })

  it('sends the form compressed at build time to a browser that takes it, and the plain file to others', async () => {
    const url = await serve()
    const path = '/kiosk/assets/index-abc123.js'
    const small = await call(url, { path, headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect([small.status, small.headers['content-encoding'], small.headers['content-type']]).toEqual([200, 'br', 'text/javascript; charset=utf-8'])
    expect(brotliDecompressSync(small.bytes).toString()).toBe('// kiosk')
    expect([small.headers['cache-control'], small.headers.vary]).toEqual(['public, max-age=31536000, immutable', 'Accept-Encoding'])
    const plain = await call(url, { path, headers: { 'accept-encoding': 'identity' } })
    expect([plain.text, plain.headers['content-encoding'], plain.headers.vary]).toEqual(['// kiosk', undefined, 'Accept-Encoding'])
    const part = await call(url, { path, headers: { 'accept-encoding': 'br', range: 'bytes=0-1' } })
    expect([part.status, part.text, part.headers['content-encoding']]).toEqual([206, '//', undefined])
  })

  it('sends a file that has no compressed form as it is', async () => {
    const answer = await call(await serve(), { path: '/kiosk/sw.js', headers: { 'accept-encoding': 'br' } })
    expect([answer.text, answer.headers['content-encoding']]).toEqual(['// worker', undefined])
  })

  it('says what to do where a site has not been built', async () => {
    const answer = await call(await serve({ sites: 'missing' }), { path: '/control/' })
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('npm run build')
  })
})

describe('headers', () => {
  const policyOf = async (url: string, path: string): Promise<Readonly<Record<string, string>>> => {
    const header = String((await call(url, { path })).headers['content-security-policy'])
    return Object.fromEntries(header.split(';').map((directive) => directive.trim().split(/ (.*)/).slice(0, 2)))
  }

  it.each(['/', '/kiosk/', '/control/', '/nothing', '/healthz'])('%s may run nothing inline and be framed by nobody', async (path) => {
    const url = await serve()
    const answer = await call(url, { path })
    const policy = await policyOf(url, path)
    expect(policy['default-src']).toBe("'none'")
    expect(policy['frame-ancestors']).toBe("'none'")
    expect(answer.headers['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|https:|\*/)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer,same-origin',
      'x-frame-options': 'DENY',
    })
    expect(answer.headers['x-powered-by']).toBeUndefined()
  })

  it('lets only the kiosk compile WebAssembly, and only kiosk and declaration open a camera', async () => {
    const url = await serve()
    const [declare, kiosk, control] = [await policyOf(url, '/'), await policyOf(url, '/kiosk/'), await policyOf(url, '/control/')]
    expect([declare['script-src'], kiosk['script-src'], control['script-src']]).toEqual(["'self'", "'self' 'wasm-unsafe-eval'", "'self'"])
    expect([kiosk['worker-src'], kiosk['media-src'], control['worker-src']]).toEqual(["'self' blob:", "'self' blob:", undefined])
    const cameras = await Promise.all(
      ['/', '/kiosk/', '/control/'].map(async (path) => String((await call(url, { path })).headers['permissions-policy'])),
    )
    expect(cameras.map((header) => header.split(',')[0])).toEqual(['camera=(self)', 'camera=(self)', 'camera=()'])
  })

  it.each(['/', '/kiosk/', '/control/'])(
    'of %s let no form, no address and no picture of it go or stand elsewhere, whatever is written into it',
    async (path) => {
      const url = await serve()
      expect(await policyOf(url, path)).toMatchObject({
        'form-action': "'self'",
        'base-uri': "'none'",
        'object-src': "'none'",
        'script-src-attr': "'none'",
        'style-src-attr': "'none'",
      })
      const { headers } = await call(url, { path })
      expect([headers['cross-origin-resource-policy'], headers['cross-origin-opener-policy']]).toEqual(['same-origin', 'same-origin'])
    },
  )

  it('ask a traveller’s phone for nothing but the camera, which reads a card', async () => {
    const asked = String((await call(await serve(), { path: '/' })).headers['permissions-policy'])
    for (const never of ['geolocation=()', 'microphone=()', 'payment=()', 'usb=()']) expect(asked).toContain(never)
  })

  it('connects to its own host alone, sockets included, and copies no odd host into the policy', async () => {
    const url = await serve()
    const host = new URL(url).host
    expect((await policyOf(url, '/control/'))['connect-src']).toBe(`'self' ws://${host} wss://${host}`)
    const odd = await call(url, { path: '/control/', headers: { host: 'x; script-src *' } })
    expect(odd.headers['content-security-policy']).not.toContain('*')
  })

  it('tells browsers to stay on TLS only where the installation is on TLS', async () => {
    expect((await call(await serve(), { path: '/' })).headers['strict-transport-security']).toBeUndefined()
    await app?.close()
    expect((await call(await serve({ transport: 'https' }), { path: '/' })).headers['strict-transport-security']).toContain('max-age=31536000')
  })

  it('keeps no answer of the API in a cache', async () => {
    expect((await call(await serve(), { path: '/api/session' })).headers['cache-control']).toBe('no-store')
  })
})

describe('three host names on one process', () => {
  const hosts: SiteHosts = { 'declare-web': 'khaibao.example', kiosk: 'chot.example', 'control-room': 'dieuhanh.example' }

  it.each([
    ['khaibao.example', '/', 200],
    ['khaibao.example', '/kiosk/', 404],
    ['khaibao.example', '/control/', 404],
    ['khaibao.example', '/api/declarations/x', 200],
    ['khaibao.example', '/api/session', 404],
    ['chot.example', '/', 404],
    ['chot.example', '/kiosk/', 200],
    ['chot.example', '/api/session', 404],
    ['dieuhanh.example', '/control/', 200],
    ['dieuhanh.example', '/api/session', 200],
    ['dieuhanh.example', '/api/declarations/x', 404],
    ['khaibao.example', '/q/x.png', 200],
    ['chot.example', '/q/x.png', 404],
    ['khaibao.example', '/api/preview', 200],
    ['chot.example', '/api/preview', 404],
    ['stranger.example', '/', 404],
    ['stranger.example', '/api/session', 404],
    ['khaibao.example', '/healthz', 200],
    ['stranger.example', '/healthz', 200],
  ])('%s%s answers %i', async (host, path, status) => {
    const answer = await call(await serve({ doors: { hosts } }), { path, headers: { host } })
    expect(answer.status).toBe(status)
  })

  it('shares what is left when only the public site has a name', () => {
    const some: SiteHosts = { 'declare-web': 'khaibao.example', kiosk: null, 'control-room': null }
    expect([
      serves(some, 'khaibao.example', 'kiosk'),
      serves(some, '127.0.0.1:8080', 'kiosk'),
      serves(some, '127.0.0.1:8080', 'declare-web'),
    ]).toEqual([false, true, false])
  })
})
