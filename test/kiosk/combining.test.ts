import QRCode from 'qrcode'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CombinedGrid, combine, isSameCode, pictureOf } from '../../kiosk/scan/combining/combined-grid.ts'
import { createCombinedReader } from '../../kiosk/scan/combining/combined-reader.ts'
import { createFrameCombiner } from '../../kiosk/scan/combining/frame-combiner.ts'
import { knownGrid } from '../../kiosk/scan/combining/known-modules.ts'
import type { SampledGrid } from '../../kiosk/scan/combining/sample-grid.ts'
import type { FrameReader } from '../../kiosk/scan/decoding/frame-reader.ts'
import type { GreyImage } from '../../kiosk/scan/decoding/grey-image.ts'
import { readByNuintun } from '../../kiosk/scan/decoding/plain-readers.ts'
import { codeFrame, type DrawnCode, FRAME_SIDE, type OuterCorners, squareCorners } from '../support/code-frame.ts'
import { type Payload, payloads } from '../support/corpus-payloads.ts'
import { inColour, kioskReader, LOOK_BUDGET_MS, SINGLE_READERS } from '../support/corpus-readers.ts'
import { type Dice, dice } from '../support/dice.ts'

const SEED = 20210217
const [ours, another] = twoOfOneSize()

/** Two signed codes with as many modules. */
function twoOfOneSize(): readonly [Payload, Payload] {
  const all = payloads('KB1')
  for (const first of all) {
    const second = all.find((each) => each.text !== first.text && each.modules === first.modules)
    if (second) return [first, second]
  }
  throw new Error('no two codes of one size')
}

function codeOf(text: string, version?: number): DrawnCode {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M', ...(version === undefined ? {} : { version }) })
  return { modules: modules.size, dark: Uint8Array.from(modules.data) }
}

describe('what all codes have alike', () => {
  it.each([1, 2, 6, 7, 13, 14, 22, 28, 32, 36, 39, 40])('is where version %i has it', (version) => {
    const { modules, dark } = codeOf(`VERSION ${version}`, version)
    const wrong = [...knownGrid(modules)].filter((shade, i) => shade !== 0 && shade > 0 !== (dark[i] === 1))
    expect([modules, wrong.length]).toEqual([17 + 4 * version, 0])
  })
})

describe('one frame', () => {
  const leaning: OuterCorners = [95, 60, 410, 110, 60, 400, 380, 445]
  const places: readonly (readonly [string, OuterCorners])[] = [
    ['straight', squareCorners(330)],
    ['turned by 30 degrees', squareCorners(320, 30)],
    ['turned by 200 degrees', squareCorners(320, 200)],
    ['leaning back', leaning],
  ]

  it.each(places)('gives every module of a code that is %s', (_how, corners) => {
    const combined = createFrameCombiner().add(codeFrame(ours, corners), 0)
    expect(combined?.frames).toBe(1)
    expect(combined && wrongIn(combined.picture, ours)).toBeLessThanOrEqual(2)
  })

  it('gives rows for columns of a code seen in a mirror, which readers know', () => {
    const [x0, y0, x1, y1, x2, y2, x3, y3] = leaning
    const combined = createFrameCombiner().add(codeFrame(ours, [x1, y1, x0, y0, x3, y3, x2, y2]), 0)
    const { modules, dark } = ours
    const changed = dark.map((_, i) => dark[(i % modules) * modules + Math.floor(i / modules)] ?? 0)
    expect(combined && wrongIn(combined.picture, { modules, dark: changed })).toBeLessThanOrEqual(2)
  })

  it('gives most modules of a code with a thumb on a corner', () => {
    const frame = codeFrame(ours, squareCorners(330, 8))
    cover(frame, { x: 375, y: 95, radius: 45 })
    const combined = createFrameCombiner().add(frame, 0)
    expect(combined && wrongIn(combined.picture, ours)).toBeLessThan(0.05 * ours.modules ** 2)
  })

  it('gives nothing where no code is', () => {
    const rng = dice(SEED)
    const noise = { width: FRAME_SIDE, height: FRAME_SIDE, luma: Uint8Array.from({ length: FRAME_SIDE ** 2 }, () => rng.between(90, 150)) }
    expect(createFrameCombiner().add(noise, 0)).toBeNull()
  })
})

/** Modules of the picture drawn anew that are not the code's. */
function wrongIn(picture: GreyImage, { modules, dark }: DrawnCode): number {
  const pixels = picture.width / (modules + 8)
  return dark.filter((shade, i) => {
    const [x, y] = [((i % modules) + 4.5) * pixels, (Math.floor(i / modules) + 4.5) * pixels]
    return (picture.luma[Math.floor(y) * picture.width + Math.floor(x)] === 0) !== (shade === 1)
  }).length
}

function cover({ luma, width }: GreyImage, { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }): void {
  for (let i = 0; i < luma.length; i++) if (Math.hypot((i % width) - x, Math.floor(i / width) - y) < radius) luma[i] = 140
}

describe('two grids', () => {
  const { modules } = ours
  const free = [...knownGrid(modules).entries()].filter(([, shade]) => shade === 0).map(([i]) => i)
  const sampled = (dark: (i: number) => number, weight: (i: number) => number = () => 1): SampledGrid => ({
    modules,
    dark: Float32Array.from({ length: modules ** 2 }, (_, i) => dark(i)),
    weight: Float32Array.from({ length: modules ** 2 }, (_, i) => weight(i)),
  })
  const shade = (i: number): number => (ours.dark[i] === 1 ? 1 : -1)
  const first = combine(null, sampled(shade))
  const differingIn = (count: number): SampledGrid => {
    const flipped = new Set(free.slice(0, count))
    return sampled((i) => (flipped.has(i) ? -shade(i) : shade(i)))
  }
  const bound = Math.floor(0.07 * free.length)

  it.each([
    ['differ in as much as the bound allows', bound, 2],
    ['differ in one module more', bound + 1, 1],
  ])('are added up or not when they %s', (_how, count, frames) => {
    expect(combine(first, differingIn(count)).frames).toBe(frames)
  })

  it('are compared only where both are sure, and not at all where that is too little', () => {
    const needed = Math.ceil(0.1 * modules ** 2)
    const sureOf = (count: number): SampledGrid => {
      const sure = new Set(free.slice(0, count))
      return sampled(shade, (i) => (sure.has(i) ? 1 : 0.1))
    }
    expect([isSameCode(first, sureOf(needed)), isSameCode(first, sureOf(needed - 1))]).toEqual([true, false])
  })

  it('of two codes are never added up: the later one begins anew', () => {
    const mixed = combine(
      first,
      sampled((i) => (another.dark[i] === 1 ? 1 : -1)),
    )
    expect([mixed.frames, wrongIn(pictureOf(mixed), another)]).toEqual([1, 0])
  })

  it('of another size are not compared', () => {
    const smaller: CombinedGrid = { ...first, modules: modules - 4 }
    expect(isSameCode(smaller, sampled(shade))).toBe(false)
  })
})

describe('frames of which none can be read', () => {
  let kiosk: FrameReader
  let now = 0
  beforeAll(async () => {
    kiosk = await kioskReader(() => now)
  })
  const lookAt = async (frame: GreyImage): Promise<string | null> => {
    now += 33
    return (await kiosk.look(frame, LOOK_BUDGET_MS)).text
  }

  it('are read together when a reflection wanders over them, and by no reader one by one', async () => {
    const rng = dice(SEED)
    const film = Array.from({ length: 8 }, () => dazzled(ours, rng))
    // A minute between one frame and the next: nothing is left of the one before. Within a look the clock stands, and every reader has its turn.
    let minutes = 0
    const alone = await kioskReader(() => 60_000 * minutes)
    for (const frame of film) {
      minutes++
      for (const read of Object.values(SINGLE_READERS)) expect(await read(inColour(frame))).toBeNull()
      expect((await alone.look(frame, LOOK_BUDGET_MS)).text).toBeNull()
    }
    const texts: (string | null)[] = []
    for (const frame of film) texts.push(await lookAt(frame))
    expect(texts.find((text) => text !== null)).toBe(ours.text)
  })

  it('of two codes by turns never give a text that neither carries', async () => {
    const rng = dice(SEED + 1)
    for (let i = 0; i < 12; i++) expect([null, ours.text, another.text]).toContain(await lookAt(dazzled(i % 2 === 0 ? ours : another, rng)))
  })

  it('are not believed together where the text proves nothing by itself', async () => {
    const card =
      '031085000012|012345678|Nguyễn Thị Hoàng Phương Ánh|03051984|Nữ|Tổ 5, Khu 2, phường Bạch Đằng, thành phố Hạ Long, Quảng Ninh|17022021'
    const unsigned: Payload = { kind: 'HC1', text: card, ...codeOf(card) }
    const rng = dice(SEED + 2)
    const together = createCombinedReader((picture) => readByNuintun(picture))
    const clear = codeFrame(unsigned, squareCorners(330))
    const texts: (string | null)[] = [await together.read(clear, 0), await together.read(dazzled(unsigned, rng), 33)]
    for (let i = 2; i < 6; i++) texts.push(await together.read(clear, 33 * i))
    expect(texts).toEqual([card, null, null, null, null, null])
  })

  it('are forgotten when a reader has read the code, and cost nothing before an empty wall', () => {
    const together = createCombinedReader(() => null)
    expect([together.isDue('nothing', 0), together.isDue('a code', 0)]).toEqual([false, true])
    together.forget()
    expect(together.isDue('nothing', 1)).toBe(false)
  })
})

/** Two strips of light between the corners, elsewhere in each frame, of which each hides a fifth of the code. */
function dazzled(code: DrawnCode, rng: Dice): GreyImage {
  const frame = codeFrame(code, squareCorners(330, 4 * rng.next() - 2))
  const starts = [124 + rng.between(0, 100), 224 + rng.between(0, 66)]
  for (let i = 0; i < frame.luma.length; i++) {
    const x = i % FRAME_SIDE
    if (starts.some((from) => x >= from && x < from + 66)) frame.luma[i] = 255
  }
  return frame
}
