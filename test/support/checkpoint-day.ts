import { createHash } from 'node:crypto'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import { acceptBundle, type HeldBundle } from '../../shared/bundle/verify-bundle.ts'
import type { Checkpoint, Direction } from '../../shared/checkpoints/checkpoint.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import type { DeclarationInput, StopInput } from '../../shared/declaration/declaration-input.ts'
import { exampleDeclaration, isoInVietnam } from '../../shared/declaration/declaration-input.ts'
import { normalisePlate } from '../../shared/declaration/normalise-plate.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { asAuthorityId, asCredentialId, asPassageId } from '../../shared/ids.ts'
import type { Observation, ObservedValue } from '../../shared/passage/observation.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import { verdictOfOpenError } from '../../shared/rules/findings.ts'
import type { Passing, PresentedDocument, WatchHit } from '../../shared/rules/passing.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import { addDays, DEFAULT_ZONE } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aSignedBundle, bundleKey, bundleParts } from '../kiosk/a-bundle.ts'
import { at, place as placeOf } from '../rules/a-passing.ts'
import { seedRuleset } from '../rules/seeds.ts'
import { aCheckpoint } from './a-declaration.ts'
import { testAreas } from './areas.ts'
import { testKey } from './test-keys.ts'

/** What a traveller holds after declaring, and by what lists know them. */
export interface Holder {
  readonly qr: string | null
  /** Document number, plate, employer: whatever a named list may hold. */
  readonly keys: readonly string[]
}

/** One arrival at the checkpoint; everything but the time has a plain default. */
export interface Arrival {
  readonly at: string
  readonly direction?: Direction
  readonly observed?: readonly ObservedValue[]
  readonly papers?: readonly PresentedDocument[]
  readonly watch?: readonly WatchHit[]
  readonly passage?: string
}

export interface DayStart {
  readonly place?: string
  readonly kind?: Checkpoint['kind']
  readonly authority: string
  readonly rulesets: readonly string[]
  readonly zones?: BundleParts['zones']['zones']
  readonly lists?: { readonly [list: string]: readonly string[] }
  readonly from: string
}

/** A checkpoint and its province, by the words people use: declare, publish, offline, cross, observe. */
export interface CheckpointDay {
  declare(change: Partial<DeclarationInput>, when: string): Promise<Holder>
  publish(change: Partial<BundleParts>, when: string): Promise<void>
  offline(): void
  online(when: string): Promise<void>
  cross(holder: Holder, arrival: Arrival): Promise<Verdict>
  /** The last arrival again, with what the officer sees besides. */
  observe(value: ObservedValue, when: string): Promise<Verdict>
}

/** A traveller without a code: nothing declared, nothing known. */
export const NOBODY: Holder = { qr: null, keys: [] }

/** The 15 dates up to `today` as stays one after another, each from its date to the next one's: `stays('2021-02-17', [HA_LONG], [HAI_DUONG, '2021-02-15'])`. */
export function stays(today: string, ...moves: readonly (readonly [place: string, from?: string, hours?: Partial<StopInput>])[]): StopInput[] {
  return moves.map(([where, from, hours = {}], index) => ({
    place: where,
    from: from ?? addDays(today, -14),
    to: moves[index + 1]?.[1] ?? today,
    ...hours,
  }))
}

/** Real parser, real codes, real bundles, the one `evaluate`; only the network is a variable. */
export async function checkpointDay(start: DayStart): Promise<CheckpointDay> {
  const checkpoint = checkpointOf(start)
  let offered = partsOf(start, checkpoint)
  let version = 1
  let isOnline = true
  let held: HeldBundle | null = null
  let last: { readonly holder: Holder; readonly arrival: Arrival; readonly seen: readonly Observation[] } | null = null
  let issued = 0

  async function pull(when: string): Promise<void> {
    const { signed, parts } = await aSignedBundle(at(when), version, offered)
    const trust = { publicKey: bundleKey.trusted.publicKey, checkpoint: checkpoint.id, verify: nodeVerify }
    const accepted = await acceptBundle(held, { signed, parts }, trust)
    if (!accepted.ok) throw new Error(accepted.error)
    held = accepted.value
  }

  async function judge(holder: Holder, arrival: Arrival, seen: readonly Observation[]): Promise<Verdict> {
    if (held === null) throw new Error('the kiosk holds no bundle')
    return verdictAt(holder, { arrival, seen, held })
  }

  await pull(start.from)
  return {
    async declare(change, when) {
      issued += 1
      return declareAt({ change, when, checkpoint, issued })
    },
    async publish(change, when) {
      version += 1
      offered = { ...offered, ...change }
      if (isOnline) await pull(when)
    },
    offline() {
      isOnline = false
    },
    async online(when) {
      isOnline = true
      await pull(when)
    },
    async cross(holder, arrival) {
      const seen = (arrival.observed ?? []).map((value) => ({ ...value, observedAt: at(arrival.at) }))
      last = { holder, arrival, seen }
      return judge(holder, arrival, seen)
    },
    async observe(value, when) {
      if (last === null) throw new Error('nobody has arrived yet')
      last = { ...last, arrival: { ...last.arrival, at: when }, seen: [...last.seen, { ...value, observedAt: at(when) }] }
      return judge(last.holder, last.arrival, last.seen)
    },
  }
}

function checkpointOf({ place, kind, authority }: DayStart): Checkpoint {
  const where = place === undefined ? {} : { place: placeOf(place) }
  return aCheckpoint('chot', { authority: asAuthorityId(authority), opensAt: 0, ...(kind ? { kind } : {}), ...where })
}

function partsOf({ rulesets, zones = [], lists = {} }: DayStart, checkpoint: Checkpoint): BundleParts {
  return bundleParts({
    keys: { keys: [testKey().trusted] },
    rules: { rulesets: rulesets.map(seedRuleset) },
    zones: { zones },
    lists: listsPart(lists),
    checkpoint,
  })
}

/** Named lists as bundles carry them: salted hashes. */
export function listsPart(lists: NonNullable<DayStart['lists']>): BundleParts['lists'] {
  const entries = Object.entries(lists).map(([name, keys]) => [name, { salt: name, hashes: keys.map((key) => listHash(name, key)) }] as const)
  return { lists: Object.fromEntries(entries) }
}

function listHash(salt: string, key: string): string {
  return createHash('sha256').update(`${salt}:${key}`).digest('hex')
}

interface Declaring {
  readonly change: Partial<DeclarationInput>
  readonly when: string
  readonly checkpoint: Checkpoint
  readonly issued: number
}

async function declareAt({ change, when, checkpoint, issued }: Declaring): Promise<Holder> {
  const now = at(when)
  const input: DeclarationInput = { ...exampleDeclaration(now, checkpoint.id), arrivalAt: isoInVietnam(now + HOUR_MS), ...change }
  const parsed = parseDeclaration(input, { areas: testAreas(), checkpoints: [checkpoint], now, zone: DEFAULT_ZONE, language: 'vi' })
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const { claims } = parsed.value
  const id = asCredentialId(issued.toString(16).padStart(16, '0'))
  const envelope = { type: 'person', formVersion: 1, issuer: asAuthorityId('VN-22'), specimen: false } as const
  const qr = await issueCredential({ ...envelope, id, issuedAt: now, expiresAt: now + 72 * HOUR_MS, claims }, testKey().signer)
  const plate = input.travel?.plate
  const keys = [input.traveller.document?.number, plate ? normalisePlate(plate) : null, input.employer]
  return { qr, keys: keys.filter((key): key is string => typeof key === 'string') }
}

interface AtTheGate {
  readonly arrival: Arrival
  readonly seen: readonly Observation[]
  readonly held: HeldBundle
}

async function verdictAt(holder: Holder, { arrival, seen, held: { parts } }: AtTheGate): Promise<Verdict> {
  const now = at(arrival.at)
  const documents: PresentedDocument[] = [...(arrival.papers ?? [])]
  if (holder.qr !== null) {
    const trust = {
      keys: parts.keys.keys,
      specimens: 'refuse',
      isRevoked: () => false,
      clock: 'sure',
      verify: nodeVerify,
      types: ['person'],
    } as const
    const opened = await openCredential(holder.qr, trust, now)
    if (!opened.ok) return verdictOfOpenError(opened.error)
    documents.push({ source: 'credential', claims: opened.value.claims, issuedAt: opened.value.issuedAt })
  }
  const passing: Passing = {
    passageId: asPassageId(arrival.passage ?? 'f'.repeat(32)),
    checkpoint: parts.checkpoint,
    direction: arrival.direction ?? 'entry',
    documents,
    observations: seen,
    lists: listsOf(holder, arrival, parts),
    areas: testAreas(),
    audience: 'officer',
  }
  return evaluate(compileRulesets(parts.rules.rulesets, parts.checkpoint.authority), passing, now)
}

function listsOf(holder: Holder, { watch = [] }: Arrival, { zones, lists }: BundleParts): Passing['lists'] {
  const named = Object.entries(lists.lists).map(([name, { salt, hashes }]) => {
    return [name, { state: 'known', value: holder.keys.some((key) => hashes.includes(listHash(salt, key))) } as const] as const
  })
  return { zones: { state: 'known', value: zones.zones }, watch: { state: 'known', value: watch }, named: Object.fromEntries(named) }
}
