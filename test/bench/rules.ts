import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RecordedPassage } from '../../server/rulesets/recorded-passage.ts'
import { judgeOf, replayPassages } from '../../server/rulesets/replay-passages.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { asAuthorityId, asKioskId, asPassageId } from '../../shared/ids.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate, evaluateUnexplained } from '../../shared/rules/evaluate.ts'
import type { Passing, WatchHit } from '../../shared/rules/passing.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import type { Value } from '../../shared/rules/value.ts'
import { aDocument, aPassing, DEMO_NOW } from '../rules/a-passing.ts'
import { demoZones, seedRuleset } from '../rules/seeds.ts'
import { aCheckpoint, declarationContext } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { inventDeclarations } from '../support/invented-declarations.ts'
import { type Engines, enginesOf } from '../support/peer-engines.ts'
import { peerRulesOf } from '../support/peer-rules.ts'
import { median, runsPerSecond } from '../support/stopwatch.ts'
import { TWENTY_RULES } from '../support/twenty-rules.ts'

/** How fast rules are, beside two public engines in the same process and the same rounds. */
const SEED = 20210217
const DECLARATIONS = 512
const full = process.argv.includes('--full')

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly target: number | null
  readonly met: boolean | null
}

const figures: Figure[] = []
const zones = demoZones()
const claims = inventedClaims()
const passings = claims.map((one, index) => passingOf(one, index, zones))
const largest = largestRuleset()

twentyRules()
realRuleset()
// Before the million watched, whose memory would hide what a replay takes.
await whatIf()
manyZonesAndWatched()
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'rules', figures }))

function twentyRules(): void {
  const { contextOf } = peerRulesOf(largest)
  const contexts = passings.map((passing) => contextOf(passing, DEMO_NOW))
  againstPeers('20 rules of CertLogic', enginesOf(TWENTY_RULES), contexts)
}

function realRuleset(): void {
  const { expressions, contextOf } = peerRulesOf(largest)
  const name = `${largest.rulesetId}, ${largest.rules.length} rules`
  const contexts = passings.map((passing) => contextOf(passing, DEMO_NOW))
  againstPeers(`${name}, as CertLogic`, enginesOf(expressions), contexts)
  const rules = compileRulesets([largest], largest.authority)
  const { certlogicJs } = enginesOf(expressions)
  const rates = runsPerSecond({
    certlogic: () => {
      for (const context of contexts) certlogicJs(context)
    },
    explained: () => {
      for (const passing of passings) evaluate(rules, passing, DEMO_NOW)
    },
    unexplained: () => {
      for (const passing of passings) evaluateUnexplained(rules, passing, DEMO_NOW)
    },
  })
  add(`${name}, whole verdict from claims to duties, explained`, rates.explained * passings.length, 'declarations/s')
  add(`${name}, whole verdict from claims to duties, unexplained`, rates.unexplained * passings.length, 'declarations/s')
  // The peer gets its facts ready made; ours gathers them, places stops in zones, and says texts, laws and duties.
  add(`${name}, whole verdict, explained: times certlogic-js over ready facts`, rates.explained / rates.certlogic, 'times')
  add(`${name}, whole verdict, unexplained: times certlogic-js over ready facts`, rates.unexplained / rates.certlogic, 'times')
}

/** Only contexts that every engine can answer count, and they must all answer alike. */
function againstPeers(name: string, engines: Engines, contexts: readonly Value[]): void {
  const usable = contexts.filter((context) => engines.ours(context) !== null)
  const disagreeing = usable.filter((context) => {
    const answers = Object.values(engines).map((engine) => JSON.stringify(engine(context)))
    return new Set(answers).size > 1
  })
  const each = (engine: Engines['ours']) => () => {
    for (const context of usable) engine(context)
  }
  const rates = runsPerSecond({
    ours: each(engines.ours),
    explained: each(engines.oursExplained),
    certlogic: each(engines.certlogicJs),
    run: each(engines.jsonLogicRun),
    built: each(engines.jsonLogicBuilt),
  })
  add(`${name}: declarations on which the engines disagree, of ${usable.length}`, disagreeing.length, 'declarations', 0, 'at most')
  const perSecond = (rate: number) => rate * usable.length
  add(`${name}: explanations off`, perSecond(rates.ours), 'declarations/s')
  add(`${name}: explanations on`, perSecond(rates.explained), 'declarations/s')
  add(`${name}: certlogic-js`, perSecond(rates.certlogic), 'declarations/s')
  add(`${name}: json-logic-engine, interpreted`, perSecond(rates.run), 'declarations/s')
  add(`${name}: json-logic-engine, compiled with Function()`, perSecond(rates.built), 'declarations/s')
  add(`${name}: times certlogic-js, explanations off`, rates.ours / rates.certlogic, 'times', 25)
  add(`${name}: times certlogic-js, explanations on`, rates.explained / rates.certlogic, 'times', 8)
  add(`${name}: times json-logic-engine interpreted, explanations off`, rates.ours / rates.run, 'times')
  add(`${name}: times json-logic-engine compiled, explanations off`, rates.ours / rates.built, 'times')
}

/** As a kiosk does it: the credential's id is looked up among the watched, then the rules are asked. */
function manyZonesAndWatched(): void {
  const rules = compileRulesets([largest], largest.authority)
  const many = tenThousandZones()
  const watched = new Map<string, readonly WatchHit[]>()
  for (let index = 0; index < 1_000_000; index++) watched.set(idOf(index * 2 + 1), [])
  const verdicts = (list: readonly Zone[], watch: ReadonlyMap<string, readonly WatchHit[]>) => {
    const presented = claims.map((one, index) => passingOf(one, index, list))
    return () =>
      presented.forEach((passing, index) => {
        const hits = watch.get(idOf(index * 2)) ?? []
        const lists = { ...passing.lists, watch: { state: 'known', value: hits } as const }
        evaluate(rules, { ...passing, lists }, DEMO_NOW)
      })
  }
  const rates = runsPerSecond({ empty: verdicts([], new Map()), full: verdicts(many, watched) }, 9)
  add('one verdict, no zones and nobody watched', 1e6 / (rates.empty * claims.length), 'µs')
  add('one verdict, 10,000 zones and 1,000,000 watched by credential id', 1e6 / (rates.full * claims.length), 'µs')
  add('the full lists against the empty ones', rates.empty / rates.full, 'times', 1.5, 'at most')
}

/** Passages a second with a draft of zones, and what the process grew by: invented, so that no disk is measured. */
async function whatIf(): Promise<void> {
  const [zone] = zones
  const draft = { rulesets: [largest], zones: zone === undefined ? [] : [zone] }
  const world = { draft, today: { rulesets: [largest], zones }, checkpoints: [aCheckpoint('bach-dang')], areas: testAreas() }
  const judge = judgeOf(world)
  recorded(1000).forEach(judge)
  for (const count of full ? [100_000, 1_000_000] : [100_000]) {
    const rates: number[] = []
    const before = process.memoryUsage().rss
    for (let round = 0; round < (count > 100_000 ? 1 : 5); round++) {
      const from = performance.now()
      await replayPassages({ ...world, passages: invented(count) })
      rates.push((count * 1000) / (performance.now() - from))
    }
    const label = `what-if over ${count.toLocaleString('en')} passages`
    add(label, median(rates), 'passages/s')
    add(`${label}, memory grown`, (process.memoryUsage().rss - before) / (1 << 20), 'MiB')
  }
}

function recorded(count: number): RecordedPassage[] {
  return [...invented(count)]
}

function* invented(count: number): Iterable<RecordedPassage> {
  const { id: checkpoint } = aCheckpoint('bach-dang')
  const kiosk = asKioskId('0'.repeat(16))
  for (let index = 0; index < count; index++) {
    const one = claims[index % claims.length]
    if (one === undefined) return
    const at = DEMO_NOW + (index % 3600) * 1000
    yield {
      record: { kiosk, epoch: 1, seq: index + 1 },
      passage: asPassageId(index.toString(16).padStart(32, '0')),
      checkpoint,
      direction: 'entry',
      scannedAt: at,
      judgedAt: at,
      outcome: 'admit',
      observations: [],
      presented: { kind: 'documents', documents: [{ claims: one, issuedAt: at }] },
    }
  }
}

function inventedClaims(): readonly Claims[] {
  const context = declarationContext()
  return inventDeclarations(DECLARATIONS, SEED).flatMap((input) => {
    const parsed = parseDeclaration(input, context)
    return parsed.ok ? [parsed.value.claims] : []
  })
}

function passingOf(one: Claims, index: number, list: readonly Zone[]): Passing {
  const lists = { zones: { state: 'known', value: list }, watch: { state: 'known', value: [] }, named: {} } as const
  const passageId = asPassageId(index.toString(16).padStart(32, '0'))
  return aPassing({ passageId, documents: [aDocument(one)], lists })
}

function largestRuleset(): Ruleset {
  const folder = fileURLToPath(new URL('../../seeds/rulesets', import.meta.url))
  const names = readdirSync(folder).flatMap((file) => /^([\w-]+)\.json$/.exec(file)?.[1] ?? [])
  const [first, ...rest] = names.map(seedRuleset)
  if (first === undefined) throw new Error('there are no rulesets under seeds/rulesets')
  return rest.reduce((held, next) => (next.rules.length > held.rules.length ? next : held), first)
}

/** One per commune of 2021, of which there are 10,599, all in force since the first of February. */
function tenThousandZones(): readonly Zone[] {
  const [model] = zones
  if (model === undefined) throw new Error('the demo has no zones')
  const areas = testAreas()
  const communes: PlaceCode[] = areas
    .provinces('2021')
    .flatMap(({ place }) => areas.children(place))
    .flatMap(({ place }) => areas.children(place))
    .map(({ place }) => place)
  const authority = asAuthorityId('VN-22')
  return communes.slice(0, 10_000).map((place, index) => ({ ...model, zoneId: `z-${index}`, place, authority, kind: 'distancing' }))
}

/** 16 hex digits, spread as random ones are. */
function idOf(index: number): string {
  return `${Math.imul(index, 2_654_435_761) >>> 0}`.padStart(10, '0') + index.toString(16).padStart(6, '0')
}

function add(name: string, value: number, unit: string, target: number | null = null, bound: 'at least' | 'at most' = 'at least'): void {
  const rounded = value >= 100 ? Math.round(value) : Math.round(value * 100) / 100
  const met = target === null ? null : bound === 'at least' ? rounded >= target : rounded <= target
  figures.push({ name, value: rounded, unit, target, met })
  const verdict = target === null ? '' : `  (${bound} ${target}: ${met ? 'met' : 'NOT met'})`
  console.log(`${name.padEnd(96)} ${rounded.toLocaleString('en')} ${unit}${verdict}`)
}
