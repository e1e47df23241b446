import { mapOf } from '../../kiosk/scan/combining/plane-map.ts'
import type { GreyImage } from '../../kiosk/scan/decoding/grey-image.ts'

/** A code's modules: 1 is dark. */
export interface DrawnCode {
  readonly modules: number
  readonly dark: Uint8Array
}

/** Where the code's outer corners lie in the picture: top left, top right, bottom left, bottom right. */
export type OuterCorners = readonly [x0: number, y0: number, x1: number, y1: number, x2: number, y2: number, x3: number, y3: number]

export const FRAME_SIDE = 480
const PAPER = 205
const INK = 45
const WALL = 120

/** A sheet with a code before a grey wall, in any perspective, without noise: four points a pixel. */
export function codeFrame({ modules, dark }: DrawnCode, corners: OuterCorners): GreyImage {
  const toSheet = inverseOf(Float64Array.from(corners))
  const luma = new Uint8Array(FRAME_SIDE * FRAME_SIDE)
  const lightAt = (x: number, y: number): number => {
    const [u, v] = toSheet(x, y)
    const [column, row] = [Math.floor(u * modules), Math.floor(v * modules)]
    if (Math.min(column, row) < -4 || Math.max(column, row) >= modules + 4) return WALL
    const isInside = column >= 0 && row >= 0 && column < modules && row < modules
    return isInside && dark[row * modules + column] === 1 ? INK : PAPER
  }
  for (let i = 0; i < luma.length; i++) {
    const [x, y] = [i % FRAME_SIDE, Math.floor(i / FRAME_SIDE)]
    luma[i] = (lightAt(x + 0.25, y + 0.25) + lightAt(x + 0.75, y + 0.25) + lightAt(x + 0.25, y + 0.75) + lightAt(x + 0.75, y + 0.75)) / 4
  }
  return { width: FRAME_SIDE, height: FRAME_SIDE, luma }
}

/** Turned about the middle of the picture. */
export function squareCorners(side: number, degrees = 0): OuterCorners {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const at = (x: number, y: number): readonly [number, number] => [
    FRAME_SIDE / 2 + (side / 2) * (cos * x - sin * y),
    FRAME_SIDE / 2 + (side / 2) * (sin * x + cos * y),
  ]
  return [...at(-1, -1), ...at(1, -1), ...at(-1, 1), ...at(1, 1)]
}

function inverseOf(corners: Float64Array): (x: number, y: number) => readonly [number, number] {
  const { a, b, c, d, e, f, g, h } = mapOf(corners)
  return (x, y) => {
    const scale = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d)
    return [((e - f * h) * x + (c * h - b) * y + (b * f - c * e)) / scale, ((f * g - d) * x + (a - c * g) * y + (c * d - a * f)) / scale]
  }
}
