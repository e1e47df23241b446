import jsQR from 'jsqr'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Null where the picture has no QR code that can be read. */
export type ReadQr = (pixels: ImageData) => Promise<string | null>

/** Best first: the platform's own, WebAssembly, and plain JavaScript for where wasm is forbidden or broken. */
export async function chooseReader(): Promise<ReadQr> {
  return (await nativeReader()) ?? (await wasmReader()) ?? readByJavaScript
}

interface NativeDetector {
  readonly detect: (source: ImageData) => Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorMaker {
  new (options: { readonly formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

async function nativeReader(): Promise<ReadQr | null> {
  const maker = (globalThis as { readonly BarcodeDetector?: NativeDetectorMaker }).BarcodeDetector
  if (!maker) return null
  try {
    if (!(await maker.getSupportedFormats()).includes('qr_code')) return null
    const detector = new maker({ formats: ['qr_code'] })
    await detector.detect(new ImageData(16, 16))
    return async (pixels) => (await detector.detect(pixels))[0]?.rawValue ?? null
  } catch {
    // Android without Google services announces a detector that cannot work.
    return null
  }
}

async function wasmReader(): Promise<ReadQr | null> {
  try {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
    return async (pixels) => {
      const found = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
      return found.find((result) => result.isValid)?.text ?? null
    }
  } catch {
    return null
  }
}

const readByJavaScript: ReadQr = async (pixels) => jsQR(pixels.data, pixels.width, pixels.height)?.data ?? null
