export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly target: number | null
  readonly met: boolean | null
}

export function atLeast(name: string, unit: string, value: number, target: number | null = null): Figure {
  return { name, value: round(value), unit, target, met: target === null ? null : value >= target }
}

export function atMost(name: string, unit: string, value: number, target: number | null = null): Figure {
  return { name, value: round(value), unit, target, met: target === null ? null : value <= target }
}

export function plain(name: string, unit: string, value: number): Figure {
  return atLeast(name, unit, value)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Nearest rank: the smallest value that at least this share does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
