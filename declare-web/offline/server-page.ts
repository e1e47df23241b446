import { keptPasses } from './kept-on-device.ts'
import { agedPage, findPage, offlinePage } from './offline-page.ts'

/** Pages that only the server can draw, and what is sent from them. */
export const NEEDS_NETWORK = /^\/(?:find|checkpoint(?:\/[a-z0-9-]{1,60})?|d\/[^/]+\/(?:sheet|data|withdraw|erase|correct|companion))\/?$/

/** Pages of checkpoints as they were last seen: public, and the same for everybody. */
const PLACES = 'chot-places'
const SEEN_AT = 'x-seen-at'
const MOST_PLACES = 12
/** A network that says nothing for so long is as good as none, where there is something to show instead. */
const PATIENCE_MS = 8000

/** From the server; without a network what is kept, with its age, or a page that says so: never the browser's own error. */
export async function serverPage(request: Request, styles: () => Promise<string>): Promise<Response> {
  const { pathname } = new URL(request.url)
  const isPlace = /^\/checkpoint/.test(pathname)
  const kept = isPlace ? await (await caches.open(PLACES)).match(pathname) : undefined
  try {
    // Not from the browser's own minute: what was seen before is told with its age.
    const response = await inTime(isPlace ? fetch(request, { cache: 'no-cache' }) : fetch(request), kept === undefined ? 0 : PATIENCE_MS)
    if (isPlace && response.ok) await keepPlace(pathname, response.clone())
    return pathname === '/find' && response.ok ? withPasses(response) : response
  } catch {
    return kept ? aged(kept) : asPage(offlinePage({ path: pathname, styles: await styles(), passes: await keptPasses(), places: await placePaths() }))
  }
}

function inTime(answer: Promise<Response>, patience: number): Promise<Response> {
  if (patience === 0) return answer
  return Promise.race([answer, new Promise<Response>((_, reject) => setTimeout(() => reject(new Error('no answer in time')), patience))])
}

async function keepPlace(path: string, response: Response): Promise<void> {
  try {
    const cache = await caches.open(PLACES)
    const headers = { 'content-type': 'text/html; charset=utf-8', [SEEN_AT]: String(Date.now()) }
    await cache.delete(path)
    await cache.put(path, new Response(await response.text(), { headers }))
    const all = await cache.keys()
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST_PLACES)).map((old) => cache.delete(old)))
  } catch {
    // A full disk keeps nothing: the page itself is shown all the same.
  }
}

/** Who has lost a link most often has the code on this very phone. */
async function withPasses(response: Response): Promise<Response> {
  const passes = await keptPasses()
  if (passes.length === 0) return response
  return new Response(findPage(await response.text(), passes), { headers: response.headers })
}

async function aged(kept: Response): Promise<Response> {
  return asPage(agedPage(await kept.text(), Date.now() - Number(kept.headers.get(SEEN_AT) ?? 0)))
}

async function placePaths(): Promise<readonly { readonly path: string; readonly title: string }[]> {
  const cache = await caches.open(PLACES)
  return Promise.all(
    (await cache.keys()).map(async (request) => {
      const title = /<title>([^<]*)<\/title>/.exec((await (await cache.match(request))?.text()) ?? '')?.[1] ?? ''
      return { path: new URL(request.url).pathname, title: title.split(' - ')[0] ?? '' }
    }),
  )
}

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"

function asPage(html: string): Response {
  return new Response(html, {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'cache-control': 'no-store' },
  })
}
