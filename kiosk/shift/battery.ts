export interface Battery {
  readonly percent: number
  readonly power: 'charging' | 'draining'
}

export async function batteryPercent(): Promise<number | null> {
  return (await batteryNow())?.percent ?? null
}

/** About an hour of camera and screen. */
const LOW_PERCENT = 20

/** A tablet that is charged, or that tells nothing, is not said to be low. */
export function isLow(battery: Battery | null): battery is Battery {
  return battery !== null && battery.power === 'draining' && battery.percent <= LOW_PERCENT
}

/** Chromium only; elsewhere, and where the browser will not say, nothing is known. */
export async function batteryNow(): Promise<Battery | null> {
  if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return null
  const battery: { readonly level?: unknown; readonly charging?: unknown } | null = await navigator.getBattery().catch(() => null)
  if (typeof battery?.level !== 'number') return null
  return { percent: Math.round(battery.level * 100), power: battery.charging === true ? 'charging' : 'draining' }
}
