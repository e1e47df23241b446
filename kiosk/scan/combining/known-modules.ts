/** The modules that every code of a size has alike: corners, timing, alignment. Points of the square between the corners' centres. */
export interface KnownModules {
  readonly modules: number
  readonly u: Float64Array
  readonly v: Float64Array
  /** 1 is dark, -1 light. */
  readonly shade: Float64Array
}

/** From one corner's centre to the next there are seven modules fewer than the code has. */
export const CORNER = 7
/** Versions 1 and 40. */
export const LEAST_MODULES = 21
export const MOST_MODULES = 177

/** `all` of them, those around the `corners`, or those along the two `legs`, which tell the size and need no fourth point. */
type KnownPart = 'all' | 'corners' | 'legs'

const kept = new Map<string, KnownModules>()

export function knownModules(modules: number, part: KnownPart): KnownModules {
  const name = `${modules} ${part}`
  const found = kept.get(name)
  if (found) return found
  const cells = [...corners(modules), ...(part === 'corners' ? [] : timing(modules)), ...(part === 'all' ? alignment(modules) : [])]
  const side = modules - CORNER
  const made: KnownModules = {
    modules,
    u: Float64Array.from(cells, ([column]) => (column - 3) / side),
    v: Float64Array.from(cells, ([, row]) => (row - 3) / side),
    shade: Float64Array.from(cells, ([, , isDark]) => (isDark ? 1 : -1)),
  }
  kept.set(name, made)
  return made
}

type Cell = readonly [column: number, row: number, isDark: boolean]

/** Row by row: 1 dark, -1 light, 0 not known beforehand. The quiet zone beyond the edge is left out. */
export function knownGrid(modules: number): Int8Array {
  const grid = new Int8Array(modules * modules)
  for (const [column, row, isDark] of [...corners(modules), ...timing(modules), ...alignment(modules)])
    if (column >= 0 && row >= 0 && column < modules && row < modules) grid[row * modules + column] = isDark ? 1 : -1
  return grid
}

/** With the light frame around each. */
function corners(modules: number): readonly Cell[] {
  const far = modules - 4
  return [
    [3, 3],
    [far, 3],
    [3, far],
  ].flatMap(([column = 0, row = 0]) => square({ column, row, reach: 4 }, (ring) => ring !== 2 && ring !== 4))
}

function timing(modules: number): readonly Cell[] {
  return Array.from({ length: modules - 16 }, (_, i) => i + 8).flatMap((at): readonly Cell[] => [
    [at, 6, at % 2 === 0],
    [6, at, at % 2 === 0],
  ])
}

function alignment(modules: number): readonly Cell[] {
  const at = alignmentAt(modules)
  const last = modules - 7
  const isCorner = (column: number, row: number): boolean =>
    (column === 6 && row === 6) || (column === 6 && row === last) || (column === last && row === 6)
  return at.flatMap((column) => at.flatMap((row) => (isCorner(column, row) ? [] : square({ column, row, reach: 2 }, (ring) => ring !== 1))))
}

/** ISO/IEC 18004, annex E: evenly spaced from the far end, the rest of the division before the second. */
function alignmentAt(modules: number): readonly number[] {
  const version = (modules - 17) / 4
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, i) => modules - 7 - step * (count - 2 - i))]
}

interface Square {
  readonly column: number
  readonly row: number
  readonly reach: number
}

function square({ column, row, reach }: Square, isDark: (ring: number) => boolean): readonly Cell[] {
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  return offsets.flatMap((y) => offsets.map((x): Cell => [column + x, row + y, isDark(Math.max(Math.abs(x), Math.abs(y)))]))
}
