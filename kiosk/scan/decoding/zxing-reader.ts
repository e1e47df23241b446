import { binarizers, characterSets, prepareZXingModule, type ReaderOptions, textModes, type ZXingReaderModule } from 'zxing-wasm/reader'
import type { ReadGrey } from './frame-reader.ts'

/** Where the program comes from: an address in the page, its bytes in a test. */
export type WasmSource = { readonly wasmUrl: string } | { readonly wasmBinary: Uint8Array }

export interface ZxingReaders {
  /** Thresholds by the neighbourhood: the best single reader there is. */
  readonly local: ReadGrey
  /** One threshold from the whole picture: better behind moiré and on evenly lit paper. */
  readonly global: ReadGrey
}

/** The part of the program's memory interface that is used; its package names it but has no types for it. */
interface WasmMemory {
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(address: number): void
}
type Zxing = ZXingReaderModule & WasmMemory

/** Null where WebAssembly is forbidden, blocked or broken. */
export async function openZxing(source: WasmSource): Promise<ZxingReaders | null> {
  const overrides = 'wasmUrl' in source ? { locateFile: () => source.wasmUrl } : { wasmBinary: source.wasmBinary.slice().buffer }
  try {
    const module = (await prepareZXingModule({ overrides, fireImmediately: true })) as Zxing
    return { local: readerOf(module, 'LocalAverage'), global: readerOf(module, 'GlobalHistogram') }
  } catch {
    return null
  }
}

/** Calls the program with grey as it is: the package's own door takes colour and spends two thirds of the time on turning it grey. */
function readerOf(module: Zxing, binarizer: NonNullable<ReaderOptions['binarizer']>): ReadGrey {
  const options = optionsOf(binarizer)
  return ({ width, height, luma }) => {
    const at = module._malloc(luma.length)
    if (!at) return null
    try {
      module.HEAPU8.set(luma, at)
      const found = module.readBarcodesFromPixmap(at, width, height, options)
      for (let i = 0; i < found.size(); i++) {
        const result = found.get(i)
        if (result?.isValid && result.text !== '') return result.text
      }
      return null
    } finally {
      module._free(at)
    }
  }
}

function optionsOf(binarizer: NonNullable<ReaderOptions['binarizer']>) {
  return {
    formats: 'QRCode',
    tryHarder: true,
    // A QR code is found at any angle without it; inverted ones have their own attempt.
    tryRotate: false,
    tryInvert: false,
    tryDownscale: true,
    tryDenoise: false,
    binarizer: binarizers.indexOf(binarizer),
    isPure: false,
    downscaleThreshold: 500,
    downscaleFactor: 3,
    minLineCount: 2,
    maxNumberOfSymbols: 1,
    validateOptionalChecksum: false,
    returnErrors: false,
    eanAddOnSymbol: 0,
    textMode: textModes.indexOf('Plain'),
    // Guessing takes Vietnamese in UTF-8 for Japanese now and then.
    characterSet: characterSets.indexOf('UTF8'),
    tryCode39ExtendedMode: false,
  }
}
