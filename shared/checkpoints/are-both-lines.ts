import type { Lane } from './checkpoint.ts'

/** Of a border gate the one line and the other, which one person passes one after the other. A lane of no line is not beside them but instead of both. */
export function areBothLines(a: Lane['line'], b: Lane['line']): boolean {
  return a !== undefined && b !== undefined && a !== b
}
