import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Storage } from '../storage/storage.ts'

/** What the public form may know, and all that its preview reads. */
export interface PublicFacts {
  readonly checkpoints: readonly Checkpoint[]
  readonly rulesets: readonly Ruleset[]
  readonly zones: readonly Zone[]
}

export type ReadPublicFacts = () => Promise<PublicFacts>

/** Reads the tables again only when one of them changed: a declaration costs three small questions, not a parse of every ruleset. */
export function publicFactsOf(storage: Storage): ReadPublicFacts {
  let held: { readonly stamp: string; readonly facts: PublicFacts } | null = null
  return async () => {
    const stamp = await stampOf(storage)
    if (held?.stamp !== stamp) held = { stamp, facts: await readFacts(storage) }
    return held.facts
  }
}

/** All times together besides the newest: a clock may have been set back before the last change. Of thousands of rows the sum is rounded. */
async function stampOf({ read }: Storage): Promise<string> {
  const stamps = await Promise.all([
    read
      .selectFrom('checkpoint')
      .select(({ fn }) => [fn.countAll().as('rows'), fn.max('updated_at').as('newest'), fn.sum('updated_at').as('times')])
      .executeTakeFirstOrThrow(),
    read
      .selectFrom('ruleset')
      .select(({ fn }) => [fn.countAll().as('rows'), fn.max('published_at').as('newest'), fn.sum('published_at').as('times')])
      .executeTakeFirstOrThrow(),
    read
      .selectFrom('zone')
      .select(({ fn }) => [fn.countAll().as('rows'), fn.max('updated_at').as('newest'), fn.sum('updated_at').as('times')])
      .executeTakeFirstOrThrow(),
  ])
  return stamps.map(({ rows, newest, times }) => `${rows}:${newest}:${times}`).join('|')
}

interface Directives {
  readonly facts: PublicFacts
  readonly issuedAt: EpochMs
  readonly arrivalAt: EpochMs
  readonly now: EpochMs
}

/**
 * When the rules last changed for a pass issued then: something was published or declared since, or something known came
 * into force or ended between the hour of arrival, by which the pass was judged, and now. Null where nothing did.
 */
export async function newestDirective({ read }: Pick<Storage, 'read'>, { facts, issuedAt, arrivalAt, now }: Directives): Promise<EpochMs | null> {
  const published = await read
    .selectFrom('ruleset')
    .select(({ fn }) => fn.max('published_at').as('newest'))
    .executeTakeFirstOrThrow()
  const declared = await read
    .selectFrom('zone')
    .select(({ fn }) => fn.max('updated_at').as('newest'))
    .executeTakeFirstOrThrow()
  const bounds = [...facts.rulesets.flatMap(({ validFrom, validTo }) => [validFrom, validTo]), ...facts.zones.flatMap(({ from, to }) => [from, to])]
  const came = bounds.filter((at) => at !== null && at > arrivalAt && at <= now)
  const stamps = [...[published.newest, declared.newest].filter((at) => at !== null && at > issuedAt && at <= now), ...came]
  return stamps.reduce<EpochMs | null>((newest, at) => (at !== null && at > (newest ?? 0) ? at : newest), null)
}

/** Bodies were parsed by the domain's own parsers before they were stored. */
async function readFacts({ read }: Storage): Promise<PublicFacts> {
  const [checkpoints, rulesets, zones] = await Promise.all([
    read.selectFrom('checkpoint').select('body').orderBy('checkpoint_id').execute(),
    read.selectFrom('ruleset').select('body').orderBy('ruleset_id').orderBy('version').execute(),
    read.selectFrom('zone').select('body').orderBy('zone_id').execute(),
  ])
  const places = checkpoints.map(({ body }): Checkpoint => JSON.parse(body))
  return {
    checkpoints: places,
    rulesets: rulesets
      .map(({ body }): Ruleset => JSON.parse(body))
      .filter((ruleset) => places.some((checkpoint) => isAppliedAt(checkpoint, ruleset))),
    zones: zones.map(({ body }): Zone => JSON.parse(body)).filter(isPublic),
  }
}

/** A planned sealing does nothing yet and must not leak: people would leave before it begins. Bundles carry it to the checkpoints. */
function isPublic({ state }: Zone): boolean {
  return state !== 'prepared'
}

/** Other provinces' rulesets would only cost a phone its time. */
export function isAppliedAt({ authority }: Checkpoint, ruleset: Ruleset): boolean {
  return ruleset.authority === authority || (ruleset.layer === 'national' && authority.startsWith(`${ruleset.authority}-`))
}
