import { startAgain } from '../actions.ts'
import { page } from '../app-state.ts'
import { DRAFT_KEY } from './draft-store.ts'

/** Another tab has sent or forgotten the draft that both show: sent here too, it would be a second declaration. */
export function watchOtherTabs(): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === DRAFT_KEY && newValue === null && page.value.kind === 'step') startAgain()
  })
}
