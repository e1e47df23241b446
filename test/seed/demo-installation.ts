import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KeyStore, openKeyStore } from '../../server/keys/key-store.ts'
import type { DemoSecrets } from '../../server/seed/demo-secrets.ts'
import { type DemoSeeds, readDemoSeeds } from '../../server/seed/read-seeds.ts'
import { type DemoSeeded, seedDemo } from '../../server/seed/seed-demo.ts'
import type { SqliteOptions } from '../../server/storage/open-sqlite.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { testAreasPart } from '../support/areas.ts'
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
  const held = await testStorage(options)
  const keyFolder = mkdtempSync(join(tmpdir(), 'chot-keys-'))
  const seeds = readDemoSeeds('seeds')
  const areas = { ...testAreasPart(), sites: seeds.sites }
  const table = parseAreaTable(areas)
  if (!table.ok) throw new Error(table.error)
  const areaTable = table.value
  const keys = openKeyStore(join(keyFolder, 'keys'), 'demo', asAuthorityId('VN-22'), FIRST_START)
  const seed = (realNow: number, secrets: DemoSecrets): Promise<DemoSeeded> =>
    seedDemo({ storage: held.storage, seeds, realNow, secrets, keys, areaTable, dice: randomBytes })
  const close = async (): Promise<void> => {
    await held.close()
    rmSync(keyFolder, { recursive: true, force: true })
  }
  return { ...held, seeds, keys, areaTable, areas, seed, close }
}
