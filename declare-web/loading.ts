import { areas, deviceStorage, issued, passPage, site } from './app-state.ts'
import { loadAreas } from './site/load-areas.ts'
import { loadSite } from './site/load-site.ts'
import { keepLoaded } from './site/work-offline.ts'

export async function loadEverything(): Promise<void> {
  await loadFacts()
  await loadPlaces()
}

/** What the installation is like: its checkpoints, its day, whether it is a demo. */
export async function loadFacts(): Promise<void> {
  site.value = { state: 'loading' }
  const loaded = await loadSite(Date.now, deviceStorage)
  site.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
}

/** The table of places comes while the first pages, which ask for none, are being read. */
export async function loadPlaces(): Promise<void> {
  if (site.value.state !== 'ready') return
  areas.value = { state: 'loading' }
  const loaded = await loadAreas(site.value.value.info)
  areas.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
}

/** The code is on the screen by then, and drawn. */
const LATER_MS = 300

/** What else a pass shows comes after its code; where the address alone led here, at once. */
export function loadPassPageLater(): void {
  setTimeout(() => void loadPassPage(), issued.value === null ? 0 : LATER_MS)
}

let isOpening = false

/** Once at a time: the page is begun before it is drawn, and asks for itself again when it is. */
export async function loadPassPage(): Promise<void> {
  if (isOpening || passPage.value.state === 'ready') return
  isOpening = true
  passPage.value = { state: 'loading' }
  try {
    passPage.value = { state: 'ready', value: await (await import('./pass/pass-page.tsx')).openedPassPage(issued.value) }
    void keepLoaded()
  } catch {
    passPage.value = { state: 'failed' }
  }
  isOpening = false
}
