import { formPage, site } from './app-state.ts'
import { loadSite } from './site/load-site.ts'

export async function loadEverything(): Promise<void> {
  site.value = { state: 'loading' }
  const loaded = await loadSite(Date.now)
  site.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
  if (loaded.ok) await loadFormPage()
}

/** The form itself, with the rules and the table of places, comes while the first page is being read. */
export async function loadFormPage(): Promise<void> {
  if (formPage.peek().state === 'ready') return
  formPage.value = { state: 'loading' }
  try {
    const loaded = await import('./form-page.tsx')
    formPage.value = { state: 'ready', value: loaded.FormPage }
    await loaded.loadPlaces()
  } catch {
    formPage.value = { state: 'failed' }
  }
}
