import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaFiles } from '../../seeds/areas/area-files.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { BundleParts, SiteRow } from '../../shared/bundle/bundle.ts'
import { startError } from './start-error.ts'

export interface LoadedAreas {
  readonly part: BundleParts['areas']
  readonly table: AreaTable
}

export async function loadAreas(root: string, sites: readonly SiteRow[]): Promise<LoadedAreas> {
  const texts = await areaTexts(join(root, 'dist', 'areas'))
  const divisions = [
    { division: '2021', table: texts['2021.txt'] },
    { division: '2025', table: texts['2025.txt'] },
  ] as const
  const part: BundleParts['areas'] = { divisions, mapping: texts['2021-2025.txt'], sites }
  const table = parseAreaTable(part)
  if (!table.ok) throw startError(`The table of places cannot be used (${table.error}). Run npm run build.`)
  return { part, table: table.value }
}

/** From the build; compiled from their source packages where nothing has been built yet (`npx tsx server/main.ts`). */
async function areaTexts(folder: string): Promise<AreaFiles> {
  const pathOf = (file: keyof AreaFiles) => join(folder, file)
  const read = (file: keyof AreaFiles) => readFileSync(pathOf(file), 'utf8')
  if (existsSync(pathOf('2021-2025.txt')))
    return { '2021.txt': read('2021.txt'), '2025.txt': read('2025.txt'), '2021-2025.txt': read('2021-2025.txt') }
  const { areaFiles } = await import('../../seeds/areas/area-files.ts')
  return areaFiles()
}
