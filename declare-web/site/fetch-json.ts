/** A network that takes longer than this is told to the traveller as lost; pressing again is safe. */
const PATIENCE_MS = 30_000

export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; readonly retryAfterSeconds: number }
  /** The device knows that it has no network: nothing left it. */
  | { readonly kind: 'offline' }
  /** Sent, perhaps, but no answer came. */
  | { readonly kind: 'lost' }

export interface Ask {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
}

export async function fetchJson(ask: Ask): Promise<Reply> {
  if (navigator.onLine === false) return { kind: 'offline' }
  try {
    const { url, method = 'GET', headers = {}, body = null } = ask
    const response = await withPatience(fetch(url, { method, headers: { ...headers }, body, credentials: 'same-origin', cache: 'no-store' }))
    const text = await withPatience(response.text())
    return { kind: 'answer', status: response.status, body: parsed(text), retryAfterSeconds: secondsOf(response.headers.get('retry-after')) }
  } catch {
    return { kind: 'lost' }
  }
}

function withPatience<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS)
    void promise.then(resolve, reject).then(() => clearTimeout(timer))
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function secondsOf(header: string | null): number {
  const seconds = Number(header ?? '')
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), 600) : 20
}
