import {
  EXPORTS,
  functionsOf,
  GLOBALS,
  joined,
  numberAt,
  numberBytes,
  programOf,
  type Section,
  sectionsOf,
  withFunctions,
} from '../../kiosk/qr-program/program-functions.ts'
import { endOfLocals } from './calls.ts'

/** One variable for each function, exported as `called<index>`: 1 once it was called. */
export function tracedProgram(program: Uint8Array): Uint8Array<ArrayBuffer> {
  const bodies = functionsOf(program)
  const first = countOf(program, GLOBALS)
  const marked = bodies.map((body, index) => {
    const start = endOfLocals(body)
    return joined([body.subarray(0, start), I32_CONST_1, GLOBAL_SET, numberBytes(first + index), body.subarray(start)])
  })
  const variables = bodies.map(() => MUTABLE_I32_0)
  const names = bodies.map((_, index) => exportOf(nameOf(index), first + index))
  const sections = sectionsOf(withFunctions(program, marked))
  return programOf(
    sections.map((section) => (section.id === GLOBALS ? longer(section, variables) : section.id === EXPORTS ? longer(section, names) : section)),
  )
}

export function calledIn(exports: WebAssembly.Exports): readonly number[] {
  const called: number[] = []
  for (let index = 0; ; index++) {
    const mark = exports[nameOf(index)]
    if (!(mark instanceof WebAssembly.Global)) return called
    if (mark.value === 1) called.push(index)
  }
}

const I32_CONST_1 = Uint8Array.of(0x41, 1)
const GLOBAL_SET = Uint8Array.of(0x24)
const MUTABLE_I32_0 = Uint8Array.of(0x7f, 1, 0x41, 0, 0x0b)

function nameOf(index: number): string {
  return `called${index}`
}

function exportOf(name: string, variable: number): Uint8Array {
  return joined([numberBytes(name.length), new TextEncoder().encode(name), Uint8Array.of(3), numberBytes(variable)])
}

function countOf(program: Uint8Array, id: number): number {
  return numberAt(sectionsOf(program).find((section) => section.id === id)?.content ?? Uint8Array.of(0), 0).value
}

function longer({ id, content }: Section, more: readonly Uint8Array[]): Section {
  const count = numberAt(content, 0)
  return { id, content: joined([numberBytes(count.value + more.length), content.subarray(count.end), ...more]) }
}
