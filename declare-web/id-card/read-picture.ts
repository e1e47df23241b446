import jsQR from 'jsqr'

/** Reads a QR code out of what it is shown; null where there is none. */
export type ReadPicture = (source: CanvasImageSource, size: { readonly width: number; readonly height: number }) => Promise<string | null>

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>
}

/** More pixels cost an old phone seconds and read no better: a card's code has 53 to 61 modules a side. */
const MAX_SIDE = 1280

/** The browser's own reader where it has one, else ours. The picture lives in a canvas and goes with it. */
export async function pictureReader(): Promise<ReadPicture> {
  const own = await ownDetector()
  const canvas = document.createElement('canvas')
  return async (source, size) => {
    const found = own === null ? null : await own.detect(source).catch(() => [])
    if (found?.[0] !== undefined) return found[0].rawValue
    return own === null || found?.length === 0 ? readPixels(canvas, source, size) : null
  }
}

function readPixels(
  canvas: HTMLCanvasElement,
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): string | null {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height, 1))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context || canvas.width === 0 || canvas.height === 0) return null
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  context.clearRect(0, 0, canvas.width, canvas.height)
  return jsQR(data, canvas.width, canvas.height)?.data ?? null
}

/** Some browsers have the name and no reader behind it. */
async function ownDetector(): Promise<Detector | null> {
  try {
    const made: unknown = Reflect.get(window, 'BarcodeDetector')
    if (typeof made !== 'function') return null
    const formats: unknown = await Reflect.apply(Reflect.get(made, 'getSupportedFormats'), made, [])
    if (!Array.isArray(formats) || !formats.includes('qr_code')) return null
    const detector: unknown = Reflect.construct(made, [{ formats: ['qr_code'] }])
    return isDetector(detector) ? detector : null
  } catch {
    return null
  }
}

function isDetector(value: unknown): value is Detector {
  return typeof value === 'object' && value !== null && 'detect' in value && typeof value.detect === 'function'
}
