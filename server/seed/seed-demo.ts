import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { type Contacts, writeContacts } from '../declarations/contacts.ts'
import { insertDeclaration } from '../declarations/declaration-store.ts'
import { type IssueDeps, type PreparedDeclaration, prepareDeclaration, withReference } from '../declarations/issue-declaration.ts'
import { requireRulesets } from '../rulesets/required-rulesets.ts'
import { insertStaff, type NewStaff, staffRow } from '../staff/add-staff.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { DEMO_REFERENCE, DEMO_SHORT_CODE, DEMO_SPARES } from './demo-passes.ts'
import { type DemoSecrets, withSecrets } from './demo-secrets.ts'
import type { DemoSeeds } from './read-seeds.ts'
import { readSetting, writeSetting } from './settings.ts'

/** 17 February 2021, 20:00 in Hạ Long: Hải Dương has been under distancing for a day, Tết is over and people drive back. */
export const DEMO_STARTS_AT: EpochMs = Date.UTC(2021, 1, 17, 13)

/** The layer under Quảng Ninh's own: a kiosk that never got it must not go on without. */
const DEMO_REQUIRED = ['national-demo']

export interface DemoDeps extends Pick<IssueDeps, 'keys' | 'areaTable' | 'dice'> {
  readonly storage: Storage
  readonly seeds: DemoSeeds
  readonly realNow: EpochMs
  readonly secrets: DemoSecrets
}

export interface DemoSeeded {
  /** Server clock minus real clock, fixed at the first seed. */
  readonly offsetMs: number
  /** With the secrets that are valid now; null where they were drawn at an earlier start and are known to nobody here. */
  readonly staff: readonly NewStaff[] | null
}

/** Fills an empty database once, all or nothing. Later it only makes simple passwords random when strangers could try them. */
export async function seedDemo(deps: DemoDeps): Promise<DemoSeeded> {
  const offset = await readSetting(deps.storage, 'demo-offset-ms')
  if (offset === null) return seedFirst(deps)
  const offsetMs = Number(offset)
  const held = await readSetting(deps.storage, 'demo-secrets')
  if (held === 'random') return { offsetMs, staff: null }
  return { offsetMs, staff: deps.secrets === 'simple' ? deps.seeds.staff : await replaceSecrets(deps, DEMO_STARTS_AT) }
}

async function seedFirst(deps: DemoDeps): Promise<DemoSeeded> {
  const { storage, seeds, realNow } = deps
  const offsetMs = DEMO_STARTS_AT - realNow
  const staff = withSecrets(seeds.staff, deps.secrets)
  const rows = await Promise.all(staff.map(async (one) => ({ row: await staffRow(one, DEMO_STARTS_AT), checkpoints: one.checkpoints })))
  const examples = await examplesOf(deps)
  await storage.write(async (tx) => {
    await writeSetting(tx, 'installation-kind', 'demo')
    await writeSetting(tx, 'demo-offset-ms', String(offsetMs))
    await writeSetting(tx, 'demo-secrets', deps.secrets)
    await writeSetting(tx, 'sites', JSON.stringify(seeds.sites))
    await insertWorld(tx, seeds)
    await requireRulesets(tx, DEMO_REQUIRED, DEMO_STARTS_AT)
    for (const { row, checkpoints } of rows) await insertStaff(tx, row, checkpoints)
    for (const example of examples) await insertDeclaration(tx, example)
    await writeContacts(tx, DEMO_CONTACTS)
  })
  return { offsetMs, staff }
}

/** The simple secrets stand in a public file: before strangers can reach the demo, its accounts get others and its sessions end. */
async function replaceSecrets({ storage, seeds }: DemoDeps, now: EpochMs): Promise<readonly NewStaff[]> {
  const staff = withSecrets(seeds.staff, 'random')
  const rows = await Promise.all(staff.map((one) => staffRow(one, now)))
  await storage.write(async (tx) => {
    for (const { staff_id, password_hash, pin_hash } of rows) {
      await tx
        .updateTable('staff')
        .set((eb) => ({ password_hash, pin_hash, pin_version: eb('pin_version', '+', 1) }))
        .where('staff_id', '=', staff_id)
        .execute()
    }
    await tx.deleteFrom('session').execute()
    await writeSetting(tx, 'demo-secrets', 'random')
  })
  return staff
}

async function insertWorld(tx: Tx, { checkpoints, rulesets, zones }: DemoSeeds): Promise<void> {
  const at = DEMO_STARTS_AT
  for (const one of checkpoints) {
    await tx
      .insertInto('checkpoint')
      .values({ checkpoint_id: one.id, body: JSON.stringify(one), updated_at: at })
      .execute()
  }
  for (const one of rulesets) {
    const key = { ruleset_id: one.rulesetId, version: one.version, authority: one.authority }
    await tx
      .insertInto('ruleset')
      .values({ ...key, body: JSON.stringify(one), published_at: at })
      .execute()
  }
  for (const one of zones) {
    await tx
      .insertInto('zone')
      .values({ zone_id: one.zoneId, body: JSON.stringify(one), updated_at: at })
      .execute()
  }
}

async function examplesOf({ keys, areaTable, dice, seeds }: DemoDeps): Promise<readonly PreparedDeclaration[]> {
  const { checkpoints, rulesets, zones } = seeds
  const [checkpoint] = checkpoints
  if (!checkpoint) throw new Error('the demo has no checkpoint')
  const context = { areas: areaTable, checkpoints, now: DEMO_STARTS_AT, zone: DEFAULT_ZONE, language: 'vi' } as const
  const parsed = parseDeclaration(exampleDeclaration(DEMO_STARTS_AT, checkpoint.id), context)
  if (!parsed.ok) throw new Error(`the example declaration is not valid: ${parsed.error.map(({ path, code }) => `${path} ${code}`).join(', ')}`)
  const clock = { now: () => DEMO_STARTS_AT, realNow: () => DEMO_STARTS_AT }
  const prepare = () => prepareDeclaration({ clock, keys, areaTable, dice }, parsed.value, { checkpoints, rulesets, zones })
  const example = await prepare()
  const spares = await Promise.all(Object.values(DEMO_SPARES).map(async (reference) => withReference(await prepare(), reference, keys)))
  return [withReference({ ...example, reply: { ...example.reply, shortCode: DEMO_SHORT_CODE } }, DEMO_REFERENCE, keys), ...spares]
}

/** Invented: numbers that begin with 0000 belong to nobody. */
const DEMO_CONTACTS: Contacts = {
  '': {
    phone: '0000 113 114',
    text: { vi: 'Đường dây nóng (số bịa của bản thử), 24 giờ mỗi ngày', en: 'Hotline (an invented number of the demo), day and night' },
  },
  'VN-22': {
    phone: '0000 203 203',
    text: {
      vi: 'Trực ban phòng chống dịch tỉnh Quảng Ninh (số bịa của bản thử), 24 giờ mỗi ngày',
      en: 'Duty desk of Quảng Ninh province (an invented number of the demo), day and night',
    },
  },
}
