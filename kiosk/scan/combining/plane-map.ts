import type { GreyImage } from '../decoding/grey-image.ts'

/**
 * Where a code lies in a picture, in pixels, x and y by turns: the centres of its corner squares at the top left, top right and bottom left,
 * and the point that would be the fourth one's centre.
 */
export type Quad = Float64Array

/** From the square with those four points, sides 1, to the picture: x = (a u + b v + c) / (g u + h v + 1), y likewise. */
interface PlaneMap {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
  readonly g: number
  readonly h: number
}

/** As a flat sheet looks to a camera: Heckbert, Fundamentals of Texture Mapping (1989), square to quadrilateral. */
export function mapOf(quad: Quad): PlaneMap {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x3 = 0, y3 = 0, x2 = 0, y2 = 0] = quad
  const [ax, bx, ay, by] = [x1 - x2, x3 - x2, y1 - y2, y3 - y2]
  const [sx, sy] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3]
  const area = ax * by - bx * ay
  const [g, h] = [(sx * by - bx * sy) / area, (ax * sy - sx * ay) / area]
  return { a: x1 - x0 + g * x1, b: x3 - x0 + h * x3, c: x0, d: y1 - y0 + g * y1, e: y3 - y0 + h * y3, f: y0, g, h }
}

/** Between the four pixels around a point; beyond the edge it is as at the edge. A pixel's middle is at a half. */
export function lightAt({ width, height, luma }: GreyImage, x: number, y: number): number {
  const [cx, cy] = [Math.max(0, Math.min(width - 1.001, x - 0.5)), Math.max(0, Math.min(height - 1.001, y - 0.5))]
  const [left, top] = [cx | 0, cy | 0]
  const [right, down] = [cx - left, cy - top]
  const at = top * width + left
  const [nw, ne, sw, se] = [luma[at] ?? 0, luma[at + 1] ?? 0, luma[at + width] ?? 0, luma[at + width + 1] ?? 0]
  const north = nw + (ne - nw) * right
  return north + (sw + (se - sw) * right - north) * down
}
