import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { qrProgramOf } from '../../kiosk/qr-program/qr-program.ts'
import type { GreyImage } from '../../kiosk/scan/decoding/grey-image.ts'
import { startZxing, type Zxing, zxingOptions } from '../../kiosk/scan/decoding/zxing-reader.ts'
import { withAllTheyCall } from './calls.ts'
import { pictures, writtenByOthers } from './pictures.ts'
import { calledIn, tracedProgram } from './traced-program.ts'

/**
 * `npm run qr-program`, after each update of zxing-wasm and after each change of what it is asked: shows it a thousand pictures and
 * writes down which of its functions any of them called, and all that those can call by name. The same pictures and program give the same list.
 */
const SEED = 1
const PER_CELL = 8
const PACKAGE = 'node_modules/zxing-wasm/dist'
const LIST = 'kiosk/qr-program/kept-functions.ts'
/** Large ones are shown in the kiosk's ways only: the rest is there for what it may ask one day. */
const SMALL_WIDTH = 700

const program = new Uint8Array(readFileSync(`${PACKAGE}/reader/zxing_reader.wasm`))
let exports: WebAssembly.Exports = {}
const zxing = await startZxing(await WebAssembly.compile(tracedProgram(program)), (instance) => {
  exports = instance.exports
})

for (const picture of pictures(SEED, PER_CELL)) show(zxing, picture)
for (const picture of await writtenByOthers(new Uint8Array(readFileSync(`${PACKAGE}/writer/zxing_writer.wasm`)))) show(zxing, picture)
const called = calledIn(exports)
const kept = withAllTheyCall(program, called)
writeFileSync(LIST, listOf(kept))
execFileSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', LIST])
console.log(
  `${called.length} functions are called, ${kept.length} can be; with gzip -6 ${gzipped(program)} bytes before, ${gzipped(qrProgramOf(program, kept))} after`,
)

function show(zxing: Zxing, picture: GreyImage): void {
  for (const options of ways(picture)) {
    const at = zxing._malloc(picture.luma.length)
    zxing.HEAPU8.set(picture.luma, at)
    const found = zxing.readBarcodesFromPixmap(at, picture.width, picture.height, options)
    for (let i = 0; i < found.size(); i++) found.get(i)
    zxing._free(at)
  }
}

function ways({ width }: GreyImage): readonly ReturnType<typeof zxingOptions>[] {
  const [local, global] = [zxingOptions('LocalAverage'), zxingOptions('GlobalHistogram')]
  const usual = [local, global].flatMap((options) => [options, { ...options, returnErrors: true }])
  if (width > SMALL_WIDTH) return usual
  const thorough = { tryInvert: true, tryRotate: true, tryDenoise: true, returnErrors: true, maxNumberOfSymbols: 5 }
  return [...usual, { ...local, isPure: true }, { ...local, ...thorough }, zxingOptions('FixedThreshold'), zxingOptions('BoolCast')]
}

function listOf(kept: readonly number[]): string {
  return `/** Written by \`npm run qr-program\`: of which program, and which of its functions QR codes can call. */
export const PROGRAM_SHA256 = '${createHash('sha256').update(program).digest('hex')}'
export const KEPT_FUNCTIONS: readonly number[] = [${kept.join(', ')}]
`
}

function gzipped(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 6 }).length
}
