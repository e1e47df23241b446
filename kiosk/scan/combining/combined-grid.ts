import type { GreyImage } from '../decoding/grey-image.ts'
import { knownGrid } from './known-modules.ts'
import type { SampledGrid } from './sample-grid.ts'

/** What several frames of one code say of its modules. */
export interface CombinedGrid {
  readonly modules: number
  readonly frames: number
  /** Opinions weighed and added up: dark above nought. */
  readonly dark: Float32Array
  readonly weight: Float32Array
}

/** Of the modules of which both are sure. Two frames of one code differ in none or a few; two signed codes in a fifth at least, because signature and correction words all differ. */
const LEAST_AGREEMENT = 0.93
/** Fewer than this of all modules prove nothing. */
const LEAST_COMPARED = 0.1
const SURE = 0.4
/** What was seen fades over some ten frames: a code that changes on a screen, a place slightly missed. */
const FADE = 0.92

export function combine(before: CombinedGrid | null, seen: SampledGrid): CombinedGrid {
  const old = before && isSameCode(before, seen) ? before : null
  return {
    modules: seen.modules,
    frames: (old?.frames ?? 0) + 1,
    dark: seen.dark.map((value, i) => FADE * (old?.dark[i] ?? 0) + value * (seen.weight[i] ?? 0)),
    weight: seen.weight.map((value, i) => FADE * (old?.weight[i] ?? 0) + value),
  }
}

/** Two codes must never be mixed. What all codes have alike is not asked. */
export function isSameCode(before: CombinedGrid, seen: SampledGrid): boolean {
  if (before.modules !== seen.modules) return false
  const known = knownGrid(seen.modules)
  let [same, compared] = [0, 0]
  for (let i = 0; i < known.length; i++) {
    const earlier = (before.dark[i] ?? 0) / Math.max(1e-6, before.weight[i] ?? 0)
    const now = (seen.dark[i] ?? 0) * (seen.weight[i] ?? 0)
    if (known[i] !== 0 || Math.abs(earlier) < SURE || Math.abs(now) < SURE) continue
    compared++
    if (earlier > 0 === now > 0) same++
  }
  return compared >= LEAST_COMPARED * known.length && same >= LEAST_AGREEMENT * compared
}

const PIXELS = 4
const QUIET = 4

/** As if printed anew, with its quiet zone. */
export function pictureOf({ modules, dark }: CombinedGrid): GreyImage {
  const known = knownGrid(modules)
  const width = (modules + 2 * QUIET) * PIXELS
  const luma = new Uint8Array(width * width).fill(255)
  for (let i = 0; i < known.length; i++) {
    if ((known[i] || (dark[i] ?? 0)) <= 0) continue
    const left = ((i % modules) + QUIET) * PIXELS
    const top = (Math.floor(i / modules) + QUIET) * PIXELS
    for (let y = top; y < top + PIXELS; y++) luma.fill(0, y * width + left, y * width + left + PIXELS)
  }
  return { width, height: width, luma }
}
