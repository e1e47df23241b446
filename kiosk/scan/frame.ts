/** One picture on its way to the worker. `imageData` where the browser lacks OffscreenCanvas (Safari before 16.4). */
export type Frame =
  | { readonly kind: 'bitmap'; readonly bitmap: ImageBitmap; readonly search: Search }
  | { readonly kind: 'pixels'; readonly pixels: ImageData; readonly search: Search }

/** The centre square is read on every frame, the whole picture on every other one. */
export type Search = 'centre' | 'whole'

export type DecoderReply =
  | { readonly kind: 'read'; readonly text: string | null }
  /** No reader could start: the page says so and the officer types or scans by hand. */
  | { readonly kind: 'failed'; readonly problem: string }

export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** As high as the picture: a code held close must not fail for being too large for a box. */
export function regionOf(search: Search, width: number, height: number): Region {
  const side = Math.min(width, height)
  if (search === 'whole') return { x: 0, y: 0, width, height }
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side }
}
