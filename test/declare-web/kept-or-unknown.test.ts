import { afterEach, expect, it, vi } from 'vitest'
import { fetchPass } from '../../declare-web/pass/fetch-pass.ts'

const REFERENCE = '5QVBG8ZJ3N4T7W2XKM9D1CPRHA'
const PASS = {
  reference: REFERENCE,
  shortCode: 'GC0XWJKY3',
  qrPayload: 'QR',
  pngUrl: `/q/${REFERENCE}.png`,
  checkpoint: 'bach-dang',
  direction: 'entry',
  issuedAt: 1,
  arrivalAt: 2,
  expiresAt: 3,
  verdict: { outcome: 'admit', reasons: [], duties: [] },
}

/** What comes of opening a pass that this phone has kept, or has not, where the server answers so. */
async function opened(answer: () => Response, kept: object | null): Promise<string> {
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async () => answer())
  const match = async () => kept && Response.json(kept)
  vi.stubGlobal('caches', { has: async () => kept !== null, open: async () => ({ match }) })
  return (await fetchPass(REFERENCE)).kind
}
afterEach(() => {
  vi.unstubAllGlobals()
})

const refusal = (status: number) => () => Response.json({ error: 'x', message: 'x' }, { status })
const away = (): never => {
  throw new TypeError('no network')
}

it.each<[where: string, withIt: string, without: string, answer: () => Response]>([
  ['our own server knows it', 'found', 'found', () => Response.json(PASS)],
  ['our own server knows of none', 'unknown', 'unknown', refusal(404)],
  ['our own server is too busy', 'kept', 'failed', refusal(429)],
  ['our own server is crowded', 'kept', 'failed', refusal(503)],
  ['our own server has a bug', 'kept', 'failed', refusal(500)],
  ['a proxy finds nothing behind it', 'kept', 'failed', () => new Response('<h1>Not found</h1>', { status: 404 })],
  ['a hotel asks for a login', 'kept', 'failed', () => new Response('<h1>Log in</h1>')],
  ['there is no network', 'kept', 'failed', away],
])('where %s, a pass opened here before is %s, and another %s', async (_where, withIt, without, answer) => {
  expect([await opened(answer, PASS), await opened(answer, null)]).toEqual([withIt, without])
})
