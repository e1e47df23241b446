import { signal } from '@preact/signals'
import type { PlaceCode } from '../../shared/areas/place.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import { MINUTE_MS } from '../../shared/units.ts'

/** Where the tablet stands by its own satellites, 1e-5 degrees; `takenAt` by the page's own monotonic clock, ms. */
export interface Fix {
  readonly latitude: number
  readonly longitude: number
  readonly withinMetres: number
  readonly takenAt: number
}

/** A checkpoint stands still; a patrol or a trail post says with each passage where it was. */
export type Patrol =
  | { readonly kind: 'off' }
  | { readonly kind: 'seeking' }
  | { readonly kind: 'position'; readonly fix: Fix }
  /** The device may not tell, or hears no satellite. */
  | { readonly kind: 'no-position' }
  | { readonly kind: 'place'; readonly place: PlaceCode }

export const patrol = signal<Patrol>({ kind: 'off' })

/** A fix older than this is where the patrol was, not where it is. */
export const FIX_GOOD_MS = 5 * MINUTE_MS

/** What goes with a passage; null where nothing is known, rather than an old or invented place. */
export function standingOf(now: Patrol, monotonicMs: number): ObservedValue | null {
  if (now.kind === 'place') return { kind: 'place', place: now.place }
  if (now.kind !== 'position' || monotonicMs - now.fix.takenAt > FIX_GOOD_MS) return null
  return { kind: 'position', latitude: now.fix.latitude, longitude: now.fix.longitude }
}

let watching: number | null = null

/** Asks the device, and keeps asking while the patrol goes on. */
export function followPosition(device: Navigator): void {
  stopFollowing(device)
  patrol.value = { kind: 'seeking' }
  if (!('geolocation' in device)) {
    patrol.value = { kind: 'no-position' }
    return
  }
  const found = ({ coords }: GeolocationPosition): void => {
    if (watching === null) return
    const fix = {
      latitude: Math.round(coords.latitude * 1e5),
      longitude: Math.round(coords.longitude * 1e5),
      withinMetres: Math.round(coords.accuracy),
      takenAt: performance.now(),
    }
    patrol.value = { kind: 'position', fix }
  }
  const lost = (): void => {
    if (watching !== null && patrol.value.kind !== 'place') patrol.value = { kind: 'no-position' }
  }
  watching = device.geolocation.watchPosition(found, lost, { enableHighAccuracy: true, maximumAge: MINUTE_MS, timeout: MINUTE_MS / 2 })
}

export function standAt(device: Navigator, place: PlaceCode): void {
  stopFollowing(device)
  patrol.value = { kind: 'place', place }
}

export function endPatrol(device: Navigator): void {
  stopFollowing(device)
  patrol.value = { kind: 'off' }
}

function stopFollowing(device: Navigator): void {
  if (watching !== null) device.geolocation.clearWatch(watching)
  watching = null
}
