import QRCode from 'qrcode'
import { describe, expect, it } from 'vitest'
import { findHints } from '../../kiosk/scan/decoding/finder-scan.ts'
import { createFrameReader, type Readers, type ReadGrey } from '../../kiosk/scan/decoding/frame-reader.ts'
import { crop, evenOut, type GreyImage, greyOfPixels, resize, smooth } from '../../kiosk/scan/decoding/grey-image.ts'
import { openNative, probePicture } from '../../kiosk/scan/decoding/native-reader.ts'
import { openReaders } from '../../kiosk/scan/decoding/open-readers.ts'
import { createPace } from '../../kiosk/scan/decoding/pace.ts'
import { readByNuintun, readByQr } from '../../kiosk/scan/decoding/plain-readers.ts'

const NO_WASM = { wasmBinary: new Uint8Array([0, 1, 2, 3]) }
const readsNothing: ReadGrey = () => null

function pictureOf(text: string, scale = 6): GreyImage {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const width = (modules.size + 8) * scale
  const luma = new Uint8Array(width * width).fill(230)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = [Math.floor(x / scale) - 4, Math.floor(y / scale) - 4]
      const isInside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
      if (isInside && modules.get(row, column)) luma[y * width + x] = 20
    }
  }
  return { width, height: width, luma }
}

const readersOf = (change: Partial<Readers>): Readers => ({
  native: null,
  zxing: readsNothing,
  zxingGlobal: null,
  nuintun: readsNothing,
  qr: readsNothing,
  ...change,
})

describe('the readers', () => {
  const vietnamese = 'CMND|031085000012|Nguyễn Thị Hoàng Phương Ánh|03051984|Nữ|Hạ Long, Quảng Ninh'

  it.each([
    ['nuintun', readByNuintun],
    ['qr', readByQr],
  ])('%s reads Vietnamese letters as they were written', (_name, read) => {
    expect(read(pictureOf(vietnamese))).toBe(vietnamese)
  })

  it('read Vietnamese with zxing too, and the probe that a native one must pass', async () => {
    const { kioskReader } = await import('../support/corpus-readers.ts')
    const reader = await kioskReader()
    expect(await reader.look(pictureOf(vietnamese), 30)).toEqual({ text: vietnamese, by: 'zxing', seen: 'a code' })
    expect((await reader.look(probePicture(), 30)).text).toBe('CHOT')
  })

  it('where WebAssembly is forbidden the plain ones read', async () => {
    const readers = await openReaders(NO_WASM)
    expect(readers.zxing).toBeNull()
    const look = await createFrameReader(readers, () => 0).look(pictureOf('KB1:0123456789'), 30)
    expect([look.text, look.by]).toEqual(['KB1:0123456789', 'nuintun'])
  })

  it('take no native detector that does not read the probe', async () => {
    const cases: readonly (readonly [string, boolean])[] = [
      ['CHOT', true],
      ['something else', false],
    ]
    for (const [answer, isTaken] of cases) {
      withNative(answer)
      expect((await openNative()) !== null, answer).toBe(isTaken)
    }
    Reflect.deleteProperty(globalThis, 'BarcodeDetector')
    expect(await openNative()).toBeNull()
  })
})

function withNative(answer: string): void {
  class Detector {
    static getSupportedFormats = async () => ['qr_code']
    detect = async () => [{ rawValue: answer }]
  }
  class Pixels {
    readonly data: Uint8ClampedArray
    constructor(width: number, height: number) {
      this.data = new Uint8ClampedArray(4 * width * height)
    }
  }
  Object.assign(globalThis, { BarcodeDetector: Detector, ImageData: Pixels })
}

describe('one look', () => {
  const code = pictureOf('KB1:0123456789')
  const wall: GreyImage = { width: 320, height: 240, luma: new Uint8Array(320 * 240).fill(120) }

  it('asks no further reader where the first one reads', async () => {
    let asked = 0
    const counting: ReadGrey = () => {
      asked++
      return null
    }
    const reader = createFrameReader(readersOf({ zxing: () => 'read', nuintun: counting, qr: counting }), () => 0)
    expect(await reader.look(code, 30)).toEqual({ text: 'read', by: 'zxing', seen: 'a code' })
    expect(asked).toBe(0)
  })

  it('gives what it had no time for its turn on the next frames', async () => {
    let now = 0
    const slow: ReadGrey = () => {
      now += 25
      return null
    }
    const byQr: ReadGrey = () => {
      now += 25
      return 'read at last'
    }
    const reader = createFrameReader(readersOf({ zxing: slow, nuintun: slow, qr: byQr }), () => now)
    const looks: (string | null)[] = []
    while (looks.length < 12 && looks.at(-1) !== 'read at last') looks.push((await reader.look(code, 30)).text)
    expect(looks.at(-1)).toBe('read at last')
    expect(looks.length).toBeGreaterThan(1)
  })

  it('asks one further reader in every sixth frame of an empty wall, no more', async () => {
    let asked = 0
    const counting: ReadGrey = () => {
      asked++
      return null
    }
    const reader = createFrameReader(readersOf({ nuintun: counting, qr: counting, zxingGlobal: counting }), () => 0)
    for (let i = 0; i < 18; i++) expect(await reader.look(wall, 30)).toEqual({ text: null, by: null, seen: 'nothing' })
    expect(asked).toBeLessThanOrEqual(3)
  })

  it('finds the corners of a code and none on a wall', () => {
    expect(findHints(wall)).toBeNull()
    const box = findHints(code)?.box
    expect(box && box.width > 0.6 * code.width && box.height > 0.6 * code.height).toBe(true)
  })
})

describe('a picture in grey', () => {
  const step: GreyImage = { width: 4, height: 2, luma: Uint8Array.from([0, 0, 200, 200, 0, 0, 200, 200]) }

  it('comes from colours by how bright they look', () => {
    const data = Uint8ClampedArray.from([255, 255, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 0, 255])
    expect([...greyOfPixels({ data, width: 4, height: 1 }).luma]).toEqual([255, 76, 150, 0])
  })

  it('is cut, resized and smoothed without losing its place', () => {
    expect([...crop(step, { left: 1, top: 1, width: 2, height: 1 }).luma]).toEqual([0, 200])
    const large = resize(step, 2)
    expect([large.width, large.height, large.luma[0], large.luma[7], large.luma[15]]).toEqual([8, 4, 0, 200, 200])
    expect([...smooth({ width: 3, height: 1, luma: Uint8Array.from([0, 90, 180]) }, 1).luma]).toEqual([30, 90, 150])
  })

  it('is given back its contrast', () => {
    const dim: GreyImage = { width: 64, height: 64, luma: Uint8Array.from({ length: 4096 }, (_, i) => ((i >> 3) % 2 === 0 ? 40 : 56)) }
    const even = evenOut(dim).luma
    expect(Math.max(...even) - Math.min(...even)).toBeGreaterThan(100)
  })
})

describe('the pace', () => {
  const nothing = { text: null, by: null, seen: 'nothing' } as const
  const read = (text: string) => ({ text, by: 'zxing', seen: 'a code' }) as const

  it('looks at every frame, and less often at a code that stays', () => {
    const pace = createPace()
    expect(pace.pauseMs(nothing, 4, 0)).toBe(0)
    expect(pace.pauseMs(read('A'), 6, 33)).toBe(0)
    expect(pace.pauseMs(read('A'), 6, 66)).toBeGreaterThan(0)
    expect(pace.pauseMs(read('B'), 6, 99)).toBe(0)
  })

  it('halves after a minute without anybody, and wakes at once', () => {
    const pace = createPace()
    pace.pauseMs(nothing, 4, 0)
    expect(pace.pauseMs(nothing, 4, 60_000)).toBe(0)
    expect(pace.pauseMs(nothing, 4, 60_001)).toBeGreaterThan(0)
    expect(pace.pauseMs(read('A'), 4, 60_100)).toBe(0)
    expect(pace.pauseMs(nothing, 4, 60_200)).toBe(0)
  })

  it('slows down on a hot tablet, and on one that throttles without saying so', () => {
    const pace = createPace()
    pace.setHeat('hot')
    const hot = pace.pauseMs(nothing, 4, 0)
    pace.setHeat('critical')
    expect(pace.pauseMs(nothing, 4, 0)).toBeGreaterThan(hot)
    pace.setHeat('cool')
    expect(pace.pauseMs(nothing, 4, 0)).toBe(0)
    let last = 0
    for (let i = 0; i < 200; i++) last = pace.pauseMs(nothing, 40, i)
    expect(last).toBeGreaterThan(0)
  })
})
