import { readFileSync } from 'node:fs'
import QRCode from 'qrcode'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from 'zxing-wasm/writer'
import type { FrameReader } from '../../kiosk/scan/decoding/frame-reader.ts'
import type { GreyImage } from '../../kiosk/scan/decoding/grey-image.ts'
import { readByNuintun, readByQr } from '../../kiosk/scan/decoding/plain-readers.ts'
import { kioskReader, LOOK_BUDGET_MS } from '../support/corpus-readers.ts'
import { aCode } from './a-station.ts'

/** Enough for every attempt of the reader to have had its turn, also on frames in which nothing looks like a code: two seconds of film. */
const FRAMES = 66
const [DARK, LIGHT] = [30, 225]

let ours: string
beforeAll(async () => {
  ours = await aCode()
  const program = readFileSync('node_modules/zxing-wasm/dist/writer/zxing_writer.wasm')
  await prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(program).buffer }, fireImmediately: true })
})

interface Symbol {
  readonly width: number
  readonly height: number
  readonly isDark: (x: number, y: number) => boolean
}

/** In the middle of a camera's frame. */
function framed({ width, height, isDark }: Symbol, scale: number): GreyImage {
  const [across, down] = [640, 480]
  const [left, top] = [Math.floor((across - width * scale) / 2), Math.floor((down - height * scale) / 2)]
  const luma = Uint8Array.from({ length: across * down }, (_, i) => {
    const [x, y] = [Math.floor(((i % across) - left) / scale), Math.floor((Math.floor(i / across) - top) / scale)]
    return x >= 0 && y >= 0 && x < width && y < height && isDark(x, y) ? DARK : LIGHT
  })
  return { width: across, height: down, luma }
}

function qrOf(text: string): Symbol {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return { width: modules.size, height: modules.size, isDark: (x, y) => modules.get(y, x) === 1 }
}

const inverted = ({ width, height, luma }: GreyImage): GreyImage => ({ width, height, luma: luma.map((value) => 255 - value) })
const mirrored = ({ width, height, luma }: GreyImage): GreyImage => ({
  width,
  height,
  luma: luma.map((_, i) => luma[i - (i % width) + width - 1 - (i % width)] ?? 0),
})

async function firstText(reader: FrameReader, image: GreyImage, frames = FRAMES): Promise<string | null> {
  for (let frame = 0; frame < frames; frame++) {
    const { text } = await reader.look(image, LOOK_BUDGET_MS)
    if (text !== null) return text
  }
  return null
}

describe('our code', () => {
  it.each([
    ['white on black, as a phone’s dark mode draws it', inverted],
    ['in a mirror, as some front cameras send it', mirrored],
    ['white on black and in a mirror', (image: GreyImage) => mirrored(inverted(image))],
  ])('%s is read as it was written', async (_name, change) => {
    expect(await firstText(await kioskReader(() => 0), change(framed(qrOf(ours), 5)))).toBe(ours)
  })
})

/** The symbol alone in a frame; one of a line is drawn forty lines high. */
async function frameOf(text: string, format: WriteInputBarcodeFormat): Promise<GreyImage> {
  const { symbol, error } = await writeBarcode(text, { format, scale: 1, addQuietZones: false })
  expect([error, symbol.width > 0]).toEqual(['', true])
  const { width, data } = symbol
  const isLine = symbol.height === 1
  const isDark = (x: number, y: number): boolean => data[(isLine ? 0 : y) * width + x] === 0
  return framed({ width, height: isLine ? 40 : symbol.height, isDark }, width > 120 ? 3 : 5)
}

describe('a symbol of another kind', () => {
  it.each<[WriteInputBarcodeFormat, string]>([
    ['MicroQRCode', 'KB1:12345'],
    ['RMQRCode', 'KB1:1234567890'],
  ])('%s says what was written in it, which is then no code of ours', async (format, text) => {
    expect(await firstText(await kioskReader(() => 0), await frameOf(text, format))).toBe(text)
  })

  it.each<[WriteInputBarcodeFormat, string]>([
    ['DataMatrix', 'KB1:12345678901234567890'],
    ['Aztec', 'KB1:12345678901234567890'],
    ['PDF417', 'KB1:12345678901234567890'],
    ['EAN13', '8934588012228'],
  ])('%s gives no text, and the next code of ours is read', async (format, text) => {
    const image = await frameOf(text, format)
    const reader = await kioskReader(() => 0)
    expect(await firstText(reader, image, 24)).toBeNull()
    for (const read of [readByNuintun, readByQr]) expect(read(image)).toBeNull()
    expect(await firstText(reader, framed(qrOf(ours), 5))).toBe(ours)
  })
})
