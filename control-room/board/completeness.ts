import type { KioskStatus } from '../../shared/http/api.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'

/** A kiosk contacts the server several times a minute; silence for this long means that it may be holding records back. */
export const SILENT_AFTER_MS = 2 * MINUTE_MS

/** `never`: enrolled, not heard of since. `forked`: two logs claim one place; it counts again only when enrolled anew. */
export type KioskHealth = 'sent-all' | 'sending' | 'silent' | 'never' | 'forked' | 'revoked' | 'retired'

export interface Completeness {
  /** Every passage up to here is counted; null where that can be said of no time. */
  readonly completeUntil: EpochMs | null
  /** Kiosks that may hold passages from after `completeUntil`. */
  readonly behind: readonly KioskStatus[]
  /** Kiosks whose records are asked for: all but the revoked. */
  readonly asked: number
}

export function kioskHealth(kiosk: KioskStatus, serverNow: EpochMs): KioskHealth {
  if (kiosk.state !== 'active') return kiosk.state
  if (kiosk.lastContactAt === null) return 'never'
  if (serverNow - kiosk.lastContactAt > SILENT_AFTER_MS) return 'silent'
  return kiosk.queued > 0 ? 'sending' : 'sent-all'
}

/**
 * A kiosk sends in the order of its log: one with nothing queued is complete up to its last contact, any other up to its
 * newest record here. The slowest sets the time. A kiosk never heard of may hold anything, so it takes the time away.
 */
export function completeness(kiosks: readonly KioskStatus[], serverNow: EpochMs): Completeness {
  const asked = kiosks.filter((kiosk) => kiosk.state !== 'revoked' && kiosk.state !== 'retired')
  const behind = asked.filter((kiosk) => kioskHealth(kiosk, serverNow) !== 'sent-all')
  return {
    completeUntil: slowest(
      asked.map((kiosk) => sentUntil(kiosk, serverNow)),
      serverNow,
    ),
    behind,
    asked: asked.length,
  }
}

function sentUntil(kiosk: KioskStatus, serverNow: EpochMs): EpochMs | null {
  const sentAll = kiosk.state === 'active' && kiosk.queued === 0
  const until = sentAll ? kiosk.lastContactAt : kiosk.lastRecordAt
  return until === null ? null : Math.min(until, serverNow)
}

function slowest(times: readonly (EpochMs | null)[], serverNow: EpochMs): EpochMs | null {
  return times.reduce<EpochMs | null>(
    (least, time) => (least === null || time === null ? null : Math.min(least, time)),
    times.length > 0 ? serverNow : null,
  )
}
