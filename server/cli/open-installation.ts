import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { DEFAULT_ZONE, type ZoneName } from '../../shared/time.ts'
import { type Clock, clockWithOffset } from '../clock.ts'
import type { IssueDeps } from '../declarations/issue-declaration.ts'
import { publicFactsOf, type ReadPublicFacts } from '../declarations/public-facts.ts'
import { type KeyStore, openKeyStore } from '../keys/key-store.ts'
import { readDemoSeeds } from '../seed/read-seeds.ts'
import { seedDemo } from '../seed/seed-demo.ts'
import { loadAreas } from '../start/area-part.ts'
import { type Env, parseConfig } from '../start/config.ts'
import { projectRoot } from '../start/project-root.ts'
import { startError } from '../start/start-error.ts'
import { openSqlite } from '../storage/open-sqlite.ts'
import type { Storage } from '../storage/storage.ts'

/** What a command works on: the same data folder, keys and clock as the server, which may be running beside it. */
export interface Installation extends IssueDeps {
  readonly storage: Storage
  readonly clock: Clock
  readonly keys: KeyStore
  readonly areaTable: AreaTable
  readonly zone: ZoneName
  readonly kind: 'demo' | 'production'
  /** Ending in `/`. */
  readonly kioskUrl: string
  readonly publicFacts: ReadPublicFacts
}

/** What a command says, for people and for programs. */
export interface CliAnswer {
  readonly kind: 'done' | 'refused' | 'wrong-use'
  readonly text: string
  readonly json: unknown
}

export function done(text: string, json: unknown): CliAnswer {
  return { kind: 'done', text, json }
}

export function refused(text: string, json: unknown): CliAnswer {
  return { kind: 'refused', text, json }
}

export function wrongUse(text: string): CliAnswer {
  return { kind: 'wrong-use', text, json: { error: 'wrong-use', message: text } }
}

/** Seeds an empty demo folder as the first start would; a production folder must be there. */
export async function openInstallation(env: Env, programFile: string): Promise<Installation> {
  const parsed = parseConfig(env)
  if (!parsed.ok) throw startError(parsed.error.join('\n'))
  const config = parsed.value
  const root = projectRoot(programFile)
  const realNow = Date.now()
  const keys = openKeyStore(join(config.dataDir, 'keys'), config.kind, config.issuer, realNow)
  const seeds = readDemoSeeds(join(root, 'seeds'))
  const { table } = await loadAreas(root, config.kind === 'demo' ? seeds.sites : [])
  const storage = await openSqlite(join(config.dataDir, 'chot.db'))
  const dice = (bytes: number): Uint8Array => randomBytes(bytes)
  const offsetMs =
    config.kind === 'demo' ? (await seedDemo({ storage, seeds, keys, areaTable: table, dice, realNow, secrets: config.secrets })).offsetMs : 0
  return {
    storage,
    keys,
    dice,
    clock: clockWithOffset(offsetMs),
    areaTable: table,
    zone: DEFAULT_ZONE,
    kind: config.kind,
    kioskUrl: `${config.origins.kiosk ?? `http://127.0.0.1:${config.publicPort}`}/kiosk/`,
    publicFacts: publicFactsOf(storage),
  }
}

export function readJsonFile(file: string): Result<unknown, CliAnswer> {
  try {
    return ok(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return err(wrongUse(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`))
  }
}
