/**
 * Runs in the page before its own scripts: a messenger's own browser on an old phone. Everything that keeps data throws or is
 * absent, the camera is refused, and what came to browsers after Chrome 64 and Safari 12.0 is gone.
 */
export function impoverish(): void {
  const refuse = (on: object, name: string): void => {
    Object.defineProperty(on, name, {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  }
  for (const store of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) refuse(window, store)
  const takeAway = (on: unknown, names: string): void => {
    for (const name of names.split(' ')) if (typeof on === 'object' || typeof on === 'function') Reflect.deleteProperty(on ?? {}, name)
  }
  takeAway(Navigator.prototype, 'serviceWorker mediaDevices wakeLock clipboard share storage locks connection userAgentData permissions')
  takeAway(
    window,
    'AbortController AbortSignal BarcodeDetector BigInt CompressionStream DecompressionStream IntersectionObserver ResizeObserver OffscreenCanvas queueMicrotask requestIdleCallback structuredClone visualViewport trustedTypes cookieStore scheduler',
  )
  takeAway(Array.prototype, 'at findLast findLastIndex flat flatMap toReversed toSorted toSpliced with')
  takeAway(String.prototype, 'at isWellFormed matchAll replaceAll trimEnd trimStart')
  takeAway(Object, 'fromEntries groupBy hasOwn')
  takeAway(Promise, 'allSettled any try withResolvers')
  takeAway(Element.prototype, 'checkVisibility replaceChildren setHTMLUnsafe toggleAttribute')
  takeAway(HTMLFormElement.prototype, 'requestSubmit')
  takeAway(Blob.prototype, 'arrayBuffer stream text')
  takeAway(Crypto.prototype, 'randomUUID')
  takeAway(Intl, 'DisplayNames ListFormat RelativeTimeFormat Segmenter')
}
