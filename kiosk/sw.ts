/** Keeps the kiosk's own files, so that it opens with the server gone. Touches nothing else: no /api, no other site, no log. */

/** Replaced at build time: the list of built files as JSON, and one hash over them. */
declare const __PRECACHE__: string
declare const __BUILD__: string

// The DOM library knows no worker scope; these are the few members used.
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchingEvent extends WaitingEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface WorkerScope {
  readonly clients: { claim(): Promise<void> }
  readonly registration: ServiceWorkerRegistration
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listen: (event: WaitingEvent) => void): void
  addEventListener(type: 'fetch', listen: (event: FetchingEvent) => void): void
  addEventListener(type: 'message', listen: (event: MessageEvent) => void): void
}
const scope = self as unknown as WorkerScope

const BASE = '/kiosk/'
const PAGE = `${BASE}index.html`
const PREFIX = 'chot-kiosk-'
const CACHE = PREFIX + __BUILD__

scope.addEventListener('install', (event) => event.waitUntil(fill()))
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))
scope.addEventListener('message', (event) => {
  if (event.data === 'take-over') void scope.skipWaiting()
  if (event.data === 'tidy') void tidy()
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(BASE)) return
  event.respondWith(request.mode === 'navigate' ? answer(PAGE, request) : answer(url.pathname, request))
  if (request.mode === 'navigate') event.waitUntil(refill())
})

/** All or nothing: with a file missing the old worker stays. `reload` passes by the browser's own cache. */
async function fill(): Promise<void> {
  const names: readonly string[] = JSON.parse(__PRECACHE__)
  const paths = new Set([PAGE, ...names.map((name) => BASE + name)])
  const cache = await caches.open(CACHE)
  await cache.addAll([...paths].map((path) => new Request(path, { cache: 'reload' })))
}

/** Older caches stay until a page of the new version says that it stands: one of the old may still want a file of its own. */
async function takeOver(): Promise<void> {
  await scope.clients.claim()
}

/** Names first, then the look at who is coming: a cache that is being filled belongs to a worker that is seen here. */
async function tidy(): Promise<void> {
  const names = await caches.keys()
  if (scope.registration.installing || scope.registration.waiting) return
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))
}

/** Where the browser threw the cache away, the next visit with a network brings it back; where the server has moved on, a new worker will. */
async function refill(): Promise<void> {
  const kept = await (await caches.open(CACHE)).match(PAGE)
  if (!kept) await fill().catch(() => undefined)
}

/** Its own files first; those of the version before only for a page that still runs on it. */
async function answer(path: string, request: Request): Promise<Response> {
  const kept = (await (await caches.open(CACHE)).match(path)) ?? (path === PAGE ? undefined : await caches.match(path))
  return kept ?? fetch(request)
}
