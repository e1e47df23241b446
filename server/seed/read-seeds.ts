import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { SiteRow } from '../../shared/bundle/bundle.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { type CheckpointFile, parseCheckpoints } from '../../shared/checkpoints/parse-checkpoints.ts'
import { ROLES } from '../../shared/http/api.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { parseRuleset, parseZones } from '../../shared/rules/parse-ruleset.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import type { NewStaff } from '../staff/add-staff.ts'

/** The demo province as its files say it. */
export interface DemoSeeds {
  readonly checkpoints: readonly Checkpoint[]
  readonly sites: readonly SiteRow[]
  readonly staff: readonly NewStaff[]
  readonly rulesets: readonly Ruleset[]
  readonly zones: readonly Zone[]
}

/** `folder` is `seeds`. Throws where a file is wrong: seeds are part of the product. */
export function readDemoSeeds(folder: string): DemoSeeds {
  const { checkpoints, sites } = readCheckpoints(join(folder, 'demo', 'checkpoints.json'))
  const { staff } = staffFileSchema.parse(readJson(join(folder, 'demo', 'staff.json')))
  return {
    checkpoints,
    sites,
    staff: staff.map((one) => ({ ...one, checkpoints: one.checkpoints.map(asCheckpointId) })),
    rulesets: readRulesets(join(folder, 'rulesets')),
    zones: readZones(join(folder, 'demo', 'zones.json')),
  }
}

function readCheckpoints(file: string): CheckpointFile {
  const parsed = parseCheckpoints(readJson(file))
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error.map(({ path, problem }) => `${path} ${problem}`).join('; ')}`)
  return parsed.value
}

function readRulesets(folder: string): readonly Ruleset[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('.cases.json'))
  return files.sort().map((file) => {
    const parsed = parseRuleset(readJson(join(folder, file)))
    if (!parsed.ok) throw new Error(`${file}: ${parsed.error.map(({ path, problem }) => `${path} ${problem}`).join('; ')}`)
    return parsed.value
  })
}

function readZones(file: string): readonly Zone[] {
  const parsed = parseZones(readJson(file))
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error.map(({ path, problem }) => `${path} ${problem}`).join('; ')}`)
  return parsed.value
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

const staffSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  password: z.string(),
  pin: z.nullable(z.string()),
  checkpoints: z.array(z.string()),
})
const staffFileSchema = z.strictObject({ note: z.string(), staff: z.array(staffSchema) })
