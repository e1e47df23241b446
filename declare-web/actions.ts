import { batch } from '@preact/signals'
import type { Language } from '../shared/checkpoints/checkpoint.ts'
import type { IssuedDeclaration } from '../shared/http/api.ts'
import { catalogue, deviceStorage, draft, errors, issued, language, online, page, pending, sending } from './app-state.ts'
import { type Draft, EMPTY_DRAFT } from './draft/draft.ts'
import { eraseDraft, saveDraft } from './draft/draft-store.ts'
import { pageOf, passPath } from './site/route.ts'
import { vi } from './texts/vi.ts'

export function changeDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.peek(), ...change }
  saveDraft(deviceStorage, { draft: draft.peek(), pending: pending.peek() })
}

/** Vietnamese comes with the page, English when it is asked for. */
export async function chooseLanguage(next: Language): Promise<void> {
  const texts = next === 'vi' ? vi : (await import('./texts/en.ts')).en
  batch(() => {
    language.value = next
    catalogue.value = texts
    errors.value = []
  })
  document.documentElement.lang = next
  try {
    deviceStorage?.setItem('chot-language', next)
  } catch {
    // A refused storage forgets the choice; nothing else.
  }
}

/** Reads the address again: after the back button, or a move of our own. */
export function followAddress(): void {
  const next = pageOf(location.pathname, location.search)
  batch(() => {
    page.value = next
    if (sending.peek() !== 'busy') sending.value = 'idle'
  })
}

export function startAgain(): void {
  batch(() => {
    forgetDraft()
    issued.value = null
  })
  goTo('/')
}

export function showIssued(pass: IssuedDeclaration): void {
  batch(() => {
    forgetDraft()
    issued.value = pass
    sending.value = 'idle'
  })
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
  if (pageOf(link.pathname, link.search).kind !== 'step') return
  event.preventDefault()
  goTo(link.pathname + link.search)
}
