import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { CountryWords } from './countries.ts'
import type { Form } from './form.ts'
import { type FoundPlace, type PlaceFinder, placeFinder } from './place-finder.ts'

interface Held extends CountryWords {
  /** The table of the form, also where the finder knows more. */
  readonly areas: AreaTable
  readonly finder: PlaceFinder
}

let held: Held | null = null

/** The search over the loaded table; null until that is there. Where further names come later, `onReady` is called. */
export function liveFinder({ areas, site, language, texts }: Form, onReady: () => void): PlaceFinder | null {
  window.clearTimeout(lingering)
  if (areas.divisions.length === 0) return null
  const here = held?.areas === areas && held.language === language ? held : null
  return withOtherNames(here ?? hold({ areas, language, texts, finder: (whole ?? placeFinder)({ areas, site, language, texts }) }), site, onReady)
}

function hold(next: Held): Held {
  held = next
  prepareIdly(next.finder)
  return next
}

/** Who still looks at the same answers by then did not find their place among them. */
const LINGER_MS = 2500
let lingering = 0
/** Over both divisions, once somebody needed them. */
let whole: typeof placeFinder | null = null
let isComing = false

/** Names of the other division are 30 kB more: they come when the form's own names do not answer, or do not seem to. */
function withOtherNames(now: Held, site: Form['site'], onReady: () => void): PlaceFinder {
  if (whole !== null || site.mappingUrl === undefined) return now.finder
  const look = () => void loadOthers(now, site).then((isNew) => isNew && onReady())
  const find: PlaceFinder['find'] = (...asked) => {
    const found: readonly FoundPlace[] = now.finder.find(...asked)
    if (found.length === 0) look()
    else if (!isDear()) lingering = window.setTimeout(look, LINGER_MS)
    return found
  }
  return { ...now.finder, find }
}

async function loadOthers({ areas, language, texts }: Held, site: Form['site']): Promise<boolean> {
  if (isComing || whole !== null) return false
  isComing = true
  try {
    const { loadBothDivisions } = await import('./both-divisions.ts')
    whole = await loadBothDivisions(site)
    if (whole !== null) hold({ areas, language, texts, finder: whole({ areas, site, language, texts }) })
  } catch {
    // No network: the form's own names answer alone, and the next question tries again.
  }
  isComing = false
  return whole !== null
}

function isDear(): boolean {
  const connection: { readonly saveData?: boolean } | undefined = Object(navigator).connection
  return connection?.saveData === true
}

/** Between the traveller's own doings, so that the first letter is answered as fast as the tenth. */
function prepareIdly(finder: PlaceFinder): void {
  const whenIdle = typeof window.requestIdleCallback === 'function' ? window.requestIdleCallback : (go: () => void) => window.setTimeout(go, 30)
  const go = () => {
    if (finder.prepare()) whenIdle(go)
  }
  whenIdle(go)
}
