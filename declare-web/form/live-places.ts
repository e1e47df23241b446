import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Form } from './form.ts'
import type { PlaceFinder } from './place-finder.ts'

interface Held {
  readonly areas: AreaTable
  readonly language: Language
  readonly finder: PlaceFinder
}

let held: Held | null = null
let coming: Promise<typeof import('./place-finder.ts')> | null = null

/** The search over the loaded table; null until table and search are both there, and then `onReady` is called. */
export function liveFinder({ areas, site, language }: Form, onReady: () => void): PlaceFinder | null {
  if (held?.areas === areas && held.language === language) return held.finder
  coming = coming ?? import('./place-finder.ts')
  if (areas.divisions.length === 0) return null
  void coming.then(
    ({ placeFinder }) => {
      if (held?.areas !== areas || held.language !== language) {
        held = { areas, language, finder: placeFinder({ areas, site, language }) }
        prepareIdly(held.finder)
      }
      onReady()
    },
    () => {
      coming = null
    },
  )
  return null
}

/** Between the traveller's own doings, so that the first letter is answered as fast as the tenth. */
function prepareIdly(finder: PlaceFinder): void {
  const whenIdle = typeof window.requestIdleCallback === 'function' ? window.requestIdleCallback : (go: () => void) => window.setTimeout(go, 30)
  const go = () => {
    if (finder.prepare()) whenIdle(go)
  }
  whenIdle(go)
}
