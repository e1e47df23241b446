/** Runs per second of each candidate: interleaved rounds after a warm-up, so that no one has the quiet minutes; the median counts. */
export function runsPerSecond<K extends string>(
  candidates: { readonly [name in K]: () => void },
  rounds = 7,
  roundMs = 250,
): { readonly [name in K]: number } {
  const names = Object.keys(candidates) as K[]
  const rates = new Map<K, number[]>(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const rate = rateOf(candidates[name], roundMs)
      if (round >= 0) rates.get(name)?.push(rate)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name) ?? [])])) as { readonly [name in K]: number }
}

function rateOf(run: () => void, forMs: number): number {
  const from = performance.now()
  let runs = 0
  let elapsed = 0
  while (elapsed < forMs) {
    run()
    runs++
    elapsed = performance.now() - from
  }
  return (runs * 1000) / elapsed
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
