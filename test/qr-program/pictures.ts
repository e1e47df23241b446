import QRCode from 'qrcode'
import { prepareZXingModule, type WriterOptions, writeBarcode } from 'zxing-wasm/writer'
import type { GreyImage } from '../../kiosk/scan/decoding/grey-image.ts'
import { corpus, emptyFrames } from '../support/corpus.ts'
import { renderFrame } from '../support/corpus-render.ts'
import { type Dice, dice } from '../support/dice.ts'

/** A code's modules, 1 is dark, row by row. */
interface Modules {
  readonly side: number
  readonly dark: Uint8Array
}
type Level = 'L' | 'M' | 'Q' | 'H'
const LEVELS: readonly Level[] = ['L', 'M', 'Q', 'H']
const MASKS = [0, 1, 2, 3, 4, 5, 6, 7] as const
const VERSIONS = Array.from({ length: 40 }, (_, i) => i + 1)
const QUIET = 4

/** What may come before a camera. */
export function* pictures(seed: number, perCell: number): Generator<GreyImage> {
  const rng = dice(seed)
  for (const spec of [...corpus(seed, perCell), ...emptyFrames(seed, perCell * 6)]) yield renderFrame(spec)
  yield* codes(rng, perCell)
  yield* nothings(rng)
}

/** Of every version, level, mask and way of writing text; sound, spoilt and senseless. */
export function* codes(rng: Dice, perCell: number, versions: readonly number[] = VERSIONS): Generator<GreyImage> {
  for (const version of versions) yield* ofVersion(version, rng)
  for (let i = 0; i < perCell * versions.length; i++) yield drawn(scrambled(rng), rng.between(3, 5))
  for (let i = 0; i < (perCell * versions.length) / 2; i++) yield drawn(spoilt(codeOf(rng.between(1, 12), rng), rng.between(1, 60) / 100, rng), 4)
}

/** Texts in other alphabets, which say so within the code (ECI), and codes of the supermarkets' kind (GS1). */
export async function writtenByOthers(program: Uint8Array<ArrayBuffer>): Promise<readonly GreyImage[]> {
  await prepareZXingModule({ overrides: { wasmBinary: program.buffer }, fireImmediately: true })
  const options: readonly (readonly [string, WriterOptions['options']])[] = [
    ...[3, 4, 5, 7, 9, 15, 17, 20, 22, 24, 25, 26, 27, 28, 29, 30, 32, 33, 34, 35, 170, 899].map((eci) => ['Chot 2021', `eci=${eci}`] as const),
    ['日本語のテキスト', 'eci=20'],
    ['漢字と中文', 'eci=29'],
    ['中文資料', 'eci=28'],
    ['한국어', 'eci=30'],
    ['Ελληνικά', 'eci=9'],
    ['Русский', 'eci=22'],
    ['Nguyễn Thị Ánh', 'eci=26'],
    ['Nguyễn Thị Ánh', ''],
    ['日本語のテキスト', ''],
    ['(01)09501101530003(10)AB-123', 'gs1'],
    ['12345', 'readerInit'],
  ]
  const made: GreyImage[] = []
  for (const [text, option] of options) {
    const { symbol, error } = await writeBarcode(text, { format: 'QRCode', scale: 1, addQuietZones: false, ...(option ? { options: option } : {}) })
    if (!error && symbol.width > 0) made.push(drawn({ side: symbol.width, dark: Uint8Array.from(symbol.data, (value) => (value === 0 ? 1 : 0)) }, 4))
  }
  return made
}

function* ofVersion(version: number, rng: Dice): Generator<GreyImage> {
  for (const level of LEVELS) yield drawn(codeOf(version, rng, level), 3)
  const code = codeOf(version, rng)
  const picture = drawn(code, 3)
  yield mirrored(picture)
  yield inverted(picture)
  yield turned(picture)
  yield drawn(spoilt(code, 0.02, rng), 3)
}

/** Text that surely fits the smallest level, in one of the ways of writing it. */
function codeOf(version: number, rng: Dice, level: Level = rng.pick(LEVELS), mask: (typeof MASKS)[number] = rng.pick(MASKS)): Modules {
  const room = Math.max(2, Math.floor(version ** 1.7))
  const digits = Array.from({ length: room }, () => rng.between(0, 9)).join('')
  const letters = Array.from({ length: room }, () => rng.pick([...'ABCXYZ $%*+-./:'])).join('')
  const bytes = Uint8ClampedArray.from({ length: room }, () => rng.between(0, 255))
  const segment = rng.pick([
    { data: digits, mode: 'numeric' },
    { data: letters, mode: 'alphanumeric' },
    { data: bytes, mode: 'byte' },
    { data: new TextEncoder().encode('Hạ Long, Quảng Ninh'.slice(0, room)), mode: 'byte' },
    { data: '漢字'.slice(0, room), mode: 'kanji' },
  ] as const)
  const fits = { errorCorrectionLevel: level, maskPattern: mask, toSJISFunc: (letter: string) => (letter === '漢' ? 0x8abf : 0x8e9a) }
  for (let least = version; ; least++) {
    try {
      const { modules } = QRCode.create([segment as QRCode.QRCodeSegment], { ...fits, version: least })
      return { side: modules.size, dark: Uint8Array.from(modules.data) }
    } catch (error) {
      if (least >= 40) throw error
    }
  }
}

/** Three codes of one shape, module by module: a sound code again (its error correction is linear) whose content nobody ever wrote. */
function scrambled(rng: Dice): Modules {
  const [version, level, mask] = [rng.between(3, 14), rng.pick(LEVELS), rng.pick(MASKS)]
  const of = (): Modules => codeOf(version, rng, level, mask)
  const [one, two, three] = [of(), of(), of()]
  if (one.side !== two.side || two.side !== three.side) return one
  return { side: one.side, dark: one.dark.map((value, i) => value ^ (two.dark[i] ?? 0) ^ (three.dark[i] ?? 0)) }
}

function spoilt({ side, dark }: Modules, share: number, rng: Dice): Modules {
  const isCorner = (x: number, y: number): boolean => (x < 8 && (y < 8 || y >= side - 8)) || (x >= side - 8 && y < 8)
  return { side, dark: dark.map((value, i) => (!isCorner(i % side, Math.floor(i / side)) && rng.chance(share) ? 1 - value : value)) }
}

function* nothings(rng: Dice): Generator<GreyImage> {
  for (const [width, height] of [
    [1, 1],
    [1, 900],
    [900, 1],
    [2, 3],
    [40, 40],
    [640, 480],
    [3000, 2000],
  ] as const) {
    for (const grey of [0, 128, 255]) yield { width, height, luma: new Uint8Array(width * height).fill(grey) }
    yield { width, height, luma: Uint8Array.from({ length: width * height }, () => rng.between(0, 255)) }
    yield { width, height, luma: Uint8Array.from({ length: width * height }, (_, i) => ((i % width) * 255) / width) }
  }
}

function drawn({ side, dark }: Modules, scale: number): GreyImage {
  const width = (side + 2 * QUIET) * scale
  const luma = new Uint8Array(width * width).fill(230)
  for (let y = QUIET * scale; y < (side + QUIET) * scale; y++) {
    for (let x = QUIET * scale; x < (side + QUIET) * scale; x++) {
      if (dark[(Math.floor(y / scale) - QUIET) * side + Math.floor(x / scale) - QUIET]) luma[y * width + x] = 20
    }
  }
  return { width, height: width, luma }
}

function mirrored({ width, height, luma }: GreyImage): GreyImage {
  return { width, height, luma: luma.map((_, i) => luma[i - (i % width) + width - 1 - (i % width)] ?? 0) }
}

function inverted({ width, height, luma }: GreyImage): GreyImage {
  return { width, height, luma: luma.map((value) => 255 - value) }
}

function turned({ width, height, luma }: GreyImage): GreyImage {
  return { width: height, height: width, luma: luma.map((_, i) => luma[(i % height) * width + width - 1 - Math.floor(i / height)] ?? 0) }
}
