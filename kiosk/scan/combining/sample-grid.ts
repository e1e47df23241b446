import type { GreyImage } from '../decoding/grey-image.ts'
import type { GridFit } from './fit-grid.ts'
import { CORNER } from './known-modules.ts'
import { lightAt, mapOf } from './plane-map.ts'

/** One frame's opinion of every module, row by row. */
export interface SampledGrid {
  readonly modules: number
  /** From 1, dark, to -1, light, against what is around. */
  readonly dark: Float32Array
  /** How much that is worth, from 0 to 1: nothing under glare, under a finger and outside the picture. */
  readonly weight: Float32Array
}

/** The middle of a module and half way to its corners. */
const POINTS = [
  [0, 0],
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
] as const
/** So bright that the sensor no longer tells dark from light. */
const DAZZLED = 250

export function sampleGrid(image: GreyImage, { modules, quad }: Pick<GridFit, 'modules' | 'quad'>): SampledGrid {
  const map = mapOf(quad)
  const light = new Float32Array(modules * modules)
  const isLost = new Uint8Array(modules * modules)
  const side = modules - CORNER
  for (let i = 0; i < light.length; i++) {
    const [column, row] = [(i % modules) - 3, Math.floor(i / modules) - 3]
    let sum = 0
    for (const [right, down] of POINTS) {
      const [u, v] = [(column + right) / side, (row + down) / side]
      const near = 1 / (map.g * u + map.h * v + 1)
      const [x, y] = [(map.a * u + map.b * v + map.c) * near, (map.d * u + map.e * v + map.f) * near]
      if (x < 0 || y < 0 || x >= image.width || y >= image.height) isLost[i] = 1
      sum += lightAt(image, x, y)
    }
    light[i] = sum / POINTS.length
    if (sum / POINTS.length > DAZZLED) isLost[i] = 1
  }
  return judge(light, isLost, modules)
}

/** Each module against those around it that the frame shows; where those differ little, there is little to tell. */
function judge(light: Float32Array, isLost: Uint8Array, modules: number): SampledGrid {
  const mean = meanAround(light, isLost, modules)
  const apart = light.map((value, i) => Math.abs(value - (mean[i] ?? 0)))
  const spread = meanAround(apart, isLost, modules)
  const usual = spread.slice().sort()[spread.length >> 1] ?? 0
  const dark = light.map((value, i) => Math.max(-1, Math.min(1, ((mean[i] ?? 0) - value) / ((spread[i] ?? 0) + 0.15 * usual + 0.5))))
  const weight = spread.map((value, i) => (isLost[i] === 1 ? 0 : Math.min(1, value / (usual + 1e-6)) ** 2))
  return { modules, dark, weight }
}

/** Nine by nine modules. */
const AROUND = 4

/** By running sums, of values and of how many there are. */
function meanAround(values: Float32Array, isLost: Uint8Array, modules: number): Float32Array {
  const wide = modules + 1
  const [sums, counts] = [new Float64Array(wide * wide), new Float64Array(wide * wide)]
  for (let y = 0; y < modules; y++) {
    for (let x = 0; x < modules; x++) {
      const [from, at] = [y * modules + x, (y + 1) * wide + x + 1]
      const counted = isLost[from] === 1 ? 0 : 1
      sums[at] = counted * (values[from] ?? 0) + (sums[at - 1] ?? 0) + (sums[at - wide] ?? 0) - (sums[at - wide - 1] ?? 0)
      counts[at] = counted + (counts[at - 1] ?? 0) + (counts[at - wide] ?? 0) - (counts[at - wide - 1] ?? 0)
    }
  }
  return values.map((_, i) => {
    const [x, y] = [i % modules, Math.floor(i / modules)]
    const [left, right] = [Math.max(0, x - AROUND), Math.min(modules, x + AROUND + 1)]
    const [top, bottom] = [Math.max(0, y - AROUND) * wide, Math.min(modules, y + AROUND + 1) * wide]
    const within = (of: Float64Array): number => (of[bottom + right] ?? 0) - (of[bottom + left] ?? 0) - (of[top + right] ?? 0) + (of[top + left] ?? 0)
    return within(sums) / Math.max(1, within(counts))
  })
}
