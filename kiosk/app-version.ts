/** Told to the server at each contact; a bundle may ask for a least one. */
export const APP_VERSION = '0.1.0'

/** Whether `version` comes before `least`, both as `1.20.3`. What cannot be compared counts as older: it must not decide. */
export function isOlderVersion(version: string, least: string): boolean {
  const held = numbersOf(version)
  const wanted = numbersOf(least)
  if (!held || !wanted) return true
  const differing = held.findIndex((number, at) => number !== wanted[at])
  return differing >= 0 && (held[differing] ?? 0) < (wanted[differing] ?? 0)
}

function numbersOf(version: string): readonly number[] | null {
  return /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : null
}
