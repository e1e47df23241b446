import { type BundleParts, type CertificateKey, DEFAULT_STALENESS, type Officer, type Policy } from '../../shared/bundle/bundle.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { CREDENTIAL_LIFE_HOURS } from '../../shared/credential/credential.ts'
import { asStaffId, type CheckpointId } from '../../shared/ids.ts'
import { SLIP_LIFE_HOURS } from '../../shared/paper/slip.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import { readCertificateKeys } from '../certificates/certificate-store.ts'
import type { CoreDeps } from '../deps.ts'
import { type ListParts, readListParts } from '../lists/list-parts.ts'
import { readRequiredRulesets } from '../rulesets/required-rulesets.ts'
import type { Storage } from '../storage/storage.ts'
import { readRevocations } from './revocation-list.ts'
import { readSlipKeys } from './slip-keys.ts'

/** Older tablets than this may not decide any more. */
const MIN_APP_VERSION = '0.1.0'

export type BundleDeps = Pick<CoreDeps, 'storage' | 'clock' | 'keys' | 'areas' | 'demoOffsetMs'>

/** What is the same for every checkpoint; read once for all of them. */
export interface SharedTables {
  readonly rulesets: readonly Ruleset[]
  readonly zones: readonly Zone[]
  readonly revocations: BundleParts['revocations']
  readonly lists: ListParts
  readonly slipKeys: Awaited<ReturnType<typeof readSlipKeys>>
  readonly certificates: readonly CertificateKey[]
  readonly requiredRulesets: readonly string[]
}

export async function readSharedTables(deps: Pick<CoreDeps, 'storage' | 'clock' | 'keys'>): Promise<SharedTables> {
  const { storage, clock } = deps
  const { read } = storage
  const rulesets = await read.selectFrom('ruleset').select('body').orderBy('ruleset_id').orderBy('version').execute()
  const zones = await read.selectFrom('zone').select('body').orderBy('zone_id').execute()
  return {
    rulesets: rulesets.map((row) => stored<Ruleset>(row.body)),
    zones: zones.map((row) => stored<Zone>(row.body)),
    revocations: await readRevocations(deps),
    slipKeys: await readSlipKeys(deps),
    certificates: await readCertificateKeys(storage),
    lists: await readListParts(storage, clock.now()),
    requiredRulesets: await readRequiredRulesets(storage),
  }
}

/** All parts for one checkpoint, from the tables and the installation. Throws where the checkpoint is not in the tables. */
export async function buildParts(deps: BundleDeps, shared: SharedTables, id: CheckpointId): Promise<BundleParts> {
  const { storage, keys, areas } = deps
  const row = await storage.read.selectFrom('checkpoint').select('body').where('checkpoint_id', '=', id).executeTakeFirstOrThrow()
  const checkpoint = stored<Checkpoint>(row.body)
  return {
    keys: {
      keys: [keys.trustedKey, ...(shared.slipKeys.get(checkpoint.authority) ?? [])],
      ...(shared.certificates.length > 0 && { certificates: shared.certificates }),
      sealing: keys.sealingKey,
    },
    rules: { rulesets: shared.rulesets.filter((ruleset) => isApplied(ruleset, checkpoint)) },
    zones: { zones: shared.zones },
    areas,
    revocations: shared.revocations,
    ...shared.lists,
    checkpoint,
    officers: { officers: await officersOf(storage, id) },
    policy: policyOf(deps, shared),
  }
}

/** The receiving authority's own, over the national layer of its country. */
function isApplied(ruleset: Ruleset, { authority }: Checkpoint): boolean {
  return ruleset.authority === authority || (ruleset.layer === 'national' && authority.startsWith(`${ruleset.authority}-`))
}

async function officersOf({ read }: Storage, checkpoint: CheckpointId): Promise<readonly Officer[]> {
  const rows = await read
    .selectFrom('staff')
    .innerJoin('staff_checkpoint', 'staff_checkpoint.staff_id', 'staff.staff_id')
    .select(['staff.staff_id', 'staff.name', 'staff.pin_version'])
    .where('staff_checkpoint.checkpoint_id', '=', checkpoint)
    .where('staff.role', '=', 'officer')
    .where('staff.closed_at', 'is', null)
    .orderBy('staff.staff_id')
    .execute()
  return rows.map((row) => ({ id: asStaffId(row.staff_id), name: row.name, pinVersion: row.pin_version }))
}

function policyOf({ demoOffsetMs }: BundleDeps, { requiredRulesets }: SharedTables): Policy {
  const required = requiredRulesets.length === 0 ? {} : { requiredRulesets }
  const policy = {
    ...required,
    ...DEFAULT_STALENESS,
    minAppVersion: MIN_APP_VERSION,
    credentialLifeHours: CREDENTIAL_LIFE_HOURS,
    slipLifeHours: SLIP_LIFE_HOURS,
  }
  return demoOffsetMs === null ? policy : { ...policy, demoOffsetMs }
}

/** Written by this server after its parser had passed it. */
function stored<T>(body: string): T {
  return JSON.parse(body)
}
