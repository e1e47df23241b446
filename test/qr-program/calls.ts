import { functionsOf, numberAt, sectionsOf } from '../../kiosk/qr-program/program-functions.ts'

/** These functions and all that they call by name, and so on. What is only called through a table (a reader of another kind) is not among it. */
export function withAllTheyCall(program: Uint8Array, functions: readonly number[]): readonly number[] {
  const bodies = functionsOf(program)
  const imported = importedFunctions(program)
  const reached = new Set(functions)
  for (const index of reached) {
    const body = bodies[index]
    if (!body) throw new Error(`no function ${index}`)
    for (const called of callsOf(body)) if (called >= imported) reached.add(called - imported)
  }
  return [...reached].sort((a, b) => a - b)
}

const IMPORTS = 2
const A_FUNCTION = 0

function importedFunctions(program: Uint8Array): number {
  const content = sectionsOf(program).find(({ id }) => id === IMPORTS)?.content ?? Uint8Array.of(0)
  const count = numberAt(content, 0)
  let at = count.end
  for (let i = 0; i < count.value; i++) {
    at = afterName(content, afterName(content, at))
    if (content[at] !== A_FUNCTION) throw new Error('only functions are known to be imported')
    at = numberAt(content, at + 1).end
  }
  return count.value
}

function afterName(bytes: Uint8Array, at: number): number {
  const { value, end } = numberAt(bytes, at)
  return end + value
}

const [CALL, RETURN_CALL] = [0x10, 0x12]

function callsOf(body: Uint8Array): readonly number[] {
  const called: number[] = []
  for (let at = endOfLocals(body); at < body.length; ) {
    const code = body[at] ?? 0
    if (code === CALL || code === RETURN_CALL) called.push(numberAt(body, at + 1).value)
    at = afterInstruction(body, at)
  }
  return called
}

/** Local variables come in groups: how many, and of which type. */
export function endOfLocals(body: Uint8Array): number {
  const groups = numberAt(body, 0)
  let at = groups.end
  for (let i = 0; i < groups.value; i++) at = numberAt(body, at).end + 1
  return at
}

const [BR_TABLE, SELECT_OF, F32_CONST, F64_CONST, FURTHER] = [0x0e, 0x1c, 0x43, 0x44, 0xfc]
/** How many numbers follow an instruction: those of https://webassembly.github.io/spec/core/binary/instructions.html that compilers of C++ use without SIMD. */
const NUMBERS: readonly (readonly [from: number, to: number, numbers: number])[] = [
  [0x00, 0x01, 0],
  [0x02, 0x04, 1],
  [0x05, 0x05, 0],
  [0x0b, 0x0b, 0],
  [0x0c, 0x0d, 1],
  [0x0f, 0x0f, 0],
  [0x10, 0x10, 1],
  [0x11, 0x11, 2],
  [0x12, 0x12, 1],
  [0x13, 0x13, 2],
  [0x1a, 0x1b, 0],
  [0x20, 0x26, 1],
  [0x28, 0x3e, 2],
  [0x3f, 0x42, 1],
  [0x45, 0xc4, 0],
]
/** The same for those that begin with `FURTHER`, by their second number. */
const FURTHER_NUMBERS: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1]

function afterInstruction(body: Uint8Array, at: number): number {
  const code = body[at] ?? 0
  if (code === F32_CONST) return at + 5
  if (code === F64_CONST) return at + 9
  const first = numberAt(body, at + 1)
  if (code === BR_TABLE) return afterNumbers(body, first.end, first.value + 1)
  if (code === SELECT_OF) return first.end + first.value
  const numbers = code === FURTHER ? FURTHER_NUMBERS[first.value] : NUMBERS.find(([from, to]) => from <= code && code <= to)?.[2]
  if (numbers === undefined) throw new Error(`instruction ${code} is not known here`)
  return afterNumbers(body, code === FURTHER ? first.end : at + 1, numbers)
}

function afterNumbers(body: Uint8Array, from: number, count: number): number {
  let at = from
  for (let i = 0; i < count; i++) at = numberAt(body, at).end
  return at
}
