import { DAY_MS, MINUTE_MS, SECOND_MS } from '../shared/units.ts'
import { perishIfOld } from './bundle/bundle-keeper.ts'
import { forgetGone } from './crossing/vehicle-of.ts'
import { type KioskParts, showClock } from './kiosk-parts.ts'
import * as state from './kiosk-state.ts'
import { batteryNow } from './shift/battery.ts'
import type { SyncLoop } from './sync/sync-loop.ts'

/** Acknowledged records stay this long: they refill a server restored from a backup. */
const KEEP_ACKED_MS = 7 * DAY_MS
const LOOK_EVERY_MS = 5 * SECOND_MS
const PRUNE_EVERY_MS = DAY_MS / 4

/** What happens by itself: the clock looked at, old records removed, the network tried when it comes back. */
export function watchWorld(parts: KioskParts, loop: SyncLoop): void {
  window.addEventListener('online', loop.again)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') loop.again()
  })
  window.setInterval(() => {
    parts.clock.look().catch(() => {
      state.storageFault.value = true
    })
    showClock(parts.clock)
    void forgetOldLists(parts).catch(() => undefined)
  }, LOOK_EVERY_MS)
  const feel = (): void => {
    void batteryNow().then(
      (now) => {
        state.battery.value = now
      },
      () => undefined,
    )
  }
  feel()
  window.setInterval(feel, MINUTE_MS)
  const tidy = (): void => void prune(parts).catch(() => undefined)
  // Also at once: a tablet that is switched off every night never reaches the next turn.
  tidy()
  window.setInterval(tidy, PRUNE_EVERY_MS)
}

/** In memory at once, on the disk with it; a disk that cannot be written is tried again at the next look. */
async function forgetOldLists(parts: KioskParts): Promise<void> {
  const held = state.bundle.value
  if (!held) return
  const left = await perishIfOld(parts, held)
  if (left !== held && state.bundle.value === held) state.bundle.value = left
}

async function prune(parts: KioskParts): Promise<void> {
  if (!parts.clock.sure()) return
  const acked = (await parts.store.read('acked'))?.seq ?? 0
  const before = parts.clock.now() - KEEP_ACKED_MS
  await parts.store.prune(before, acked)
  await forgetGone(parts.store, before)
}

/** From now on codes are judged again. */
export async function seeDamage({ store }: KioskParts): Promise<void> {
  const found = await store.read('damage')
  if (found) await store.write({ damage: { ...found, seenBy: state.officer.value ?? 'nobody-on-shift' } })
  state.damage.value = null
}
