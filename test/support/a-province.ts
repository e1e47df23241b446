import { randomBytes } from 'node:crypto'
import type { AdjudicationDeps } from '../../server/adjudication/adjudication-deps.ts'
import { adjudicateAll } from '../../server/adjudication/adjudicator.ts'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { insertDeclaration } from '../../server/declarations/declaration-store.ts'
import { prepareDeclaration } from '../../server/declarations/issue-declaration.ts'
import type { Finding } from '../../shared/adjudication/finding.ts'
import type { TravelTable } from '../../shared/adjudication/travel-time.ts'
import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import { HOME } from '../kiosk/a-station.ts'
import { demoZones, RULESET_FILES, seedRuleset } from '../rules/seeds.ts'
import { aCore, CORE_NOW, type Core } from './a-core.ts'
import { aCheckpoint, aParsedDeclaration } from './a-declaration.ts'
import { aTablet, type Tablet, type TabletOptions } from './a-tablet.ts'
import { testAreas } from './areas.ts'

/** A traveller's code as it was given out. */
export interface Declared {
  readonly id: CredentialId
  readonly qr: string
}

/** The server's core with the demo's rules and zones, real tablets and declarations: everything but sockets. */
export interface Province extends Core {
  readonly judging: AdjudicationDeps
  /** `number`: of the citizen card, where a list may name it. */
  declare(claims?: Partial<Claims>, direction?: Direction, number?: string): Promise<Declared>
  tablet(checkpoint?: 'bach-dang' | 'da-bac', options?: TabletOptions): Promise<Tablet>
  zone(zone: Zone): Promise<void>
  revoke(id: CredentialId): Promise<void>
  /** Judges everything that waits. */
  adjudicate(): Promise<void>
  /** Flags that stand, by class, oldest matter first. */
  flags(): Promise<readonly Finding[]>
  judged(): Promise<readonly string[]>
}

export async function aProvince(options: { readonly travel?: TravelTable } = {}): Promise<Province> {
  const core = await aCore()
  const { storage, deps } = core
  const judging: AdjudicationDeps = { ...deps, areaTable: testAreas(), ...(options.travel && { travel: options.travel }) }
  await storage.write(async (tx) => {
    for (const ruleset of RULESET_FILES.map(seedRuleset)) {
      const key = { ruleset_id: ruleset.rulesetId, version: ruleset.version, authority: ruleset.authority }
      await tx
        .insertInto('ruleset')
        .values({ ...key, body: JSON.stringify(ruleset), published_at: CORE_NOW })
        .execute()
    }
    for (const zone of demoZones())
      await tx
        .insertInto('zone')
        .values({ zone_id: zone.zoneId, body: JSON.stringify(zone), updated_at: CORE_NOW })
        .execute()
    await bumpBundle(tx)
  })
  return {
    ...core,
    judging,
    declare: (claims = HOME, direction = 'entry', number) => declare(core, claims, { direction, ...(number !== undefined && cardOf(number)) }),
    tablet: (checkpoint = 'bach-dang', tabletOptions = {}) => aTablet(core, checkpoint, tabletOptions),
    zone: (zone) =>
      storage.write(async (tx) => {
        await tx
          .insertInto('zone')
          .values({ zone_id: zone.zoneId, body: JSON.stringify(zone), updated_at: core.now() })
          .execute()
        await bumpBundle(tx)
      }),
    revoke: (id) =>
      storage.write(async (tx) => {
        await tx.updateTable('declaration').set({ revoked_at: core.now() }).where('credential_id', '=', id).execute()
        await bumpBundle(tx)
      }),
    adjudicate: () => adjudicateAll(judging),
    flags: async () => {
      const rows = await storage.read
        .selectFrom('flag')
        .selectAll()
        .where('withdrawn_at', 'is', null)
        .orderBy('class')
        .orderBy('occurred_at')
        .execute()
      return rows.map((row): Finding => JSON.parse(row.finding))
    },
    judged: async () => {
      const rows = await storage.read.selectFrom('adjudication').select('judged').where('topic', '=', 'passage').orderBy('at').execute()
      return rows.map((row) => row.judged)
    },
  }
}

function cardOf(number: string): Pick<Declaration, 'document'> {
  return { document: { kind: 'citizen-id', country: 'VN', number } }
}

async function declare({ deps, storage }: Core, claims: Partial<Claims>, change: Partial<Declaration>): Promise<Declared> {
  const declaration = aParsedDeclaration()
  const changed = { ...declaration, ...change, claims: { ...declaration.claims, ...claims } }
  const issuing = { ...deps, areaTable: testAreas(), dice: (bytes: number) => randomBytes(bytes) }
  const prepared = await prepareDeclaration(issuing, changed, { checkpoints: [aCheckpoint('bach-dang')], rulesets: [], zones: [] })
  await storage.write((tx) => insertDeclaration(tx, prepared))
  return { id: prepared.credential.id, qr: prepared.reply.qrPayload }
}
