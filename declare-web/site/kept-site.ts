const KEY = 'chot-site-1'

/** So that the form opens where there is no network; the clock is as far off as it was then. */
export function keepSite(storage: Storage | null, loaded: object): void {
  try {
    storage?.setItem(KEY, JSON.stringify(loaded))
  } catch {
    // Full or refused: the form then needs a network to open.
  }
}

export function readKeptSite(storage: Storage | null): unknown {
  try {
    return JSON.parse(storage?.getItem(KEY) ?? 'null')
  } catch {
    return null
  }
}
