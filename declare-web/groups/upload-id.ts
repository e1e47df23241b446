import { hexOf } from '../../shared/hex.ts'

const KEPT = 'chot-upload'
const ID_BYTES = 16
let held = ''

/** A secret of this tab, kept while it lives: a page that is loaded again after a lost reply sends its rows under the same keys. */
export function uploadId(): string {
  if (held === '') held = kept() ?? madeAnew()
  return held
}

function kept(): string | null {
  try {
    const id = sessionStorage.getItem(KEPT)
    return id !== null && /^[0-9a-f]{32}$/.test(id) ? id : null
  } catch {
    return null
  }
}

function madeAnew(): string {
  const id = hexOf(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
  try {
    sessionStorage.setItem(KEPT, id)
  } catch {
    // A browser that keeps nothing: the id lives as long as the page.
  }
  return id
}
