import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import { publicFactsOf, type ReadPublicFacts } from '../declarations/public-facts.ts'
import { type Env, parseConfig } from '../start/config.ts'
import { dataFolderOf, type OpenInstallation, openInstallation, openStorage } from '../start/open-installation.ts'
import { projectRoot } from '../start/project-root.ts'
import { startError } from '../start/start-error.ts'

/** What a command works on: the same data folder, keys and clock as the server, which may be running beside it. */
export interface Installation extends Omit<OpenInstallation, 'areas'> {
  readonly areaTable: AreaTable
  /** As bundles carry it. */
  readonly areasPart: BundleParts['areas']
  readonly kind: 'demo' | 'production'
  /** Ending in `/`. */
  readonly kioskUrl: string
  readonly publicFacts: ReadPublicFacts
}

/** Seeds an empty demo folder as the first start would, but with the simple secrets: the next start draws and prints others where it must. */
export async function openForCommand(env: Env, programFile: string): Promise<Installation> {
  const parsed = parseConfig(env)
  if (!parsed.ok) throw startError(parsed.error.join('\n'))
  const config = parsed.value
  const root = projectRoot(programFile)
  const dataDir = dataFolderOf(root, config)
  const storage = await openStorage(dataDir)
  try {
    const { areas, ...opened } = await openInstallation(storage, { config, root, dataDir, secrets: 'simple' })
    const kioskUrl = `${config.origins.kiosk ?? `http://127.0.0.1:${config.publicPort}`}/kiosk/`
    return { ...opened, areaTable: areas.table, areasPart: areas.part, kind: config.kind, kioskUrl, publicFacts: publicFactsOf(storage) }
  } catch (error) {
    await storage.close()
    throw error
  }
}
