import { binarizers, characterSets, prepareZXingModule, type ReaderOptions, textModes, type ZXingReaderModule } from 'zxing-wasm/reader'
import type { ReadGrey } from './frame-reader.ts'
import type { GreyImage } from './grey-image.ts'

/** Where the program comes from: an address in the page, its bytes in a test. */
export type WasmSource = { readonly wasmUrl: string } | { readonly wasmBinary: Uint8Array<ArrayBuffer> }

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
export type Zxing = ZXingReaderModule & WasmMemory
type ZxingOptions = ReturnType<typeof zxingOptions>

/** Null where WebAssembly is forbidden, blocked or broken. */
export async function openZxing(source: WasmSource): Promise<ZxingReaders | null> {
  try {
    const running = await run(await compile(source))
    return { local: readerOf(running, zxingOptions('LocalAverage')), global: readerOf(running, zxingOptions('GlobalHistogram')) }
  } catch {
    return null
  }
}

async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if ('wasmBinary' in source) return WebAssembly.compile(source.wasmBinary)
  try {
    return await WebAssembly.compileStreaming(fetch(source.wasmUrl))
  } catch {
    // Some proxies change the content type, which streaming insists on.
    return WebAssembly.compile(await (await fetch(source.wasmUrl)).arrayBuffer())
  }
}

interface Running {
  /** Null for the moment that a restart takes. */
  readonly zxing: () => Zxing | null
  readonly restart: () => void
}

async function run(program: WebAssembly.Module): Promise<Running> {
  const start = (): Promise<Zxing> => startZxing(program, () => undefined)
  let zxing: Zxing | null = await start()
  let isStarting = false
  const restart = (): void => {
    zxing = null
    if (isStarting) return
    isStarting = true
    start()
      .then((started) => {
        zxing = started
      })
      .catch(() => undefined)
      .finally(() => {
        isStarting = false
      })
  }
  // A start that found no memory is tried again at the next frame: the best reader must not be gone until somebody reloads.
  const running = (): Zxing | null => {
    if (zxing === null) restart()
    return zxing
  }
  return { zxing: running, restart }
}

export async function startZxing(program: WebAssembly.Module, onInstance: (instance: WebAssembly.Instance) => void): Promise<Zxing> {
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): WebAssembly.Exports => {
    const instance = new WebAssembly.Instance(program, imports)
    onInstance(instance)
    done(instance)
    return instance.exports
  }
  // The package keeps what it started last; here each start is a new one.
  return (await prepareZXingModule({ overrides: { instantiateWasm }, equalityFn: () => false, fireImmediately: true })) as Zxing
}

/** A fault (a kind of code whose functions are left out of the program, no memory) costs the frame, and the program starts anew: its memory may be anything. */
function readerOf(running: Running, options: ZxingOptions): ReadGrey {
  return (image) => {
    const zxing = running.zxing()
    if (!zxing) return null
    try {
      return textIn(zxing, image, options)
    } catch {
      running.restart()
      return null
    }
  }
}

/** Calls the program with grey as it is: the package's own door takes colour and spends two thirds of the time on turning it grey. */
function textIn(zxing: Zxing, { width, height, luma }: GreyImage, options: ZxingOptions): string | null {
  const at = zxing._malloc(luma.length)
  if (!at) return null
  zxing.HEAPU8.set(luma, at)
  const found = zxing.readBarcodesFromPixmap(at, width, height, options)
  zxing._free(at)
  for (let i = 0; i < found.size(); i++) {
    const result = found.get(i)
    if (result?.isValid && result.text !== '') return result.text
  }
  return null
}

/** What the program is asked. Whatever is changed here is traced again, or it may need functions that were left out: `npm run qr-program`. */
export function zxingOptions(binarizer: NonNullable<ReaderOptions['binarizer']>) {
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
