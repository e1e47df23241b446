import type { Box, GreyImage } from './grey-image.ts'

/** Where a code may be. A cheap look, so that the dear readers only run where there may be something to read. */
export interface FinderHints {
  /** Around every place where three corners could belong together, quiet zone and fourth corner included. */
  readonly box: Box
}

interface Spot {
  readonly x: number
  readonly y: number
  /** Width of the whole pattern, seven modules. */
  readonly size: number
  lines: number
}

/** Every third row is enough: the heart of a corner square that can be read is at least six pixels high. */
const ROW_STEP = 3
/** A spot seen on one row alone is chance. */
const MIN_LINES = 2
const MAX_SPOTS = 400
/** Of the likeliest: more would be a wall of tiles. */
const MAX_SURE = 24

export function findHints(image: GreyImage): FinderHints | null {
  const spots: Spot[] = []
  const swing = swingOver(image)
  for (let y = 2; y < image.height - 2 && spots.length < MAX_SPOTS; y += ROW_STEP) scanRow(image, { y, swing }, spots)
  const often = spots.filter((spot) => spot.lines >= Math.max(MIN_LINES, (LINES_OF_HEIGHT * spot.size) / ROW_STEP))
  const sure = often.filter((spot) => isCrossedDownwards(image, spot)).sort((a, b) => b.lines - a.lines)
  const corners = triplesOf(sure.slice(0, MAX_SURE))
  return corners.length === 0 ? null : { box: boxAround(corners, image) }
}

/** The heart is 3/7 of the height; noise and tilt take some of it. */
const LINES_OF_HEIGHT = 0.18

/** Three of like size at the ends and the bend of a right angle with like legs, as a tilted camera sees it; the fourth corner is added. */
function triplesOf(spots: readonly Spot[]): readonly Spot[] {
  const corners = new Set<Spot>()
  for (const bend of spots) {
    for (const [i, a] of spots.entries()) {
      if (a === bend || !areAlike(a, bend)) continue
      for (const b of spots.slice(i + 1)) {
        if (b === bend || !areAlike(b, bend) || !isRightAngle(a, bend, b)) continue
        corners.add(a).add(bend).add(b)
        corners.add({ x: a.x + b.x - bend.x, y: a.y + b.y - bend.y, size: bend.size, lines: 0 })
      }
    }
  }
  return [...corners]
}

function areAlike(a: Spot, b: Spot): boolean {
  return a.size < 1.7 * b.size && b.size < 1.7 * a.size
}

/** Centres of two corners are 14 modules apart at least: twice the size of one. */
const MIN_LEG = 1.4

function isRightAngle(a: Spot, bend: Spot, b: Spot): boolean {
  const [ax, ay, bx, by] = [a.x - bend.x, a.y - bend.y, b.x - bend.x, b.y - bend.y]
  const [legA, legB] = [Math.hypot(ax, ay), Math.hypot(bx, by)]
  if (legA < MIN_LEG * bend.size || legB < MIN_LEG * bend.size || legA > 1.7 * legB || legB > 1.7 * legA) return false
  return Math.abs(ax * bx + ay * by) < 0.5 * legA * legB
}

/** Dark and light by the mean of the last pixels on the row, then the five runs 1 : 1 : 3 : 1 : 1 of a corner square. */
function scanRow({ width, luma }: GreyImage, { y, swing }: { readonly y: number; readonly swing: number }, spots: Spot[]): void {
  const row = y * width
  const runs = [0, 0, 0, 0, 0]
  let mean = (luma[row] ?? 0) << 5
  let isDark = false
  let length = 0
  for (let x = 0; x < width; x++) {
    const ahead = luma[row + Math.min(width - 1, x + LOOK_AHEAD)] ?? 0
    mean += ahead - (mean >> 5)
    const level: number = mean >> 5
    const value = luma[row + x] ?? 0
    const next: boolean = isDark ? value < level + swing : value < level - swing
    if (next === isDark) {
      length++
      continue
    }
    runs.shift()
    runs.push(length)
    if (isDark) note(runs, { x, y }, spots)
    isDark = next
    length = 1
  }
}

const LOOK_AHEAD = 12
/** Of 255: what noise seldom crosses and a code in dim light does. */
const MIN_SWING = 3

/** Measured on what is flat: a quarter of all neighbours differ by less, whatever else is in the picture. */
function swingOver({ luma }: GreyImage): number {
  const counts = new Uint32Array(256)
  let samples = 0
  for (let i = 1; i < luma.length; i += 97, samples++) {
    const step = Math.abs((luma[i] ?? 0) - (luma[i - 1] ?? 0))
    counts[step] = (counts[step] ?? 0) + 1
  }
  let [below, step] = [0, 0]
  while (step < 255 && below + (counts[step] ?? 0) < samples / 4) below += counts[step++] ?? 0
  return Math.max(MIN_SWING, SWING_OF_NOISE * step)
}

const SWING_OF_NOISE = 5

function note(runs: readonly number[], end: { readonly x: number; readonly y: number }, spots: Spot[]): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = runs
  const size = a + b + c + d + e
  const module = size / 7
  if (module < 1.4 || a === 0) return
  const slack = 0.6 * module + 0.7
  const fits = (run: number, modules: number): boolean => Math.abs(run - modules * module) < slack * Math.sqrt(modules)
  if (!fits(a, 1) || !fits(b, 1) || !fits(c, 3) || !fits(d, 1) || !fits(e, 1)) return
  const x = end.x - e - d - c / 2
  const near = spots.find((spot) => Math.abs(spot.x - x) < module * 1.5 && Math.abs(end.y - spot.y) < size && Math.abs(spot.size - size) < size * 0.4)
  if (near) near.lines++
  else spots.push({ x, y: end.y, size, lines: 1 })
}

/** The same five runs from top to bottom; light and dark are told apart by the middle of what lies on that line. */
function isCrossedDownwards({ width, height, luma }: GreyImage, spot: Spot): boolean {
  const reach = Math.round(spot.size * 0.8)
  const middle = Math.round(spot.y + (spot.lines * ROW_STEP) / 2)
  const [top, bottom] = [Math.max(0, middle - reach), Math.min(height - 1, middle + reach)]
  const column = Math.min(width - 2, Math.max(1, Math.round(spot.x)))
  // Three pixels side by side: one alone is too noisy.
  const lightAt = (y: number): number => {
    const at = y * width + column
    return ((luma[at - 1] ?? 0) + (luma[at] ?? 0) + (luma[at + 1] ?? 0)) / 3
  }
  let [low, high] = [255, 0]
  for (let y = top; y <= bottom; y++) {
    const value = lightAt(y)
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (high - low < 4 * MIN_SWING) return false
  const isDark = (y: number): boolean => y >= top && y <= bottom && lightAt(y) < (low + high) / 2
  const run = (from: number, step: number, dark: 'dark' | 'light'): number => {
    let y = from
    while (y >= top && y <= bottom && isDark(y) === (dark === 'dark')) y += step
    return Math.abs(y - from)
  }
  const up = run(middle, -1, 'dark')
  const down = run(middle + 1, 1, 'dark')
  const lightUp = run(middle - up, -1, 'light')
  const lightDown = run(middle + 1 + down, 1, 'light')
  const module = spot.size / 7
  const fits = (length: number, modules: number): boolean => length > 0 && Math.abs(length - modules * module) < 0.5 * modules * module + 1.5
  return fits(up + down, 3) && fits(lightUp, 1) && fits(lightDown, 1)
}

function boxAround(spots: readonly Spot[], { width, height }: GreyImage): Box {
  const room = 1.3 * Math.max(...spots.map((spot) => spot.size))
  const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)]
  const left = Math.max(0, Math.floor(Math.min(...xs) - room))
  const top = Math.max(0, Math.floor(Math.min(...ys) - room))
  const right = Math.min(width, Math.ceil(Math.max(...xs) + room))
  const bottom = Math.min(height, Math.ceil(Math.max(...ys) + room))
  return { left, top, width: right - left, height: bottom - top }
}
