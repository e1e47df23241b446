import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import QRCode from 'qrcode'
import { describe, expect, it, vi } from 'vitest'
import { KEPT_FUNCTIONS, PROGRAM_SHA256 } from '../../kiosk/qr-program/kept-functions.ts'
import { functionsOf, programOf, sectionsOf, withFunctions } from '../../kiosk/qr-program/program-functions.ts'
import { qrProgramOf } from '../../kiosk/qr-program/qr-program.ts'
import type { GreyImage } from '../../kiosk/scan/decoding/grey-image.ts'
import { probePicture } from '../../kiosk/scan/decoding/native-reader.ts'
import { openZxing, startZxing, type Zxing, zxingOptions } from '../../kiosk/scan/decoding/zxing-reader.ts'
import { withAllTheyCall } from '../qr-program/calls.ts'
import { codes, writtenByOthers } from '../qr-program/pictures.ts'
import { calledIn, tracedProgram } from '../qr-program/traced-program.ts'
import { corpus, VGA } from '../support/corpus.ts'
import { renderFrame } from '../support/corpus-render.ts'
import { dice } from '../support/dice.ts'

const PACKAGE = 'node_modules/zxing-wasm/dist'
const whole = new Uint8Array(readFileSync(`${PACKAGE}/reader/zxing_reader.wasm`))
const part = qrProgramOf(whole, KEPT_FUNCTIONS)
/** Not the seed of the trace: these are other pictures. */
const SEED = 77
const VERSIONS = [1, 6, 10, 23]

const start = async (program: Uint8Array<ArrayBuffer>): Promise<Zxing> => startZxing(await WebAssembly.compile(program), () => undefined)

/** Texts, faults and corners of all that is found. Throws where a function is called that was emptied. */
function findings(zxing: Zxing, { width, height, luma }: GreyImage, options: ReturnType<typeof zxingOptions>): readonly unknown[] {
  const at = zxing._malloc(luma.length)
  zxing.HEAPU8.set(luma, at)
  const found = zxing.readBarcodesFromPixmap(at, width, height, options)
  zxing._free(at)
  return Array.from({ length: found.size() }, (_, i) => {
    const { text, error, position } = found.get(i) ?? {}
    return { text, error, position }
  })
}

describe('the program for QR codes alone', () => {
  it('is made of the program that was traced', () => {
    expect(createHash('sha256').update(whole).digest('hex'), 'run `npm run qr-program`').toBe(PROGRAM_SHA256)
  })

  it('leaves every function that it keeps as it was, in its place, and all data', () => {
    const [before, after] = [functionsOf(whole), functionsOf(part)]
    expect(after.length).toBe(before.length)
    expect(KEPT_FUNCTIONS.filter((index) => !isSame(before[index], after[index]))).toEqual([])
    const CODE = 10
    const others = (program: Uint8Array) => programOf(sectionsOf(program).filter(({ id }) => id !== CODE))
    expect(isSame(others(part).subarray(0, others(whole).length), others(whole))).toBe(true)
    expect(isSame(withFunctions(whole, before), whole)).toBe(true)
  })

  it('keeps with a function all that it calls by name', () => {
    expect(withAllTheyCall(whole, KEPT_FUNCTIONS)).toEqual(KEPT_FUNCTIONS)
  })

  it('is so light that the whole first load is lighter than the lightest peer', () => {
    expect(gzipSync(part, { level: 6 }).length).toBeLessThan(270_000)
  })

  it('finds what the whole one finds, in pictures that were not traced', async () => {
    const [one, other] = [await start(whole), await start(part)]
    const others = await writtenByOthers(new Uint8Array(readFileSync(`${PACKAGE}/writer/zxing_writer.wasm`)))
    let read = 0
    const frames = corpus(SEED, 1, [VGA]).map(renderFrame)
    for (const picture of [...frames, ...codes(dice(SEED), 4, VERSIONS), ...others]) {
      for (const options of [zxingOptions('LocalAverage'), { ...zxingOptions('GlobalHistogram'), returnErrors: true }]) {
        const found = findings(other, picture, options)
        expect(found).toEqual(findings(one, picture, options))
        read += found.length
      }
    }
    expect(read).toBeGreaterThan(50)
  })

  it('says of each function whether it was called', async () => {
    let exports: WebAssembly.Exports = {}
    const traced = await startZxing(await WebAssembly.compile(tracedProgram(whole)), (instance) => {
      exports = instance.exports
    })
    const opened = calledIn(exports)
    findings(traced, probePicture(), zxingOptions('LocalAverage'))
    const called = calledIn(exports)
    expect(called.length).toBeGreaterThan(opened.length + 50)
    expect(KEPT_FUNCTIONS).toEqual(expect.arrayContaining([...called]))
  })
})

describe('a function that was left out all the same', () => {
  it('costs the frame that calls it, and the next ones are read', async () => {
    const kanji = pictureOf([{ data: '漢字', mode: 'kanji' }])
    const readers = await openZxing({ wasmBinary: qrProgramOf(whole, await calledByProbe()) })
    expect(await readers?.local(probePicture())).toBe('CHOT')
    expect(await readers?.local(kanji)).toBeNull()
    await expect.poll(() => readers?.local(probePicture())).toBe('CHOT')
    expect(await readers?.global(probePicture())).toBe('CHOT')
    expect(await (await openZxing({ wasmBinary: part }))?.local(kanji)).toBe('漢字')
  })

  it('leaves a reader that comes back also where there was no memory to start it anew', async () => {
    const kanji = pictureOf([{ data: '漢字', mode: 'kanji' }])
    const readers = await openZxing({ wasmBinary: qrProgramOf(whole, await calledByProbe()) })
    const { Instance } = WebAssembly
    let starts = 0
    const poorAtFirst = new Proxy(Instance, {
      construct: (real, [program, imports]) => {
        starts++
        if (starts === 1) throw new RangeError('Out of memory')
        return new real(program, imports)
      },
    })
    vi.stubGlobal('WebAssembly', Object.assign(Object.create(WebAssembly), { Instance: poorAtFirst }))
    expect(await readers?.local(kanji)).toBeNull()
    await expect.poll(() => readers?.local(probePicture())).toBe('CHOT')
    expect(starts).toBe(2)
    vi.unstubAllGlobals()
  })
})

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0
}

/** Nothing but what one sound code needs. */
async function calledByProbe(): Promise<readonly number[]> {
  let exports: WebAssembly.Exports = {}
  const traced = await startZxing(await WebAssembly.compile(tracedProgram(whole)), (instance) => {
    exports = instance.exports
  })
  for (const binarizer of ['LocalAverage', 'GlobalHistogram'] as const) findings(traced, probePicture(), zxingOptions(binarizer))
  return calledIn(exports)
}

function pictureOf(segments: QRCode.QRCodeSegment[]): GreyImage {
  const { modules } = QRCode.create(segments, { toSJISFunc: (letter) => (letter === '漢' ? 0x8abf : 0x8e9a) })
  const [scale, quiet] = [4, 4]
  const width = (modules.size + 2 * quiet) * scale
  const luma = Uint8Array.from({ length: width * width }, (_, i) => {
    const [x, y] = [Math.floor((i % width) / scale) - quiet, Math.floor(i / width / scale) - quiet]
    return x >= 0 && y >= 0 && x < modules.size && y < modules.size && modules.get(y, x) ? 20 : 230
  })
  return { width, height: width, luma }
}
