/** Chromium only; elsewhere nothing is known. */
export async function batteryPercent(): Promise<number | null> {
  if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return null
  const battery: { readonly level?: unknown } = await navigator.getBattery()
  return typeof battery.level === 'number' ? Math.round(battery.level * 100) : null
}
