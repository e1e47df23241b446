/**
 * Which modules of a square code are dark, row by row from the top left, four to a hexadecimal digit, filled up with light
 * ones: about 800 characters for a code of 57 x 57, from which a page draws it without asking for a picture.
 */
export function packModules(size: number, isDark: (row: number, column: number) => boolean): string {
  let packed = ''
  for (let at = 0; at < size * size; at += 4) {
    let digit = 0
    for (let bit = at; bit < at + 4; bit++) digit = digit * 2 + (bit < size * size && isDark(Math.floor(bit / size), bit % size) ? 1 : 0)
    packed += digit.toString(16)
  }
  return packed
}

/** The quiet zone that readers ask for, in modules. */
export const QUIET_MODULES = 4

export interface DrawnModules {
  /** Modules on a side, quiet zone included. */
  readonly size: number
  /** SVG path data to be stroked one module wide: a line for each run of dark modules. */
  readonly path: string
}

/** What `packModules` packed, as SVG; null for what it never made. */
export function drawModules(packed: string): DrawnModules | null {
  const size = Math.floor(Math.sqrt(packed.length * 4))
  if (!/^[0-9a-f]+$/.test(packed) || Math.ceil((size * size) / 4) !== packed.length) return null
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0, run = 0; column <= size; column++) {
      if (column < size && isDarkAt(packed, row * size + column)) run++
      else if (run > 0) {
        path += `M${column - run + QUIET_MODULES} ${row + QUIET_MODULES}.5h${run}`
        run = 0
      }
    }
  }
  return { size: size + 2 * QUIET_MODULES, path }
}

function isDarkAt(packed: string, index: number): boolean {
  return ((Number.parseInt(packed.charAt(index >> 2), 16) >> (3 - (index & 3))) & 1) === 1
}
