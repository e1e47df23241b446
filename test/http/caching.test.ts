import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as pages from '../../declare-web/plain/answer-page.tsx'
import { routesOf } from '../../server/app.ts'
import { SITES } from '../../server/http/site-hosts.ts'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { type WholeApp, wholeApp } from './whole-app.ts'

/** `forever`: under a name that carries its hash. `asked`: kept, and asked for again each time. `fresh`: the same with a clock in it. */
type Kept = 'forever' | 'a-minute' | 'asked' | 'fresh' | 'never'

const HEADER: { readonly [kept in Kept]: string } = {
  forever: 'public, max-age=31536000, immutable',
  'a-minute': 'public, max-age=60',
  asked: 'no-cache',
  fresh: 'private, no-cache',
  never: 'no-store',
}

/** Everything that a browser may get, and for how long it may keep it. */
const TABLE: readonly (readonly [path: string, kept: Kept, vary?: string])[] = [
  ['/', 'fresh', 'Cookie, Accept-Language'],
  ['/declare/trip', 'fresh', 'Cookie, Accept-Language'],
  ['/declare/group', 'fresh', 'Cookie, Accept-Language'],
  ['/declare/group/template.csv', 'fresh', 'Cookie, Accept-Language'],
  ['/declare/nothing', 'never'],
  ['/find', 'fresh', 'Cookie, Accept-Language'],
  ['/checkpoint', 'a-minute', 'Cookie, Accept-Language'],
  ['/checkpoint/bach-dang', 'a-minute', 'Cookie, Accept-Language'],
  ['/checkpoint/bach-dang?lang=en', 'fresh', 'Cookie, Accept-Language'],
  ['/checkpoint/nowhere', 'never'],
  ['/d/:reference', 'never'],
  ['/d/:reference/sheet', 'never'],
  ['/d/:reference/data', 'never'],
  ['/d/unknown', 'never'],
  ['/q/:reference.png', 'never'],
  ['/q/unknown.png', 'never'],
  ['/api/declarations/:reference', 'never'],
  ['/api/declarations/:reference/data', 'never'],
  ['/api/site', 'never'],
  ['/api/form', 'never'],
  ['/api/checkpoints/:checkpoint', 'a-minute'],
  ['/api/openapi.json', 'asked'],
  ['/areas/2021.txt', 'asked', 'Accept-Encoding'],
  ['/areas/2021.txt?v=HASH', 'forever', 'Accept-Encoding'],
  ['/areas/2025.txt', 'asked', 'Accept-Encoding'],
  ['/areas/2021-2025.txt', 'asked', 'Accept-Encoding'],
  ['/healthz', 'never'],
  ['/readyz', 'never'],
  ['/index.html', 'asked'],
  ['/sw.js', 'asked', 'Accept-Encoding'],
  ['/assets/index-abc123.js', 'forever', 'Accept-Encoding'],
  ['/assets/gone-abc123.js', 'never'],
  ['/kiosk/', 'asked'],
  ['/kiosk/sw.js', 'asked', 'Accept-Encoding'],
  ['/kiosk/assets/index-abc123.js', 'forever', 'Accept-Encoding'],
  ['/control/', 'asked'],
  ['/control/assets/index-abc123.js', 'forever', 'Accept-Encoding'],
  ['/nothing', 'never'],
  ['/api/nothing', 'never'],
]

let folder: string
let app: WholeApp
let hash: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chot-caching-'))
  for (const site of SITES) {
    mkdirSync(join(folder, site, 'assets'), { recursive: true })
    writeFileSync(join(folder, site, 'index.html'), '<!doctype html><title></title><div id="app"></div>')
    for (const file of ['sw.js', 'assets/index-abc123.js']) writeFileSync(join(folder, site, file), '//')
  }
  app = await wholeApp({ distFolder: folder, pages })
  const { divisions } = await (await fetch(`${app.url}/api/form`)).json()
  hash = new URL(divisions.find(({ division }: { readonly division: string }) => division === '2021').url, app.url).searchParams.get('v') ?? ''
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(app.url + path.replace(':reference', DEMO_REFERENCE).replace(':checkpoint', 'bach-dang').replace('HASH', hash), {
    headers,
    redirect: 'manual',
  })

it.each(TABLE.map(([path, kept, vary = '']) => ({ path, kept, vary })))('$path is kept: $kept', async ({ path, kept, vary }) => {
  const answer = await open(path)
  expect(answer.headers.get('cache-control')).toBe(HEADER[kept])
  for (const name of vary.split(', ').filter(Boolean)) expect(answer.headers.get('vary') ?? '').toContain(name)
  if (kept === 'never' || kept === 'fresh') return
  const again = await open(path, { 'if-none-match': answer.headers.get('etag') ?? '', 'cache-control': 'max-age=0' })
  expect([answer.status, again.status]).toEqual([200, 304])
})

it('every public address stands in the table; what needs a session or a device is never kept', async () => {
  const reads = routesOf(app.deps).filter(({ method }) => method === 'get')
  const isPublic = ({ access }: { readonly access: unknown }) => access === 'public'
  expect(
    reads
      .filter(isPublic)
      .map(({ path }) => path)
      .filter((path) => !TABLE.some(([known]) => known === path)),
  ).toEqual([])
  const cookie = await app.cookieOf('operator')
  for (const { path } of reads.filter((route) => !isPublic(route))) {
    const answer = await open(path.replace(/:\w+/, 'x'), { cookie })
    expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store'])
  }
})

it.each(['/d/:reference', '/d/:reference/sheet', '/d/:reference/data', '/q/:reference.png'])('%s is listed by no search engine', async (path) => {
  expect((await open(path)).headers.get('x-robots-tag')).toBe('noindex')
  expect((await open('/')).headers.get('x-robots-tag')).toBeNull()
})

it('a page that holds answers is not kept, whatever it is kept as without them', async () => {
  const kept = await fetch(`${app.url}/declare/work`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ sector: 'coal' }) })
  const cookie = kept.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect([cookie.startsWith('chot-draft='), (await open('/declare/work', { cookie })).headers.get('cache-control')]).toEqual([true, 'no-store'])
})
