import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { BinaryBitmap, DecodeHintType, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from '@zxing/library'
import jsQR from 'jsqr'
import { KEPT_FUNCTIONS } from '../../kiosk/qr-program/kept-functions.ts'
import { qrProgramOf } from '../../kiosk/qr-program/qr-program.ts'
import { createFrameReader, type FrameReader } from '../../kiosk/scan/decoding/frame-reader.ts'
import { openReaders } from '../../kiosk/scan/decoding/open-readers.ts'
import type { GreyFrame } from './corpus-render.ts'

/** Colours as a canvas gives them; the single readers take these. */
export interface ColourFrame extends GreyFrame {
  readonly colours: Uint8ClampedArray<ArrayBuffer>
}
export type SingleReader = (frame: ColourFrame) => Promise<string | null>

/** The package as it comes, in its other form: each form keeps one running program, and the kiosk's own is in the first. */
const { prepareZXingModule, readBarcodes } = createRequire(import.meta.url)('zxing-wasm/reader') as typeof import('zxing-wasm/reader')
const program = new Uint8Array(readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: program.slice().buffer } })

/** Each as its own documentation calls it, with its most thorough setting. */
export const SINGLE_READERS: Readonly<Record<'jsqr' | 'zxing-wasm' | 'zxing-js', SingleReader>> = {
  // Inverted codes are not in the corpus; trying them doubles its time.
  jsqr: async ({ colours, width, height }) => jsQR(colours, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null,
  'zxing-wasm': async ({ colours, width, height }) => {
    const pixels = { data: colours, width, height, colorSpace: 'srgb' } as ImageData
    return (await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })).find(({ isValid }) => isValid)?.text ?? null
  },
  'zxing-js': async ({ luma, width, height }) => {
    try {
      const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(new Uint8ClampedArray(luma), width, height)))
      return new QRCodeReader().decode(bitmap, new Map([[DecodeHintType.TRY_HARDER, true]])).getText()
    } catch {
      return null
    }
  },
}

export function inColour(frame: GreyFrame): ColourFrame {
  const colours = new Uint8ClampedArray(frame.luma.length * 4)
  const pixels = new Uint32Array(colours.buffer)
  for (let i = 0; i < frame.luma.length; i++) pixels[i] = 0xff000000 | ((frame.luma[i] ?? 0) * 0x010101)
  return { ...frame, colours }
}

/** As in the kiosk's worker, for one look. */
export const LOOK_BUDGET_MS = 30

/** With a clock that stands, one look has time for everything, on a busy machine too. */
export async function kioskReader(clockMs: () => number = () => performance.now()): Promise<FrameReader> {
  return createFrameReader(await openReaders({ wasmBinary: qrProgramOf(program, KEPT_FUNCTIONS) }), clockMs)
}
