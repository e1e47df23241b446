/** A WebAssembly program taken apart as far as its functions. https://webassembly.github.io/spec/core/binary/modules.html */
export interface Section {
  readonly id: number
  readonly content: Uint8Array
}

export const GLOBALS = 6
export const EXPORTS = 7
const CODE = 10
const HEADER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)

export function sectionsOf(program: Uint8Array): readonly Section[] {
  const sections: Section[] = []
  for (let at = HEADER.length; at < program.length; ) {
    const size = numberAt(program, at + 1)
    sections.push({ id: program[at] ?? 0, content: program.subarray(size.end, size.end + size.value) })
    at = size.end + size.value
  }
  return sections
}

export function programOf(sections: readonly Section[]): Uint8Array<ArrayBuffer> {
  return joined([HEADER, ...sections.flatMap(({ id, content }) => [Uint8Array.of(id), numberBytes(content.length), content])])
}

/** The bodies in their order, each with its local variables; what is imported has none and is not counted. */
export function functionsOf(program: Uint8Array): readonly Uint8Array[] {
  const code = sectionsOf(program).find(({ id }) => id === CODE)?.content ?? Uint8Array.of(0)
  const count = numberAt(code, 0)
  const bodies: Uint8Array[] = []
  for (let at = count.end; bodies.length < count.value; ) {
    const size = numberAt(code, at)
    bodies.push(code.subarray(size.end, size.end + size.value))
    at = size.end + size.value
  }
  return bodies
}

/** The same program with other bodies, as many as there were. */
export function withFunctions(program: Uint8Array, bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const code = joined([numberBytes(bodies.length), ...bodies.flatMap((body) => [numberBytes(body.length), body])])
  return programOf(sectionsOf(program).map((section) => (section.id === CODE ? { id: CODE, content: code } : section)))
}

/** An unsigned number in LEB128, and where it ends. */
export function numberAt(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } {
  let [value, end, byte] = [0, from, 0]
  do {
    byte = bytes[end] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * (end - from))
    end++
  } while (byte & 0x80)
  return { value, end }
}

export function numberBytes(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return Uint8Array.from([...bytes, rest])
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
