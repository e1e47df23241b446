/** What Chrome 64 and Safari 12.0 lack of what the shared core uses; everything else is written for them. */
export function equipOldBrowser(): true {
  define(Array.prototype, 'flat', function flat(this: readonly unknown[]) {
    return this.reduce<unknown[]>((all, item) => all.concat(item), [])
  })
  define(Array.prototype, 'flatMap', function flatMap(this: readonly unknown[], map: (item: unknown, index: number) => unknown) {
    return this.reduce<unknown[]>((all, item, index) => all.concat(map(item, index)), [])
  })
  define(Array.prototype, 'at', function at(this: readonly unknown[], index: number) {
    return this[index < 0 ? this.length + index : index]
  })
  define(Object, 'fromEntries', (entries: Iterable<readonly [PropertyKey, unknown]>) => {
    const made: Record<PropertyKey, unknown> = {}
    for (const [key, value] of entries) made[key] = value
    return made
  })
  define(window, 'queueMicrotask', (run: () => void) => void Promise.resolve().then(run))
  define(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.getOwnPropertyNames(object).includes(String(key)))
  return true
}

function define(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, configurable: true, writable: true })
}
