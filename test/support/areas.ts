import { areaFiles } from '../../seeds/areas/area-files.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'

let part: BundleParts['areas'] | null = null
let table: AreaTable | null = null

/** The areas part of a bundle with both divisions whole, their mapping, and no sites. */
export function testAreasPart(): BundleParts['areas'] {
  part = part ?? compilePart()
  return part
}

function compilePart(): BundleParts['areas'] {
  const files = areaFiles()
  const divisions = [
    { division: '2021', table: files['2021.txt'] },
    { division: '2025', table: files['2025.txt'] },
  ] as const
  return { divisions, mapping: files['2021-2025.txt'], sites: [] }
}

/** Both divisions, compiled once per test file. */
export function testAreas(): AreaTable {
  if (table) return table
  const parsed = parseAreaTable(testAreasPart())
  if (!parsed.ok) throw new Error(parsed.error)
  table = parsed.value
  return table
}
