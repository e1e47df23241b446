import * as z from 'zod/mini'
import type { SiteRow } from '../bundle/bundle.ts'
import { asCheckpointId, asLaneId, type CheckpointId, type LaneId } from '../ids.ts'
import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../result.ts'
import type { RulesetFault } from '../rules/rule-fault.ts'
import { authorityField, faultsOf, instantField, placeField, textsField } from '../rules/ruleset-shape.ts'
import { CHECKPOINT_KINDS, type Checkpoint, DIRECTIONS } from './checkpoint.ts'

/** Checkpoints as a file gives them, with the sites (industrial parks, enterprises) that they or rules name. */
export interface CheckpointFile {
  readonly checkpoints: readonly Checkpoint[]
  readonly sites: readonly SiteRow[]
}

const coordinate = z.int().check(z.minimum(0), z.maximum(1000))
const word = z.string().check(z.minLength(1), z.maxLength(120))
const smallWord = 'write small words joined by "-", at most 40 letters'

const laneShape = z.readonly(
  z.strictObject({
    id: z.custom<LaneId>((value) => asLaneId.matches(value), smallWord),
    name: textsField,
    direction: z.enum(DIRECTIONS),
    vehicles: z.enum(['any', 'goods', 'persons', 'on-foot']),
    line: z.exactOptional(z.enum(['outer', 'inner'])),
  }),
)

const checkpointShape = z.readonly(
  z.strictObject({
    id: z.custom<CheckpointId>((value) => asCheckpointId.matches(value), smallWord),
    name: textsField,
    kind: z.enum(CHECKPOINT_KINDS),
    authority: authorityField,
    place: placeField,
    borders: z.nullable(placeField),
    road: z.nullable(word),
    schematic: z.readonly(z.strictObject({ x: coordinate, y: coordinate })),
    lanes: z.readonly(z.array(laneShape).check(z.minLength(1), z.maxLength(40))),
    opensAt: instantField,
    closesAt: z.nullable(instantField),
  }),
)

const fileShape = z.strictObject({
  note: z.exactOptional(z.string()),
  sites: z.exactOptional(z.readonly(z.array(z.readonly(z.strictObject({ place: placeField, name: word, parent: z.nullable(placeField) }))))),
  checkpoints: z.readonly(z.array(checkpointShape)),
})

/** The only door for checkpoints. Faults say where in the JSON and what to do. */
export function parseCheckpoints(input: unknown): Result<CheckpointFile, NonEmpty<RulesetFault>> {
  const parsed = z.safeParse(fileShape, input)
  if (!parsed.success) return err(faultsOf(parsed.error))
  const { checkpoints, sites = [] } = parsed.data
  const faults = [...repeated(checkpoints, 'checkpoints'), ...checkpoints.flatMap(checkpointFaults), ...sites.flatMap(siteFaults)]
  return isNonEmpty(faults) ? err(faults) : ok({ checkpoints, sites })
}

function checkpointFaults({ lanes, opensAt, closesAt }: Checkpoint, index: number): readonly RulesetFault[] {
  const path = `checkpoints.${index}`
  const closed = closesAt !== null && closesAt <= opensAt
  return [
    ...repeated(lanes, `${path}.lanes`),
    ...(closed ? [{ path: `${path}.closesAt`, problem: 'must be later than "opensAt", or null while open' }] : []),
  ]
}

function siteFaults({ place }: SiteRow, index: number): readonly RulesetFault[] {
  return place.startsWith('site:') ? [] : [{ path: `sites.${index}.place`, problem: 'a site has a code of its own: site:kcn-cai-lan' }]
}

function repeated(items: readonly { readonly id: string }[], path: string): readonly RulesetFault[] {
  const ids = items.map(({ id }) => id)
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: `${path}.${index}.id`, problem: `"${id}" stands twice: each needs its own` }] : [],
  )
}
