/** The first page is read by then, and what is fetched now is in nobody's way. */
const LATER_MS = 3000

/**
 * Once the first page stands: the worker that answers without a network, and what the preview needs to be made on the device.
 * Where every kilobyte is paid for or slow, only what the page has already loaded is kept.
 */
export function workOffline(): void {
  setTimeout(() => void prepare(), LATER_MS)
}

async function prepare(): Promise<void> {
  const worker = await registered()
  if (!isPoorNetwork()) await import('../preview/preview-on-device.ts').catch(() => undefined)
  const facts = isPoorNetwork() ? [] : ['/api/site']
  worker?.postMessage({ keep: [...loadedFiles(), ...facts] })
}

/** What a pass needs is kept at once: it may have been opened out of a message and be put away the next moment. */
export async function keepLoaded(): Promise<void> {
  const worker = await registered()
  worker?.postMessage({ keep: loadedFiles() })
}

/** Null on a page without https, and in browsers that have or allow none. */
async function registered(): Promise<ServiceWorker | null> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return null
  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    return (await navigator.serviceWorker.ready).active
  } catch {
    return null
  }
}

function loadedFiles(): readonly string[] {
  const paths = performance.getEntriesByType('resource').map(({ name }) => name)
  return paths.filter((path) => path.indexOf(location.origin) === 0 && /\/(?:assets|areas)\//.test(path))
}

function isPoorNetwork(): boolean {
  const connection: { readonly saveData?: boolean; readonly effectiveType?: string } | undefined = Object(navigator).connection
  return connection !== undefined && (connection.saveData === true || /2g|3g/.test(connection.effectiveType ?? ''))
}
