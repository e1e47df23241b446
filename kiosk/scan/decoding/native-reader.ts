import type { ReadGrey } from './frame-reader.ts'
import type { GreyImage } from './grey-image.ts'

interface NativeDetector {
  readonly detect: (source: ImageData) => Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorMaker {
  new (options: { readonly formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

/** The platform's own reader, once it has shown that it works: Android without Google services announces one that cannot. */
export async function openNative(): Promise<ReadGrey | null> {
  const maker = (globalThis as { readonly BarcodeDetector?: NativeDetectorMaker }).BarcodeDetector
  if (!maker) return null
  try {
    if (!(await maker.getSupportedFormats()).includes('qr_code')) return null
    const detector = new maker({ formats: ['qr_code'] })
    const read: ReadGrey = async (image) => (await detector.detect(pixelsOf(image)))[0]?.rawValue || null
    return (await read(probePicture())) === PROBE_TEXT ? orElseNothing(read) : null
  } catch {
    return null
  }
}

/** A detector whose service dies later reads nothing; the other readers see every frame that it does not read. */
function orElseNothing(read: ReadGrey): ReadGrey {
  return async (image) => {
    try {
      return await read(image)
    } catch {
      return null
    }
  }
}

function pixelsOf({ width, height, luma }: GreyImage): ImageData {
  const pixels = new ImageData(width, height)
  const colours = new Uint32Array(pixels.data.buffer)
  for (let i = 0; i < luma.length; i++) colours[i] = 0xff000000 | ((luma[i] ?? 0) * 0x010101)
  return pixels
}

const PROBE_TEXT = 'CHOT'
/** A code of version 1, a row a number, the leftmost module in the highest bit. */
const PROBE_ROWS = [
  0x1fcc7f, 0x104341, 0x17585d, 0x17575d, 0x175d5d, 0x105a41, 0x1fd57f, 0x1c00, 0x17ca7c, 0x8bfc2, 0x135567, 0x19b3c1, 0x1ce120, 0x1121, 0x1fc690,
  0x105835, 0x175a94, 0x1753c8, 0x175d60, 0x104bc9, 0x1fd124,
]
const PROBE_SCALE = 8
const PROBE_MARGIN = 4

/** Exported for the tests: a picture that any reader must be able to read. */
export function probePicture(): GreyImage {
  const modules = PROBE_ROWS.length
  const width = (modules + 2 * PROBE_MARGIN) * PROBE_SCALE
  const luma = new Uint8Array(width * width).fill(255)
  for (let y = 0; y < modules * PROBE_SCALE; y++) {
    const row = PROBE_ROWS[Math.floor(y / PROBE_SCALE)] ?? 0
    for (let x = 0; x < modules * PROBE_SCALE; x++) {
      const isDark = ((row >> (modules - 1 - Math.floor(x / PROBE_SCALE))) & 1) === 1
      if (isDark) luma[(y + PROBE_MARGIN * PROBE_SCALE) * width + x + PROBE_MARGIN * PROBE_SCALE] = 0
    }
  }
  return { width, height: width, luma }
}
