import type { Language } from '../shared/checkpoints/checkpoint.ts'
import type { IssuedDeclaration } from '../shared/http/api.ts'
import { catalogue, deviceStorage, draft, errors, issued, language, online, page, pending, sending } from './app-state.ts'
import { journeyKept, keepJourney } from './draft/companion.ts'
import { type Draft, EMPTY_DRAFT } from './draft/draft.ts'
import { eraseDraft, saveDraft } from './draft/draft-store.ts'
import { embedded } from './site/embedded.ts'
import { pageOf, passPath, stepHref } from './site/route.ts'
import { keepLanguage } from './texts/chosen-language.ts'
import { loadCatalogue } from './texts/load-catalogue.ts'

/** A changed draft is another declaration: what was waiting to be sent is not sent any more. */
export function changeDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
  if (pending.value?.isWaiting) stopWaiting()
  saveDraft(deviceStorage, { draft: draft.value, pending: pending.value })
}

function stopWaiting(): void {
  pending.value = null
  sending.value = 'idle'
}

/** False where the texts did not come; the language then stays as it was. */
export async function chooseLanguage(next: Language): Promise<boolean> {
  const texts = await loadCatalogue(next)
  if (texts === null) return false
  language.value = next
  catalogue.value = texts
  errors.value = []
  document.documentElement.lang = next
  keepLanguage(next)
  return true
}

/** Reads the address again: after the back button, or a move of our own. */
function followAddress(): void {
  page.value = pageOf(location.pathname, location.search)
  if (sending.value !== 'busy' && !pending.value?.isWaiting) sending.value = 'idle'
}

export function startAgain(): void {
  forgetDraft()
  issued.value = null
  goTo('/')
  // The server's copy too, where it filled this page: on a shared phone it would be there again.
  if (embedded('kept-draft')) navigator.sendBeacon('/', new URLSearchParams({ go: 'restart' }))
}

/** For somebody who travels along: what is the same is taken over, and only that person's own is asked. */
export async function startCompanion(): Promise<void> {
  const sent = journeyKept()
  if (sent !== null) {
    try {
      changeDraft((await import('./draft/companion-of.ts')).companionOf(sent))
    } catch {
      // Not kept on this phone, and no network: whoever travels along is asked all of it.
    }
  }
  goTo(stepHref('traveller'))
}

export function showIssued(pass: IssuedDeclaration): void {
  keepJourney(draft.value)
  forgetDraft()
  issued.value = pass
  goTo(passPath(pass.reference))
}

/** Turns to a page of this site without asking the server. */
export function goTo(href: string): void {
  history.pushState(null, '', href)
  followAddress()
}

function forgetDraft(): void {
  draft.value = EMPTY_DRAFT
  pending.value = null
  errors.value = []
  sending.value = 'idle'
  eraseDraft(deviceStorage)
}

export function watchWorld(): void {
  document.addEventListener('click', followLink)
  window.addEventListener('popstate', followAddress)
  window.addEventListener('online', () => {
    online.value = true
  })
  window.addEventListener('offline', () => {
    online.value = false
  })
}

/** A plain press of a link to another page of the form turns it here; with a key held, or to elsewhere, it is the browser's. */
function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  if (link.origin !== location.origin || link.hash !== '' || link.hasAttribute('download') || link.target !== '') return
  if (!['step', 'group'].includes(pageOf(link.pathname, link.search).kind)) return
  event.preventDefault()
  goTo(link.pathname + link.search)
}
