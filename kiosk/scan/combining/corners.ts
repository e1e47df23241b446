import type { GreyImage } from '../decoding/grey-image.ts'
import { type CornerSpot, likeness } from './corner-spots.ts'
import { CORNER, LEAST_MODULES } from './known-modules.ts'
import { lightAt } from './plane-map.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** Centres of the three corner squares, ordered as the code is read; a mirrored one comes out with rows and columns changed, which readers know. */
export interface Corners {
  readonly topLeft: Point
  readonly topRight: Point
  readonly bottomLeft: Point
  /** Pixels a module, roughly. */
  readonly module: number
}

const MOST_PLACES = 2
/** What is guessed at needs more tries. */
const MOST_GUESSES = 4

/** Three that belong together, the likeliest first. */
export function seenCorners(spots: readonly CornerSpot[]): readonly Corners[] {
  return triples(spots).slice(0, MOST_PLACES)
}

/** Two of them, and the third from the dotted line that every code has on the way to it, or from what is left of it: it may be hidden, cut off or scratched. */
export function guessedCorners(even: GreyImage, spots: readonly CornerSpot[]): readonly Corners[] {
  return [...hiddenThird(even, spots).slice(0, MOST_GUESSES), ...faintFirst(even, spots).slice(0, MOST_PLACES)]
}

function triples(spots: readonly CornerSpot[]): readonly Corners[] {
  const found: { readonly corners: Corners; readonly score: number }[] = []
  for (const topLeft of spots) {
    for (const topRight of spots) {
      for (const bottomLeft of spots) {
        if (topLeft === topRight || topLeft === bottomLeft || topRight === bottomLeft) continue
        const skew = skewOf(topLeft, topRight, bottomLeft)
        if (skew === null) continue
        const module = (topLeft.module + topRight.module + bottomLeft.module) / 3
        found.push({ corners: { topLeft, topRight, bottomLeft, module }, score: topLeft.score + topRight.score + bottomLeft.score - 0.4 * skew })
      }
    }
  }
  return found.sort((a, b) => b.score - a.score).map(({ corners }) => corners)
}

/** How far the squares' own sides are off the way from one to the next, in radians; null where the three cannot be one code's. */
function skewOf(topLeft: CornerSpot, topRight: CornerSpot, bottomLeft: CornerSpot): number | null {
  const [ax, ay, bx, by] = [topRight.x - topLeft.x, topRight.y - topLeft.y, bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y]
  const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)]
  const sizes = [topLeft.module, topRight.module, bottomLeft.module]
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (ax * by - ay * bx <= 0 || most > 1.5 * least) return null
  if (a > 1.6 * b || b > 1.6 * a || Math.min(a, b) < 12 * least || Math.max(a, b) > 180 * most || Math.abs(ax * bx + ay * by) > 0.45 * a * b)
    return null
  const way = Math.atan2(ay, ax)
  return turnedBy(topLeft.turn - way) + turnedBy(topRight.turn - way) + turnedBy(bottomLeft.turn - way)
}

/** To the next quarter turn. */
function turnedBy(angle: number): number {
  const quarter = Math.PI / 2
  const rest = ((angle % quarter) + quarter) % quarter
  return Math.min(rest, quarter - rest)
}

/** Of a dotted line that is there; chance gives less even at its best of thousands. */
const DOTTED = 0.3
/** Where its own place is only known roughly. */
const DOTTED_ROUGHLY = 0.2
const MOST_PAIRS = 4
const MOST_IN_PAIRS = 6

function hiddenThird(even: GreyImage, spots: readonly CornerSpot[]): readonly Corners[] {
  const found = pairsOf(spots).flatMap(({ a, b }) => [
    thirdOf(even, { topLeft: a, seen: b, side: 1 }),
    thirdOf(even, { topLeft: a, seen: b, side: -1 }),
  ])
  return found
    .flatMap((each) => (each === null ? [] : [each]))
    .sort((a, b) => b.score - a.score)
    .map(({ corners }) => corners)
}

function areLegs(a: CornerSpot, b: CornerSpot): boolean {
  const [leg, module] = [Math.hypot(b.x - a.x, b.y - a.y), (a.module + b.module) / 2]
  return a !== b && leg > 14 * module && leg < 180 * module && a.module < 1.4 * b.module && b.module < 1.4 * a.module
}

/** Faint, but more than chance. */
const FAINT = 0.2

/** The top left one from the two others: at the bend of a right angle over them, looked for in steps of one module. */
function faintFirst(even: GreyImage, spots: readonly CornerSpot[]): readonly Corners[] {
  const found = pairsOf(spots).map(({ a: topRight, b: bottomLeft }) => {
    const [dx, dy] = [bottomLeft.x - topRight.x, bottomLeft.y - topRight.y]
    const module = (topRight.module + bottomLeft.module) / 2
    const [middleX, middleY] = [(topRight.x + bottomLeft.x - dy) / 2, (topRight.y + bottomLeft.y + dx) / 2]
    const reach = Math.round((0.15 * Math.hypot(dx, dy)) / module)
    let best = { x: middleX, y: middleY, score: 0 }
    for (let down = -reach; down <= reach; down++) {
      for (let across = -reach; across <= reach; across++) {
        const [x, y] = [middleX + across * module, middleY + down * module]
        const score = likeness(even, { x, y, module, turn: Math.atan2(dy, dx) + Math.PI / 4 })
        if (score > best.score) best = { x, y, score }
      }
    }
    return { corners: { topLeft: best, topRight, bottomLeft, module }, score: best.score }
  })
  return found
    .filter(({ score }) => score > FAINT)
    .sort((a, b) => b.score - a.score)
    .map(({ corners }) => corners)
}

/** Both ways round, the likeliest first. */
function pairsOf(spots: readonly CornerSpot[]): readonly { readonly a: CornerSpot; readonly b: CornerSpot }[] {
  const likely = spots.slice(0, MOST_IN_PAIRS)
  return likely
    .flatMap((a) => likely.filter((b) => areLegs(a, b)).map((b) => ({ a, b })))
    .sort((p, q) => q.a.score + q.b.score - p.a.score - p.b.score)
    .slice(0, MOST_PAIRS)
}

interface Pair {
  readonly topLeft: CornerSpot
  readonly seen: CornerSpot
  /** 1: the one seen is at the top right and the third is looked for below; -1 the other way round. */
  readonly side: 1 | -1
}

function thirdOf(even: GreyImage, { topLeft, seen, side }: Pair): { readonly corners: Corners; readonly score: number } | null {
  const [dx, dy] = [seen.x - topLeft.x, seen.y - topLeft.y]
  const [nx, ny] = [-dy * side, dx * side]
  const modules = sizeOf(even, { topLeft, seen, side })
  if (modules === null) return null
  const gaps = modules - CORNER
  const reach = 0.3 * gaps
  let best = { x: 0, y: 0, score: 0 }
  for (let along = -reach; along <= reach; along += 0.6) {
    for (let away = -reach; away <= reach; away += 0.6) {
      const [x, y] = [topLeft.x + nx + (along * dx + away * nx) / gaps, topLeft.y + ny + (along * dy + away * ny) / gaps]
      const score = dotted(even, { from: topLeft, to: { x, y }, aside: { x: (3 * dx) / gaps, y: (3 * dy) / gaps } }, modules)
      if (score > best.score) best = { x, y, score }
    }
  }
  if (best.score < DOTTED) return null
  const [topRight, bottomLeft] = side === 1 ? [seen, best] : [best, seen]
  return { corners: { topLeft, topRight, bottomLeft, module: Math.hypot(dx, dy) / gaps }, score: best.score }
}

/** By the dotted line between the two that are seen; it runs three modules beside their centres. */
function sizeOf(even: GreyImage, { topLeft, seen, side }: Pair): number | null {
  const [dx, dy] = [seen.x - topLeft.x, seen.y - topLeft.y]
  const leg = Math.hypot(dx, dy)
  const module = (topLeft.module + seen.module) / 2
  const nearest = 17 + 4 * Math.round((leg / module + CORNER - 17) / 4)
  let best: { readonly modules: number | null; readonly score: number } = { modules: null, score: DOTTED_ROUGHLY }
  for (const modules of [nearest - 8, nearest - 4, nearest, nearest + 4, nearest + 8]) {
    if (modules < LEAST_MODULES) continue
    for (const slant of [-1, 0, 1]) {
      for (const far of [2.6, 3, 3.4]) {
        const aside = { x: ((-dy * side * far + dx * slant) / leg) * module, y: ((dx * side * far + dy * slant) / leg) * module }
        const score = dotted(even, { from: topLeft, to: seen, aside }, modules)
        if (score > best.score) best = { modules, score }
      }
    }
  }
  return best.modules
}

interface Line {
  readonly from: Point
  readonly to: Point
  readonly aside: Point
}

/** How well dark and light change by turns along it. */
function dotted(even: GreyImage, { from, to, aside }: Line, modules: number): number {
  const [dx, dy] = [(to.x - from.x) / (modules - CORNER), (to.y - from.y) / (modules - CORNER)]
  let sum = 0
  for (let i = 8; i < modules - 8; i++) {
    const dark = 128 - lightAt(even, from.x + (i - 3) * dx + aside.x, from.y + (i - 3) * dy + aside.y)
    sum += i % 2 === 0 ? dark : -dark
  }
  return sum / (modules - 16) / 100
}
