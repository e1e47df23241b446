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

/** What came since: kept for the days without a network, where a worker is there to keep it. */
export function keepLoaded(): void {
  if (!('serviceWorker' in navigator)) return
  void navigator.serviceWorker.getRegistration().then(
    (registration) => registration?.active?.postMessage({ keep: loadedFiles() }),
    () => undefined,
  )
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
