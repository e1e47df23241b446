import type { GreyImage } from '../decoding/grey-image.ts'
import { lightAt } from './plane-map.ts'

/** What looks like a corner square in an evened picture. */
export interface CornerSpot {
  readonly x: number
  readonly y: number
  /** Pixels a module. */
  readonly module: number
  /** Of its sides, in radians, below a quarter turn. */
  readonly turn: number
  /** From 0 to 1. */
  readonly score: number
}

/** Light and dark of an evened picture meet here. */
const MIDDLE = 128
/** Noise seldom crosses it, an edge in an evened picture does. */
const SWING = 24
const ROW_STEP = 2
const MAX_LINES = 1500
const MIN_SCORE = 0.3
const MIN_MODULE = 1.2

/** The likeliest first. */
export function cornerSpots(even: GreyImage, most: number): readonly CornerSpot[] {
  const hearts = heartsOf(even).filter(({ lines }) => lines > 1)
  return hearts
    .map((heart) => rate(even, heart))
    .filter(({ score }) => score > MIN_SCORE)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
}

/** Rows of one heart, summed up. */
interface Heart {
  readonly firstY: number
  lastY: number
  lines: number
  x: number
  module: number
}

/** Runs of 1 : 3 : 1 with something dark at either end. How much is dark there does not matter: a shadow may touch the corner. */
function heartsOf({ width, height, luma }: GreyImage): readonly Heart[] {
  const hearts: Heart[] = []
  for (let y = 2; y < height - 2 && hearts.length < MAX_LINES; y += ROW_STEP) {
    const row = y * width
    let isDark = false
    let [run, a, b, c, d, e] = [0, 0, 0, 0, 0, 0]
    for (let x = 1; x < width - 1; x++) {
      const value = ((luma[row + x - 1] ?? 0) + 2 * (luma[row + x] ?? 0) + (luma[row + x + 1] ?? 0)) >> 2
      const next: boolean = isDark ? value < MIDDLE + SWING : value < MIDDLE - SWING
      if (next === isDark) {
        run++
        continue
      }
      ;[a, b, c, d, e] = [b, c, d, e, run]
      run = 1
      const module = (b + c + d) / 5
      if (isDark && module >= MIN_MODULE && Math.min(a, e) > 0.4 * module && isHeart(b, c, d)) note({ x: x - e - d - c / 2, y, module }, hearts)
      isDark = next
    }
  }
  return hearts
}

function isHeart(before: number, heart: number, after: number): boolean {
  const module = (before + heart + after) / 5
  const slack = 0.65 * module + 0.8
  return Math.abs(before - module) < slack && Math.abs(after - module) < slack && Math.abs(heart - 3 * module) < 1.7 * slack
}

function note({ x, y, module }: { readonly x: number; readonly y: number; readonly module: number }, hearts: Heart[]): void {
  const near = hearts.find(
    (heart) =>
      y - heart.lastY <= 2 + module / 2 &&
      Math.abs(heart.x / heart.lines - x) < module &&
      Math.abs(heart.module / heart.lines - module) < 0.3 * module,
  )
  if (!near) {
    hearts.push({ firstY: y, lastY: y, lines: 1, x, module })
    return
  }
  near.lines++
  near.x += x
  near.module += module
  near.lastY = y
}

const TURNS = [0, 15, 30, 45, 60, 75].map((degrees) => (degrees * Math.PI) / 180)
/** A chord through a blurred heart is a little long or short. */
const STRETCHES = [0.92, 1.04]

function rate(even: GreyImage, heart: Heart): CornerSpot {
  const chord = heart.module / heart.lines
  const { x, y } = centreOf(even, { x: heart.x / heart.lines + 0.5, y: (heart.firstY + heart.lastY) / 2 + 0.5 }, 3.5 * chord)
  let best: CornerSpot = { x, y, module: chord, turn: 0, score: 0 }
  for (const turn of TURNS) {
    // A row crosses a turned square on a longer way than its side.
    const module = chord * Math.max(Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn)))
    for (const stretch of STRETCHES) {
      const score = likeness(even, { x, y, turn, module: module * stretch })
      if (score > best.score) best = { x, y, module, turn, score }
    }
  }
  return best
}

function centreOf(even: GreyImage, start: { readonly x: number; readonly y: number }, reach: number): { readonly x: number; readonly y: number } {
  let { x, y } = start
  for (let i = 0; i < 2; i++) {
    y += shift((by) => lightAt(even, x, y + by), reach)
    x += shift((by) => lightAt(even, x + by, y), reach)
  }
  return { x, y }
}

/** From here to the middle of what is dark around here. */
function shift(light: (by: number) => number, reach: number): number {
  if (light(0) > MIDDLE) return 0
  let [back, ahead] = [0, 0]
  while (back < reach && light(-back) < MIDDLE) back += 0.5
  while (ahead < reach && light(ahead) < MIDDLE) ahead += 0.5
  return (ahead - back) / 2
}

/** How much lighter the light ring is than heart and outer ring. 200 of 255 is as much as an evened picture shows. */
export function likeness(even: GreyImage, { x, y, turn, module }: Omit<CornerSpot, 'score'>): number {
  const [ux, uy] = [Math.cos(turn) * module, Math.sin(turn) * module]
  let [dark, light] = [0, 0]
  for (let j = -3; j <= 3; j++) {
    for (let i = -3; i <= 3; i++) {
      const value = lightAt(even, x + i * ux - j * uy, y + i * uy + j * ux)
      if (Math.max(Math.abs(i), Math.abs(j)) === 2) light += value
      else dark += value
    }
  }
  return (light / 16 - dark / 33) / 200
}
