import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { SiteRow } from '../../shared/bundle/bundle.ts'
import { DEFAULT_ZONE, type ZoneName } from '../../shared/time.ts'
import { type Clock, clockWithOffset } from '../clock.ts'
import type { Dice } from '../declarations/issue-declaration.ts'
import { type KeyStore, openKeyStore } from '../keys/key-store.ts'
import type { DemoSecrets } from '../seed/demo-secrets.ts'
import { type DemoSeeds, readDemoSeeds } from '../seed/read-seeds.ts'
import { type DemoSeeded, seedDemo } from '../seed/seed-demo.ts'
import { readSetting, writeSetting } from '../seed/settings.ts'
import { openSqlite } from '../storage/open-sqlite.ts'
import type { Storage } from '../storage/storage.ts'
import { type LoadedAreas, loadAreas } from './area-part.ts'
import type { Config } from './config.ts'
import { readOwnFiles, startError } from './start-error.ts'

/** What server and terminal work on alike: one data folder with its keys, places and clock. */
export interface OpenInstallation {
  readonly storage: Storage
  readonly keys: KeyStore
  readonly areas: LoadedAreas
  readonly clock: Clock
  readonly zone: ZoneName
  readonly dice: Dice
  /** Null in production. */
  readonly demo: DemoSeeded | null
}

export interface InstallationOptions {
  readonly config: Pick<Config, 'kind' | 'issuer'>
  /** The folder with package.json. */
  readonly root: string
  readonly dataDir: string
  /** Random ones are drawn only by who prints them. */
  readonly secrets: DemoSecrets
}

/** A relative DATA_DIR lies in the project, wherever it was called from. */
export function dataFolderOf(root: string, { dataDir }: Pick<Config, 'dataDir'>): string {
  return resolve(root, dataDir)
}

export function openStorage(dataDir: string): Promise<Storage> {
  return openSqlite(join(dataDir, 'chot.db'))
}

/** Seeds an empty demo folder; one that is there keeps its data, its clock and its kind. The storage stays the caller's to close. */
export async function openInstallation(storage: Storage, options: InstallationOptions): Promise<OpenInstallation> {
  const { config, root, dataDir, secrets } = options
  const realNow = Date.now()
  await claimKind(storage, config.kind)
  const seeds = config.kind === 'demo' ? readOwnFiles(() => readDemoSeeds(join(root, 'seeds'))) : null
  const areas = await loadAreas(root, await sitesOf(storage, seeds))
  const keys = openKeyStore(join(dataDir, 'keys'), config.kind, config.issuer, realNow)
  const dice: Dice = randomBytes
  const demo = seeds && (await seedDemo({ storage, seeds, keys, areaTable: areas.table, dice, realNow, secrets }))
  return { storage, keys, areas, clock: clockWithOffset(demo?.offsetMs ?? 0), zone: DEFAULT_ZONE, dice, demo }
}

/** A data folder is a demo's or it is not, from its first start on. */
async function claimKind(storage: Storage, kind: Config['kind']): Promise<void> {
  const held = await readSetting(storage, 'installation-kind')
  if (held !== null && held !== kind) throw startError(OTHER_KIND[kind])
  if (held === null && kind === 'production') await storage.write((tx) => writeSetting(tx, 'installation-kind', kind))
}

const OTHER_KIND = {
  production:
    'NODE_ENV=production refuses this data folder: it holds demo data, a demo clock and demo accounts. Set DATA_DIR to a fresh folder, then add the first account with: npm run -s cli -- staff add.',
  demo: 'This data folder belongs to a production installation. Set NODE_ENV=production to run it, or DATA_DIR to another folder for a demo.',
} as const

async function sitesOf(storage: Storage, seeds: DemoSeeds | null): Promise<readonly SiteRow[]> {
  const stored = await readSetting(storage, 'sites')
  return stored === null ? (seeds?.sites ?? []) : JSON.parse(stored)
}
