import { compileDivision2021 } from '../../seeds/areas/compile-areas.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'

let part: BundleParts['areas'] | null = null
let table: AreaTable | null = null

/** The areas part of a bundle with the whole division of 2021 and no sites. */
export function testAreasPart(): BundleParts['areas'] {
  part = part ?? { divisions: [{ division: '2021', table: compileDivision2021() }], sites: [] }
  return part
}

/** The whole division of 2021, compiled once per test file. */
export function testAreas(): AreaTable {
  if (table) return table
  const parsed = parseAreaTable(testAreasPart())
  if (!parsed.ok) throw new Error(parsed.error)
  table = parsed.value
  return table
}
