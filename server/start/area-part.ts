import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { BundleParts, SiteRow } from '../../shared/bundle/bundle.ts'
import { startError } from './start-error.ts'

export interface LoadedAreas {
  readonly part: BundleParts['areas']
  readonly table: AreaTable
}

/** From the build; compiled from its source package where nothing has been built yet (`npx tsx server/main.ts`). */
export async function loadAreas(root: string, sites: readonly SiteRow[]): Promise<LoadedAreas> {
  const part: BundleParts['areas'] = { divisions: [{ division: '2021', table: await tableOf2021(root) }], sites }
  const table = parseAreaTable(part)
  if (!table.ok) throw startError(`The table of places cannot be used (${table.error}). Run npm run build.`)
  return { part, table: table.value }
}

async function tableOf2021(root: string): Promise<string> {
  const built = join(root, 'dist', 'areas', '2021.txt')
  if (existsSync(built)) return readFileSync(built, 'utf8')
  const { compileDivision2021 } = await import('../../seeds/areas/compile-areas.ts')
  return compileDivision2021()
}
