import { areas, deviceStorage, passPage, site } from './app-state.ts'
import { loadAreas } from './site/load-areas.ts'
import { loadSite } from './site/load-site.ts'

export async function loadEverything(): Promise<void> {
  site.value = { state: 'loading' }
  const loaded = await loadSite(Date.now, deviceStorage)
  site.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
  if (loaded.ok) await loadPlaces()
}

/** The table of places comes while the first pages, which ask for none, are being read. */
export async function loadPlaces(): Promise<void> {
  if (site.value.state !== 'ready') return
  areas.value = { state: 'loading' }
  const loaded = await loadAreas(site.value.value.info)
  areas.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
}

/** The pass comes while the declaration is on its way. */
export async function loadPassPage(): Promise<void> {
  if (passPage.value.state === 'ready') return
  passPage.value = { state: 'loading' }
  try {
    passPage.value = { state: 'ready', value: (await import('./pass/pass-page.tsx')).PassPage }
  } catch {
    passPage.value = { state: 'failed' }
  }
}
