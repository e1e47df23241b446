import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KeyStore, openKeyStore } from '../../server/keys/key-store.ts'
import type { DemoSecrets } from '../../server/seed/demo-secrets.ts'
import { type DemoSeeds, readDemoSeeds } from '../../server/seed/read-seeds.ts'
import { DEMO_STARTS_AT, type DemoSeeded, seedDemo } from '../../server/seed/seed-demo.ts'
import { writeSetting } from '../../server/seed/settings.ts'
import type { SqliteOptions } from '../../server/storage/open-sqlite.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { testAreasPart } from '../support/areas.ts'
import { keptBetweenFilesLater } from '../support/kept-between-files.ts'
import { type TestStorage, testStorage } from '../support/test-storage.ts'

/** The moment of the first start, by the real clock. */
export const FIRST_START = Date.UTC(2026, 10, 22, 1)

export interface DemoInstallation extends TestStorage {
  readonly seeds: DemoSeeds
  readonly keys: KeyStore
  readonly areaTable: AreaTable
  readonly areas: ReturnType<typeof testAreasPart>
  readonly seed: (realNow: number, secrets: DemoSecrets) => Promise<DemoSeeded>
}

/** An empty database beside the real seeds and real keys; `seed` is what a start does. */
export async function demoInstallation(options: SqliteOptions = {}): Promise<DemoInstallation> {
  return installationIn(mkdtempSync(join(tmpdir(), 'chot-demo-')), options)
}

/** As a first start at `realNow` leaves it, with simple passwords: one that was seeded once for all test files, copied. */
export async function seededDemo(realNow: number, options: SqliteOptions = {}): Promise<DemoInstallation> {
  const kept = await keptBetweenFilesLater({ name: 'demo', from: ['server', 'shared', 'seeds', 'test/seed'] }, keepSeeded)
  const folder = mkdtempSync(join(tmpdir(), 'chot-demo-'))
  cpSync(kept, folder, { recursive: true })
  const demo = await installationIn(folder, options)
  await demo.storage.write((tx) => writeSetting(tx, 'demo-offset-ms', String(DEMO_STARTS_AT - realNow)))
  return demo
}

async function keepSeeded(folder: string): Promise<void> {
  const demo = await installationIn(folder, {})
  await demo.seed(FIRST_START, 'simple')
  await demo.storage.close()
}

const seeds = (): DemoSeeds => (heldSeeds ??= readDemoSeeds('seeds'))
let heldSeeds: DemoSeeds | null = null

/** Once for all installations of a test file: the server keeps what it made of them beside the very object. */
function placesOf({ sites }: DemoSeeds): Pick<DemoInstallation, 'areas' | 'areaTable'> {
  if (heldPlaces) return heldPlaces
  const areas = { ...testAreasPart(), sites }
  const table = parseAreaTable(areas)
  if (!table.ok) throw new Error(table.error)
  heldPlaces = { areas, areaTable: table.value }
  return heldPlaces
}
let heldPlaces: Pick<DemoInstallation, 'areas' | 'areaTable'> | null = null

async function installationIn(folder: string, options: SqliteOptions): Promise<DemoInstallation> {
  const held = await testStorage(options, folder)
  const { areas, areaTable } = placesOf(seeds())
  const keys = openKeyStore(join(folder, 'keys'), 'demo', asAuthorityId('VN-22'), FIRST_START)
  const seed = (realNow: number, secrets: DemoSecrets): Promise<DemoSeeded> =>
    seedDemo({ storage: held.storage, seeds: seeds(), realNow, secrets, keys, areaTable, dice: randomBytes })
  return { ...held, seeds: seeds(), keys, areaTable, areas, seed }
}
