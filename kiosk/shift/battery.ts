export interface Battery {
  readonly percent: number
  readonly power: 'charging' | 'draining'
}

export async function batteryPercent(): Promise<number | null> {
  return (await batteryNow())?.percent ?? null
}

/** Chromium only; elsewhere nothing is known. */
export async function batteryNow(): Promise<Battery | null> {
  if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return null
  const battery: { readonly level?: unknown; readonly charging?: unknown } = await navigator.getBattery()
  if (typeof battery.level !== 'number') return null
  return { percent: Math.round(battery.level * 100), power: battery.charging === true ? 'charging' : 'draining' }
}
