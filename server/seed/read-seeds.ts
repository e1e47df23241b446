import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { isPlaceCode, type PlaceCode } from '../../shared/areas/place.ts'
import type { SiteRow } from '../../shared/bundle/bundle.ts'
import { CHECKPOINT_KINDS, type Checkpoint, DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { ROLES } from '../../shared/http/api.ts'
import { asAuthorityId, asCheckpointId, asLaneId } from '../../shared/ids.ts'
import { parseRuleset, parseZones } from '../../shared/rules/parse-ruleset.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import { parseInstant } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
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
  const { checkpoints, sites } = checkpointFileSchema.parse(readJson(join(folder, 'demo', 'checkpoints.json')))
  const { staff } = staffFileSchema.parse(readJson(join(folder, 'demo', 'staff.json')))
  return {
    checkpoints: checkpoints.map(checkpointOf),
    sites: sites.map((site) => ({ ...site, place: placeOf(site.place), parent: placeOf(site.parent) })),
    staff: staff.map((one) => ({ ...one, checkpoints: one.checkpoints.map(asCheckpointId) })),
    rulesets: readRulesets(join(folder, 'rulesets')),
    zones: readZones(join(folder, 'demo', 'zones.json')),
  }
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

const textsSchema = z.strictObject({ vi: z.string(), en: z.string() })
const laneSchema = z.strictObject({
  id: z.string(),
  name: textsSchema,
  direction: z.enum(DIRECTIONS),
  vehicles: z.enum(['any', 'goods', 'persons']),
})
const coordinate = z.number().check(z.minimum(0), z.maximum(1000))
const checkpointSchema = z.strictObject({
  id: z.string(),
  name: textsSchema,
  kind: z.enum(CHECKPOINT_KINDS),
  authority: z.string(),
  place: z.string(),
  borders: z.nullable(z.string()),
  road: z.nullable(z.string()),
  schematic: z.strictObject({ x: coordinate, y: coordinate }),
  lanes: z.array(laneSchema).check(z.minLength(1)),
  opensAt: z.string(),
  closesAt: z.nullable(z.string()),
})
const siteSchema = z.strictObject({ place: z.string(), name: z.string(), parent: z.string() })
const checkpointFileSchema = z.strictObject({ note: z.string(), sites: z.array(siteSchema), checkpoints: z.array(checkpointSchema) })

const staffSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  password: z.string(),
  pin: z.nullable(z.string()),
  checkpoints: z.array(z.string()),
})
const staffFileSchema = z.strictObject({ note: z.string(), staff: z.array(staffSchema) })

function checkpointOf(seed: z.infer<typeof checkpointSchema>): Checkpoint {
  return {
    ...seed,
    id: asCheckpointId(seed.id),
    authority: asAuthorityId(seed.authority),
    place: placeOf(seed.place),
    borders: seed.borders === null ? null : placeOf(seed.borders),
    lanes: seed.lanes.map((lane) => ({ ...lane, id: asLaneId(lane.id) })),
    opensAt: instantOf(seed.opensAt),
    closesAt: seed.closesAt === null ? null : instantOf(seed.closesAt),
  }
}

function placeOf(code: string): PlaceCode {
  if (!isPlaceCode(code)) throw new Error(`not a place code: ${code}`)
  return code
}

function instantOf(text: string): EpochMs {
  const at = parseInstant(text)
  if (at === null) throw new Error(`not an instant: ${text}`)
  return at
}
