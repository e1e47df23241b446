/** To the worker: the camera's frames for it to take as it can, or one picture at a time where the browser gives no such stream. */
export type DecoderRequest =
  | { readonly kind: 'stream'; readonly frames: ReadableStream<VideoFrame> }
  | { readonly kind: 'picture'; readonly picture: VideoFrame | ImageBitmap }
  /** Where the browser lacks OffscreenCanvas (Safari before 16.4). */
  | { readonly kind: 'pixels'; readonly pixels: ImageData }

export type DecoderReply =
  | { readonly kind: 'looked'; readonly text: string | null; readonly pauseMs: number }
  /** No reader could start: the page says so and the officer types or scans by hand. */
  | { readonly kind: 'failed'; readonly problem: string }
