import type { IssuedDeclaration } from '../../shared/http/api.ts'
import type { ZoneName } from '../../shared/time.ts'
import { DAY_MS, type EpochMs } from '../../shared/units.ts'

/** The service worker answers a pass's picture from the cache of that name. */
const cacheOf = (reference: string): string => `chot-pass-${reference}`
const FACTS = '/pass.json'

/**
 * Keeps a pass and its picture on this device, so that both open without a network from then on; with the installation's zone,
 * which the worker knows from here alone. Quietly impossible where there is no cache.
 */
export async function keepPass(pass: IssuedDeclaration, zone: ZoneName | null): Promise<void> {
  try {
    const cache = await caches.open(cacheOf(pass.reference))
    await cache.put(FACTS, new Response(JSON.stringify(zone === null ? pass : { ...pass, zone })))
    if (!(await cache.match(pass.pngUrl))) await cache.add(pass.pngUrl)
  } catch {
    // A page without https has no cache, and a full disk keeps nothing: the link still opens with a network.
  }
}

/** As it stood when it was last opened with a network; of any shape. */
export async function readKeptPass(reference: string): Promise<unknown> {
  try {
    const name = cacheOf(reference)
    if (!(await caches.has(name))) return null
    return await (await (await caches.open(name)).match(FACTS))?.json()
  } catch {
    return null
  }
}

/** All that are kept here; of any shape. */
export async function readKeptPasses(): Promise<readonly unknown[]> {
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(cacheOf('')))
    return await Promise.all(names.map(async (name) => (await (await caches.open(name)).match(FACTS))?.json()))
  } catch {
    return []
  }
}

/** So long after a code has expired its owner may still look up what was decided: a quarantine and its follow-up are over by then. */
const KEPT_AFTER_MS = 30 * DAY_MS

/** A phone that is lent or sold tells nobody of journeys long past. */
export async function forgetOldPasses(now: EpochMs): Promise<void> {
  try {
    for (const name of (await caches.keys()).filter((one) => one.startsWith(cacheOf('')))) {
      const kept: unknown = await (await (await caches.open(name)).match(FACTS))?.json()
      if (expiryOf(kept) + KEPT_AFTER_MS <= now) await caches.delete(name)
    }
  } catch {
    // Where nothing can be kept, nothing is.
  }
}

function expiryOf(kept: unknown): EpochMs {
  return typeof kept === 'object' && kept !== null && 'expiresAt' in kept ? Number(kept.expiresAt) : Number.NaN
}

/** "Forget this pass": nothing of it stays on this device. */
export async function forgetPass(reference: string): Promise<void> {
  try {
    await caches.delete(cacheOf(reference))
  } catch {
    // Nothing was kept.
  }
}
