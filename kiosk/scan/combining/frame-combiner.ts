import { type Box, crop, evenOut, type GreyImage, resize } from '../decoding/grey-image.ts'
import { type CombinedGrid, combine, isSameCode, pictureOf } from './combined-grid.ts'
import { cornerSpots } from './corner-spots.ts'
import { type Corners, guessedCorners, seenCorners } from './corners.ts'
import { fitGrid, followGrid, type GridFit } from './fit-grid.ts'
import type { Quad } from './plane-map.ts'
import { type SampledGrid, sampleGrid } from './sample-grid.ts'

/** The code as several frames show it together, drawn anew. */
interface Combined {
  readonly picture: GreyImage
  readonly frames: number
}

/** Looks frame by frame for one code that no reader reads, and adds up what each frame shows of it. */
interface FrameCombiner {
  readonly add: (image: GreyImage, nowMs: number) => Combined | null
  /** The code was seen a moment ago: worth another look where nothing else sees it. */
  readonly isFollowing: (nowMs: number) => boolean
  readonly forget: () => void
}

/** A code that is not seen for as long is elsewhere when it comes back. */
const FOLLOW_MS = 500
/** Then it is taken for another one. */
const FORGET_MS = 2000
/** Chance seldom fits better. */
const LEAST_SCORE = 0.3

interface Seen {
  readonly fit: GridFit
  readonly atMs: number
}

export function createFrameCombiner(): FrameCombiner {
  let seen: Seen | null = null
  let grid: CombinedGrid | null = null
  const isFollowing = (nowMs: number): boolean => seen !== null && nowMs - seen.atMs <= FOLLOW_MS
  return {
    add: (image, nowMs) => {
      if (seen && nowMs - seen.atMs > FORGET_MS) grid = null
      const followed = seen && isFollowing(nowMs) ? sampleOf(image, follow(image, seen.fit)) : null
      // What disagrees may be another code, or the same one lost on the way: then it is looked for anew.
      const now = followed && grid && isSameCode(grid, followed.grid) ? followed : sampleOf(image, find(image))
      if (!now) return null
      seen = { fit: now.fit, atMs: nowMs }
      grid = combine(grid, now.grid)
      return { picture: pictureOf(grid), frames: grid.frames }
    },
    isFollowing,
    forget: () => {
      seen = null
      grid = null
    },
  }
}

function sampleOf(image: GreyImage, fit: GridFit | null): { readonly fit: GridFit; readonly grid: SampledGrid } | null {
  return fit && { fit, grid: sampleGrid(image, fit) }
}

/** More pixels are halved: a code that fills a frame has enough for each module. */
const MOST_PIXELS = 500_000

/** What the corners are looked for in: evened out, small, perhaps only a part. */
interface View {
  readonly even: GreyImage
  readonly left: number
  readonly top: number
  readonly scale: number
}

function viewOf(image: GreyImage, { left, top, ...size }: Box): View {
  const scale = image.luma.length > MOST_PIXELS ? 0.5 : 1
  const isWhole = size.width === image.width && size.height === image.height
  const part = isWhole ? image : crop(image, { left, top, ...size })
  return { even: evenOut(scale === 1 ? part : resize(part, scale)), left, top, scale }
}

function find(image: GreyImage): GridFit | null {
  const view = viewOf(image, { left: 0, top: 0, width: image.width, height: image.height })
  const spots = cornerSpots(view.even, MOST_SPOTS)
  const fit = bestFit(view.even, seenCorners(spots)) ?? bestFit(view.even, guessedCorners(view.even, spots))
  return fit && { ...fit, quad: fromView(fit.quad, view) }
}

const MOST_SPOTS = 12

function bestFit(even: GreyImage, places: readonly Corners[]): GridFit | null {
  const fits = places.flatMap((corners) => fitGrid(even, corners) ?? []).filter(({ score }) => score >= LEAST_SCORE)
  return fits.sort((a, b) => b.score - a.score)[0] ?? null
}

function follow(image: GreyImage, last: GridFit): GridFit | null {
  const view = viewOf(image, boxAround(last.quad, image))
  const fit = followGrid(view.even, { ...last, quad: toView(last.quad, view) })
  return fit.score < Math.max(LEAST_SCORE, 0.75 * last.score) ? null : { ...fit, quad: fromView(fit.quad, view) }
}

function toView(quad: Quad, { left, top, scale }: View): Quad {
  return quad.map((value, i) => (value - (i % 2 === 0 ? left : top)) * scale)
}

function fromView(quad: Quad, { left, top, scale }: View): Quad {
  return quad.map((value, i) => value / scale + (i % 2 === 0 ? left : top))
}

/** With room for what a hand moves, and for the corners around their centres. */
function boxAround(quad: Quad, { width, height }: GreyImage): Box {
  const [xs, ys] = [quad.filter((_, i) => i % 2 === 0), quad.filter((_, i) => i % 2 === 1)]
  const room = 0.25 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
  const left = Math.floor(Math.max(0, Math.min(...xs) - room))
  const top = Math.floor(Math.max(0, Math.min(...ys) - room))
  const right = Math.ceil(Math.min(width, Math.max(...xs) + room))
  const bottom = Math.ceil(Math.min(height, Math.max(...ys) + room))
  return { left, top, width: Math.max(16, right - left), height: Math.max(16, bottom - top) }
}
