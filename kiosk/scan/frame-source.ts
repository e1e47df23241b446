import { type Frame, regionOf, type Search } from './frame.ts'

/** A still of what the video shows now; null while it shows nothing yet. */
export async function takeFrame(video: HTMLVideoElement, search: Search): Promise<Frame | null> {
  const { videoWidth, videoHeight } = video
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return null
  if (typeof OffscreenCanvas !== 'undefined') return { kind: 'bitmap', bitmap: await createImageBitmap(video), search }
  const region = regionOf(search, videoWidth, videoHeight)
  canvas ??= document.createElement('canvas')
  canvas.width = region.width
  canvas.height = region.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, region.x, region.y, region.width, region.height, 0, 0, region.width, region.height)
  return { kind: 'pixels', pixels: context.getImageData(0, 0, region.width, region.height), search }
}

export function transferOf(frame: Frame): Transferable[] {
  return frame.kind === 'bitmap' ? [frame.bitmap] : [frame.pixels.data.buffer]
}

let canvas: HTMLCanvasElement | null = null
