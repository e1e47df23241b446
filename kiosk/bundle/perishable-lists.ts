import type { BundleParts } from '../../shared/bundle/bundle.ts'
import type { KioskSettings, KioskStore } from '../log/kiosk-store.ts'

/** What names people and vehicles, if only by hashes: it lies on the disk under a key with an end. */
export const PERISHABLE_PARTS = ['watch-list', 'lists'] as const
type Perishable = Pick<BundleParts, (typeof PERISHABLE_PARTS)[number]>

const ALGORITHM = 'AES-GCM'
/** Each key closes one text and no other, so its nonce need not be drawn. */
const NONCE = new Uint8Array(12)

/** In the place of lists that are gone: the names of named lists tell nobody anything and rules ask for them. */
export const NO_LISTS: Perishable = { 'watch-list': { byCredential: [] }, lists: { lists: {} } }

/** The parts as the disk gets them: the lists apart, under a key that is made anew for each bundle. */
export async function closeLists(parts: BundleParts): Promise<Pick<KioskSettings, 'parts' | 'closedLists' | 'listKey'>> {
  const listKey = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
  const lists: Perishable = { 'watch-list': parts['watch-list'], lists: parts.lists }
  const text = new TextEncoder().encode(JSON.stringify(lists))
  const closedLists = new Uint8Array(await crypto.subtle.encrypt({ name: ALGORITHM, iv: NONCE }, listKey, text))
  return { parts: { ...parts, ...NO_LISTS }, closedLists, listKey }
}

/** Null where there is nothing to open them with; a tablet of an earlier version has its lists in the parts themselves. */
export async function openLists(store: Pick<KioskStore, 'read'>): Promise<Perishable | null> {
  const closed = await store.read('closedLists')
  const key = await store.read('listKey')
  if (!closed || !key) return null
  try {
    const text = await crypto.subtle.decrypt({ name: ALGORITHM, iv: NONCE }, key, new Uint8Array(closed))
    return JSON.parse(new TextDecoder().decode(text))
  } catch {
    return null
  }
}

/** The key and what it closed, both gone from this tablet: the lists come again with the next contact. */
export async function letListsPerish(store: Pick<KioskStore, 'write'>): Promise<void> {
  await store.write({ closedLists: null, listKey: null })
}
