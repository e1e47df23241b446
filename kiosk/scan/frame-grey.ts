import { type GreyImage, greyOfPixels } from './decoding/grey-image.ts'

let canvas: OffscreenCanvas | null = null
let bytes = new Uint8Array()

/** The light of a frame. A camera's own formats begin with a plane of it: nothing need be drawn or turned into colours and back. */
export async function greyOf(picture: VideoFrame | ImageBitmap | ImageData): Promise<GreyImage> {
  if (picture instanceof ImageData) return greyOfPixels(picture)
  if (!('copyTo' in picture) || picture.format === null) return greyByDrawing(picture)
  const { width, height } = picture.visibleRect ?? { width: picture.codedWidth, height: picture.codedHeight }
  const size = picture.allocationSize()
  if (bytes.length < size) bytes = new Uint8Array(size)
  const [plane] = await picture.copyTo(bytes)
  if (!plane) return greyByDrawing(picture)
  const shape = { width, height, offset: plane.offset, stride: plane.stride }
  return /^(RGB|BGR)/.test(picture.format) ? greyOfColours(shape) : /P1[02]/.test(picture.format) ? greyByDrawing(picture) : greyOfPlane(shape)
}

interface Shape {
  readonly width: number
  readonly height: number
  readonly offset: number
  readonly stride: number
}

function greyOfPlane({ width, height, offset, stride }: Shape): GreyImage {
  const luma = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) luma.set(bytes.subarray(offset + y * stride, offset + y * stride + width), y * width)
  return { width, height, luma }
}

/** Green counts double; red and blue alike, so that their order does not matter. */
function greyOfColours({ width, height, offset, stride }: Shape): GreyImage {
  const luma = new Uint8Array(width * height)
  let at = 0
  for (let y = 0; y < height; y++) {
    const end = offset + y * stride + 4 * width
    for (let i = offset + y * stride; i < end; i += 4) luma[at++] = ((bytes[i] ?? 0) + 2 * (bytes[i + 1] ?? 0) + (bytes[i + 2] ?? 0)) >> 2
  }
  return { width, height, luma }
}

function greyByDrawing(picture: VideoFrame | ImageBitmap): GreyImage {
  const [width, height] = 'displayWidth' in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height]
  if (!canvas || canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2d canvas in the worker')
  context.drawImage(picture, 0, 0, width, height)
  return greyOfPixels(context.getImageData(0, 0, width, height))
}
