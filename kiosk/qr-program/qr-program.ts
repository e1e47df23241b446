import { functionsOf, joined, numberBytes, programOf, sectionsOf, withFunctions } from './program-functions.ts'

/** No local variables, `unreachable`, end: whoever calls it gets an error, never a wrong answer. */
const TRAP = Uint8Array.of(0, 0x00, 0x0b)
/** Emptying what is this short saves nothing, and the rare helpers are among it: errors, strings, memory. */
const SHORT_BYTES = 200
/** The licence of ZXing-C++ (Apache-2.0, 4b) wants changed files to say that they are. No browser reads a section of this kind. */
const CUSTOM = 0
const NOTICE = 'ZXing-C++ (Apache-2.0) as built for zxing-wasm (MIT), changed for Chot: functions that no QR code calls are emptied'

/** The reader of every kind of barcode without what no QR code calls; data, numbering and whatever is kept stay byte for byte. */
export function qrProgramOf(program: Uint8Array, kept: readonly number[]): Uint8Array<ArrayBuffer> {
  const isKept = new Set(kept)
  const bodies = functionsOf(program).map((body, index) => (isKept.has(index) || body.length < SHORT_BYTES ? body : TRAP))
  return programOf([...sectionsOf(withFunctions(program, bodies)), { id: CUSTOM, content: customContent('notice', NOTICE) }])
}

function customContent(name: string, text: string): Uint8Array {
  const ascii = (words: string): Uint8Array => Uint8Array.from(words, (letter) => letter.charCodeAt(0))
  return joined([numberBytes(name.length), ascii(name), ascii(text)])
}
