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
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(BASE)) return
  event.respondWith(request.mode === 'navigate' ? answer(PAGE, request) : answer(url.pathname, request))
})

/** All or nothing: with a file missing the old worker stays. `reload` passes by the browser's own cache. */
async function fill(): Promise<void> {
  const names: readonly string[] = JSON.parse(__PRECACHE__)
  const paths = new Set([PAGE, ...names.map((name) => BASE + name)])
  const cache = await caches.open(CACHE)
  await cache.addAll([...paths].map((path) => new Request(path, { cache: 'reload' })))
}

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))
  await scope.clients.claim()
}

async function answer(path: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(path)
  return kept ?? fetch(request)
}
