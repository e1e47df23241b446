export const REMEMBERED_KEY = 'chot-me-1'

/** Whether the traveller allowed this device to remember who they are. */
export function isRemembering(): boolean {
  try {
    return window.localStorage.getItem(REMEMBERED_KEY) !== null
  } catch {
    return false
  }
}

export function forget(): void {
  try {
    window.localStorage.removeItem(REMEMBERED_KEY)
  } catch {
    // Refused storage holds nothing.
  }
}
