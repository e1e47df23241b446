import type { GreyImage } from '../decoding/grey-image.ts'
import type { Corners } from './corners.ts'
import { CORNER, type KnownModules, knownModules, LEAST_MODULES, MOST_MODULES } from './known-modules.ts'
import { lightAt, mapOf, type Quad } from './plane-map.ts'

/** A code's place and size, found by laying the modules that all codes share over the picture. */
export interface GridFit {
  readonly modules: number
  readonly quad: Quad
  /** About 0.6 where the picture shows them all, 0.1 by chance. */
  readonly score: number
}

/** Corners and dotted lines alone; chance gives less. */
const LEAST_LEGS = 0.2
/** Sure enough to look for no better one. */
const GOOD = 0.45
/** Counted from the corners' size, that of the code is wrong by no more than this. */
const SIZES_OFF = [0, -4, 4, -8, 8, -12, 12]
/** Before anything is laid right, the right one is among the first of them. */
const LIKELY_SIZES = 5
/** Steps in modules. */
const COARSE = [0.7, 0.3]
const MEDIUM = [0.5, 0.25]
const FINE = [0.2, 0.1]

export function fitGrid(even: GreyImage, { topLeft, topRight, bottomLeft, module }: Corners): GridFit | null {
  const leg = (Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y) + Math.hypot(bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y)) / 2
  const start = [topLeft.x, topLeft.y, topRight.x, topRight.y, bottomLeft.x, bottomLeft.y]
  const nearest = 17 + 4 * Math.round((leg / module + CORNER - 17) / 4)
  const bySize = SIZES_OFF.map((off) => nearest + off)
    .filter((modules) => modules >= LEAST_MODULES && modules <= MOST_MODULES)
    .map((modules) => ({ modules, score: scoreOf(even, withFourth(start), knownModules(modules, 'legs')) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, LIKELY_SIZES)
    .map(({ modules }) => climb(even, { modules, quad: withFourth(start), part: 'legs' }, COARSE))
    .filter(({ score }) => score > LEAST_LEGS)
    .sort((a, b) => b.score - a.score)
  let best: GridFit | null = null
  for (const { modules, quad } of bySize.slice(0, 2)) {
    for (const from of fourthPoints(even, withFourth(quad.slice(0, 6)), modules)) {
      const fit = climb(even, { modules, quad: from, part: 'all' }, MEDIUM)
      if (!best || fit.score > best.score) best = fit
    }
    if (best && best.score > GOOD) break
  }
  return best && climb(even, { ...best, part: 'all' }, FINE)
}

/** The code has moved a little since: first as a whole, then each of its points. */
export function followGrid(even: GreyImage, { modules, quad }: Pick<GridFit, 'modules' | 'quad'>): GridFit {
  const known = knownModules(modules, 'corners')
  const unit = moduleOf(quad, modules)
  let best = { quad, score: scoreOf(even, quad, known) }
  for (let y = -FOLLOW_MODULES; y <= FOLLOW_MODULES; y++) {
    for (let x = -FOLLOW_MODULES; x <= FOLLOW_MODULES; x++) {
      const moved = quad.map((value, i) => value + (i % 2 === 0 ? x : y) * unit)
      const score = scoreOf(even, moved, known)
      if (score > best.score) best = { quad: moved, score }
    }
  }
  const settled = climb(even, { modules, quad: best.quad, part: 'corners' }, [1.5, ...COARSE])
  return climb(even, { modules, quad: settled.quad, part: 'all' }, [...MEDIUM, ...FINE])
}

/** What a hand moves between two looks. */
const FOLLOW_MODULES = 5

function withFourth(points: ArrayLike<number>): Quad {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.from(points)
  return Float64Array.from([x0, y0, x1, y1, x2, y2, x1 + x2 - x0, y1 + y2 - y0])
}

function moduleOf(quad: Quad, modules: number): number {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = quad
  return (Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x0, y2 - y0)) / 2 / (modules - CORNER)
}

function scoreOf(even: GreyImage, quad: Quad, { u, v, shade }: KnownModules): number {
  const map = mapOf(quad)
  let sum = 0
  for (let i = 0; i < u.length; i++) {
    const [across, down] = [u[i] ?? 0, v[i] ?? 0]
    const near = 1 / (map.g * across + map.h * down + 1)
    sum += (shade[i] ?? 0) * (128 - lightAt(even, (map.a * across + map.b * down + map.c) * near, (map.d * across + map.e * down + map.f) * near))
  }
  return sum / u.length / 120
}

interface Climb {
  readonly modules: number
  readonly quad: Quad
  readonly part: 'all' | 'corners' | 'legs'
}

const ROUNDS = 3
const LEAST_GAIN = 1e-4

/** One coordinate after the other, as long as it gets better. */
function climb(even: GreyImage, { modules, quad, part }: Climb, steps: readonly number[]): GridFit {
  const known = knownModules(modules, part)
  const unit = moduleOf(quad, modules)
  const at = quad.slice()
  let score = scoreOf(even, at, known)
  const tryStep = (i: number, by: number): boolean => {
    const before = at[i] ?? 0
    at[i] = before + by
    const next = scoreOf(even, at, known)
    if (next > score + LEAST_GAIN) {
      score = next
      return true
    }
    at[i] = before
    return false
  }
  // The legs say nothing of the fourth point.
  const last = part === 'all' ? 7 : 5
  for (const step of steps) {
    for (let round = 0, moved = true; round < ROUNDS && moved; round++) {
      moved = false
      for (let i = last; i >= 0; i--) for (const by of [step * unit, -step * unit]) for (let n = 0; n < 4 && tryStep(i, by); n++) moved = true
    }
  }
  return { modules, quad: at, score }
}

/** Where the alignment square nearest to the fourth point may be, the likeliest first, and last the point that a code seen from afar has. */
function fourthPoints(even: GreyImage, quad: Quad, modules: number): readonly Quad[] {
  if (modules < 25) return [quad]
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = quad
  const side = modules - CORNER
  const [ux, uy, vx, vy] = [(x1 - x0) / side, (y1 - y0) / side, (x2 - x0) / side, (y2 - y0) / side]
  const reach = 2 + modules / 12
  const found: { readonly quad: Quad; readonly score: number }[] = []
  for (let down = -reach; down <= reach; down += 0.5) {
    for (let across = -reach; across <= reach; across += 0.5) {
      const moved = quad.slice()
      moved[6] = x3 + across * ux + down * vx
      moved[7] = y3 + across * uy + down * vy
      found.push({ quad: moved, score: alignmentScore(even, moved, modules) - 0.02 * Math.hypot(across, down) })
    }
  }
  const apart = 1.2 * Math.hypot(ux, uy)
  const chosen: Quad[] = []
  for (const { quad: next } of found.sort((a, b) => b.score - a.score)) {
    if (chosen.length === 2) break
    if (chosen.every((each) => Math.hypot((each[6] ?? 0) - (next[6] ?? 0), (each[7] ?? 0) - (next[7] ?? 0)) > apart)) chosen.push(next)
  }
  return [...chosen, quad]
}

function alignmentScore(even: GreyImage, quad: Quad, modules: number): number {
  const map = mapOf(quad)
  const centre = modules - 10
  let sum = 0
  for (let y = -2; y <= 2; y++) {
    for (let x = -2; x <= 2; x++) {
      const [u, v] = [(centre + x) / (modules - CORNER), (centre + y) / (modules - CORNER)]
      const near = 1 / (map.g * u + map.h * v + 1)
      const light = lightAt(even, (map.a * u + map.b * v + map.c) * near, (map.d * u + map.e * v + map.f) * near)
      const ring = Math.max(Math.abs(x), Math.abs(y))
      // Sixteen modules of the outer ring would outvote the eight inside.
      sum += (ring === 1 ? light - 128 : 128 - light) * (ring === 2 ? 0.6 : 1)
    }
  }
  return sum / 120 / 18
}
