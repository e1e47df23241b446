/**
 * Lets the form and passes once opened work without a network. It answers for the files of this site alone: no /api but the
 * public rules, nothing of the kiosks or the control room, and no page drawn by the server is ever kept, for it holds a draft or a pass.
 */

import { NEEDS_NETWORK, serverPage } from './offline/server-page.ts'

/** Replaced at build time: the list of files without which no page stands, as JSON, and one hash over them. */
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
interface MessageFromPage extends WaitingEvent {
  readonly data: unknown
}
interface WorkerScope {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listen: (event: WaitingEvent) => void): void
  addEventListener(type: 'fetch', listen: (event: FetchingEvent) => void): void
  addEventListener(type: 'message', listen: (event: MessageFromPage) => void): void
}
const scope = self as unknown as WorkerScope

const PREFIX = 'chot-declare-'
const CACHE = PREFIX + __BUILD__
/** Place tables and rules, which do not change with the build. */
const FACTS = 'chot-facts'
/** One for each pass: `pass/kept-passes.ts` fills and empties them. */
const PASSES = 'chot-pass-'
const SHELL = '/index.html'
/** A network that says nothing for so long is as good as none: the page then comes from the device. */
const PATIENCE_MS = 8000

scope.addEventListener('install', (event) => event.waitUntil(fill().then(() => scope.skipWaiting())))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('message', (event) => {
  if (isKeep(event.data)) event.waitUntil(keep(event.data.keep).then(tidy))
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.mode === 'navigate' && NEEDS_NETWORK.test(url.pathname)) event.respondWith(serverPage(request, shellStyles))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') {
    if (/^\/(?:declare\/[a-z]+\/?|d\/[^/]+\/?)?$/.test(url.pathname)) event.respondWith(page(request, url.pathname))
  } else if (/^\/assets\//.test(url.pathname)) event.respondWith(keptOr(request, CACHE))
  else if (/^\/areas\/[\d-]+\.txt$/.test(url.pathname)) event.respondWith(keptOr(request, FACTS))
  else if (/^\/q\//.test(url.pathname)) event.respondWith(picture(request, url.pathname))
  else if (url.pathname === '/api/site') event.respondWith(freshOrKept(request))
})

async function shellStyles(): Promise<string> {
  const shell = await (await caches.open(CACHE)).match(SHELL)
  return ((await shell?.text()) ?? '').match(/<link\b[^>]*rel="stylesheet"[^>]*>/g)?.join('') ?? ''
}

/** All or nothing: with a file missing the worker of before stays. Hashed files may come from the browser's own cache, the page may not. */
async function fill(): Promise<void> {
  const names: readonly string[] = JSON.parse(__PRECACHE__)
  const cache = await caches.open(CACHE)
  await cache.addAll([
    new Request(SHELL, { cache: 'reload' }),
    ...names.filter((name) => `/${name}` !== SHELL).map((name) => new Request(`/${name}`)),
  ])
}

/** What the page already has, so that it costs nothing again. */
async function keep(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const path = new URL(url, location.origin).pathname
    const isAsset = /^\/assets\//.test(path)
    if (!isAsset && !/^\/areas\//.test(path) && path !== '/api/site') continue
    const cache = await caches.open(isAsset ? CACHE : FACTS)
    if (!(await cache.match(url))) await cache.add(url).catch(() => undefined)
  }
}

/**
 * Said by a page of this version that stands: what older versions left is of no more use. They come in the order in which
 * they were opened, and what comes after one's own is of a newer version that may be on its way.
 */
async function tidy(): Promise<void> {
  const names = await caches.keys()
  const older = names.slice(0, Math.max(names.indexOf(CACHE), 0)).filter((name) => name.indexOf(PREFIX) === 0)
  await Promise.all(older.map((name) => caches.delete(name)))
}

/** From the server while it answers, so that a page and its files are of one version; without it, the shell and files kept together. */
async function page(request: Request, path: string): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(SHELL)
  if (!kept) return fetch(request)
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  const answer = await Promise.race([fetch(request), late]).catch(() => kept)
  return isAway(answer) && (await standsHere(path)) ? kept : answer
}

/** Too many ask, or what stands before the server found none behind it. */
function isAway({ status }: Response): boolean {
  return status === 429 || status >= 500
}

/** The form does, and a pass that was opened here; of another pass the server's own words say more. */
async function standsHere(path: string): Promise<boolean> {
  const reference = /^\/d\/([^/]+)/.exec(path)?.[1]
  return reference === undefined || caches.has(PASSES + reference)
}

/** The name tells the content: what is kept needs no asking. */
async function keptOr(request: Request, name: string): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await put(name, request, response.clone())
  return response
}

async function picture(request: Request, path: string): Promise<Response> {
  const reference = /^\/q\/([0-9A-Za-z]+)\.png$/.exec(path)?.[1]
  const kept = reference && (await caches.has(PASSES + reference)) ? await (await caches.open(PASSES + reference)).match(path) : undefined
  return kept ?? fetch(request)
}

async function freshOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(FACTS)
  try {
    const response = await fetch(request)
    if (response.ok) await put(FACTS, request, response.clone())
    return isAway(response) ? ((await cache.match(request)) ?? response) : response
  } catch (error) {
    const kept = await cache.match(request)
    if (!kept) throw error
    return kept
  }
}

/** A full disk must not cost the answer itself. */
async function put(name: string, request: Request, response: Response): Promise<void> {
  try {
    await (await caches.open(name)).put(request, response)
  } catch {
    // Not kept: the next visit asks the network again.
  }
}

function isKeep(data: unknown): data is { readonly keep: readonly string[] } {
  return typeof data === 'object' && data !== null && 'keep' in data && Array.isArray(data.keep)
}
