import { compileDivision2021, compileDivision2025 } from './compile-areas.ts'
import { compileSuccessors } from './compile-successors.ts'

/** What the build writes under dist/areas, by file name. */
export interface AreaFiles {
  readonly '2021.txt': string
  readonly '2025.txt': string
  readonly '2021-2025.txt': string
}

export function areaFiles(): AreaFiles {
  return { '2021.txt': compileDivision2021(), '2025.txt': compileDivision2025(), '2021-2025.txt': compileSuccessors() }
}
