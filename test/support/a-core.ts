import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CoreDeps } from '../../server/deps.ts'
import type { Route, RouteRequest } from '../../server/http/route.ts'
import { openKeyStore } from '../../server/keys/key-store.ts'
import { authenticateKiosk } from '../../server/kiosks/authenticate-kiosk.ts'
import { createEnrolment } from '../../server/kiosks/enrolment.ts'
import { kioskRoutes } from '../../server/kiosks/kiosk-routes.ts'
import type { SqliteOptions } from '../../server/storage/open-sqlite.ts'
import { asAuthorityId, asCheckpointId } from '../../shared/ids.ts'
import { DEFAULT_ZONE, parseInstant } from '../../shared/time.ts'
import { DAY_MS, type EpochMs } from '../../shared/units.ts'
import { aCheckpoint } from './a-declaration.ts'
import { enrolAKiosk, type PostJson, type SimulatedKiosk } from './a-kiosk.ts'
import { testAreasPart } from './areas.ts'
import { emptyStorage, type TestStorage } from './test-storage.ts'

export const CORE_NOW = parseInstant('2021-02-17T20:00:00+07:00') ?? 0
/** By the real clock of sessions and tokens. */
export const CORE_REAL_NOW = parseInstant('2026-11-22T08:00:00+07:00') ?? 0
export const CHECKPOINTS = ['bach-dang', 'da-bac'] as const

export interface Core extends TestStorage {
  readonly deps: CoreDeps
  /** Moves both clocks on. */
  readonly pass: (ms: number) => void
  readonly now: () => EpochMs
  /** Straight into the kiosks' routes, signature and schema included. */
  readonly post: PostJson
  readonly token: (checkpoint?: (typeof CHECKPOINTS)[number]) => Promise<string>
  readonly kiosk: (checkpoint?: (typeof CHECKPOINTS)[number]) => Promise<SimulatedKiosk>
}

/** The server's core on a real database and real keys, with a clock of the test's. */
export async function aCore(options: SqliteOptions = {}): Promise<Core> {
  const held = await emptyStorage(options)
  const folder = mkdtempSync(join(tmpdir(), 'chot-keys-'))
  let passed = 0
  const clock = { now: () => CORE_NOW + passed, realNow: () => CORE_REAL_NOW + passed }
  const deps: CoreDeps = {
    storage: held.storage,
    clock,
    keys: openKeyStore(join(folder, 'keys'), 'demo', asAuthorityId('VN-22'), CORE_REAL_NOW),
    areas: testAreasPart(),
    installation: { vi: 'Bản thử', en: 'Test' },
    zone: DEFAULT_ZONE,
    demoOffsetMs: CORE_NOW - CORE_REAL_NOW,
    publicUrls: { kiosk: 'http://127.0.0.1:8080/kiosk/', control: 'http://127.0.0.1:8080/control/' },
    sessionOf: async () => null,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  }
  await held.storage.write(async (tx) => {
    const rows = CHECKPOINTS.map((id) => ({ checkpoint_id: id, body: JSON.stringify(aCheckpoint(id)), updated_at: CORE_NOW }))
    await tx.insertInto('checkpoint').values(rows).execute()
  })
  const post = postInto(deps)
  const token: Core['token'] = async (checkpoint = 'bach-dang') => {
    const made = await createEnrolment(held.storage, { checkpoint: asCheckpointId(checkpoint), createdBy: 'cli', lifeMs: DAY_MS }, clock)
    if (!made.ok) throw new Error(made.error)
    return made.value.token
  }
  return {
    ...held,
    deps,
    now: clock.now,
    pass: (ms) => {
      passed += ms
    },
    post,
    token,
    kiosk: async (checkpoint) => enrolAKiosk(await token(checkpoint), { post, now: clock.now }),
    close: async () => {
      await held.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Straight into the routes of any server. */
export function postInto(deps: CoreDeps): PostJson {
  const routes = kioskRoutes(deps)
  return async (path, rawBody, headers) => {
    const route = routes.find((one) => one.path === path)
    if (!route) throw new Error(`no route ${path}`)
    return answer(deps, route, { rawBody, headers })
  }
}

interface Sent {
  readonly rawBody: string
  readonly headers: Readonly<Record<string, string>>
}

async function answer(deps: CoreDeps, route: Route, { rawBody, headers }: Sent): Promise<{ status: number; body: unknown }> {
  const header = (name: string): string | undefined => headers[name.toLowerCase()]
  const device = route.access === 'kiosk' ? await authenticateKiosk(deps.storage, { header, rawBody, path: route.path }) : null
  if (device && !device.ok) return { status: 401, body: device.error }
  const body: unknown = JSON.parse(rawBody)
  if (route.body?.parsedBy === 'schema' && !route.body.schema.safeParse(body).success) return { status: 422, body: { error: 'invalid-request' } }
  const request: RouteRequest = {
    body,
    rawBody,
    params: {},
    query: {},
    header,
    staff: null,
    kiosk: device?.value ?? null,
    clientAddress: '127.0.0.1',
    language: 'vi',
  }
  const reply = await route.handle(request)
  // As it would arrive: undefined fields are gone.
  return { status: reply.status, body: reply.body === undefined ? null : JSON.parse(JSON.stringify(reply.body)) }
}
