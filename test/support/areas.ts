import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { areaFiles } from '../../seeds/areas/area-files.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import { keptBetweenFiles } from './kept-between-files.ts'

let part: BundleParts['areas'] | null = null
let table: AreaTable | null = null

/** The areas part of a bundle with both divisions whole, their mapping, and no sites. */
export function testAreasPart(): BundleParts['areas'] {
  part = part ?? readPart()
  return part
}

/** Compiling takes longer than most tests: once for all test files. */
function readPart(): BundleParts['areas'] {
  const folder = keptBetweenFiles({ name: 'areas', from: ['seeds/areas', 'shared/areas'] }, (fresh) => {
    for (const [name, text] of Object.entries(areaFiles())) writeFileSync(join(fresh, name), text)
  })
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const divisions = [
    { division: '2021', table: read('2021.txt') },
    { division: '2025', table: read('2025.txt') },
  ] as const
  return { divisions, mapping: read('2021-2025.txt'), sites: [] }
}

/** Both divisions, compiled once per test file. */
export function testAreas(): AreaTable {
  if (table) return table
  const parsed = parseAreaTable(testAreasPart())
  if (!parsed.ok) throw new Error(parsed.error)
  table = parsed.value
  return table
}
