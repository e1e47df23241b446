import type { Verify } from '../../shared/credential/credential.ts'
import { hexOf } from '../../shared/hex.ts'
import { asPassageId, type CredentialId, type PassageId } from '../../shared/ids.ts'
import { hashText } from '../../shared/passage/chain.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import { applyRecord } from '../../shared/passage/passage-state.ts'
import { ANNUL_WITHIN_MS, type BodyValue, type Decision, type Scan } from '../../shared/passage/records.ts'
import { err, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import { originOf } from '../../shared/rules/origin.ts'
import { recordVerdict } from '../../shared/rules/record-verdict.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'
import { earlierUse } from './double-use.ts'
import { type Case, judgePassage, openText, partVersions } from './judge-passage.ts'
import { faultFinding, storageFinding, verdictOfFinding } from './kiosk-findings.ts'
import type { PassageView, Reading, Step } from './passage-view.ts'
import { Repeats } from './repeats.ts'
import type { Situation } from './situation.ts'

export interface StationDeps {
  readonly store: KioskStore
  readonly verify: Verify
  readonly random: (bytes: number) => Uint8Array
  /** Reads both clocks first, so that a jump is known before the verdict. */
  readonly situation: () => Promise<Situation>
}

export type ReadAnswer =
  | { readonly kind: 'new'; readonly view: PassageView }
  /** The same code again within moments: the same answer, and nothing in the log. */
  | { readonly kind: 'repeat'; readonly view: PassageView }

export type DecideRefusal = 'reason-missing' | 'already-decided' | 'unknown-passage' | 'too-late' | 'not-decided' | 'storage'

/** An override or annulment must say why in words that somebody can read a year later. */
export const MIN_REASON_LENGTH = 8

/** The core of the kiosk: code in, records on the disk, answer out. Everything from outside is in `deps`. */
export interface ScanStation {
  readonly readCode: (text: string) => Promise<ReadAnswer>
  /** A code still in view while its answer waits for the officer: keeps it from counting as new a moment later. */
  readonly sighted: (text: string, monotonicMs: number) => void
  /** Another lane: the same code may now mean the other direction. */
  readonly forget: () => void
  /** A person who has no code at all. */
  readonly readNothing: () => Promise<PassageView>
  readonly observe: (view: PassageView, observed: ObservedValue) => Promise<PassageView>
  readonly decide: (passage: PassageId, outcome: Outcome, reason: string | null) => Promise<Result<LocalPassage, DecideRefusal>>
  readonly annul: (passage: PassageId, reason: string) => Promise<Result<LocalPassage, DecideRefusal>>
  /** The view as it stands after a decision or annulment of its passage. */
  readonly restep: (view: PassageView, passage: LocalPassage) => PassageView
}

export function createScanStation(deps: StationDeps): ScanStation {
  const repeats = new Repeats<PassageView>()
  const inTurn = queue()
  const renewed = (view: PassageView): PassageView => {
    repeats.renew(view, (old) => old.passage === view.passage)
    return view
  }
  return {
    readCode: (text) =>
      inTurn(async (): Promise<ReadAnswer> => {
        const situation = await deps.situation()
        const code = hashText(text)
        const known = repeats.sighting(code, situation.monotonicMs)
        if (known) return { kind: 'repeat', view: known }
        const view = await readSafely(deps, situation, text)
        repeats.remember(code, view, situation.monotonicMs)
        return { kind: 'new', view }
      }),
    sighted: (text, monotonicMs) => void repeats.sighting(hashText(text), monotonicMs),
    forget: () => repeats.forget(),
    readNothing: () => inTurn(async () => readSafely(deps, await deps.situation(), null)),
    observe: (view, observed) => inTurn(async () => renewed(await observe(deps, view, observed))),
    decide: (passage, outcome, reason) => inTurn(() => decide(deps, passage, { outcome, reason })),
    annul: (passage, reason) => inTurn(() => annul(deps, passage, reason)),
    restep: (view, passage) => renewed({ ...view, step: stepAfter(passage) }),
  }
}

/** Whatever breaks, the answer is `refer`: never green, never nothing. */
async function readSafely(deps: StationDeps, situation: Situation, text: string | null): Promise<PassageView> {
  const passage = asPassageId(hexOf(deps.random(16)))
  const textHash = text === null ? null : hashText(text)
  try {
    const reading = await readingOf(deps, situation, text)
    const earlier = await earlierOf(deps, reading, situation)
    const what: Case = { passage, reading, observations: [], earlier, lane: situation.lane }
    const { verdict, handsFree } = judgePassage(what, situation)
    const origin = originIn(reading, situation)
    const step: Step = handsFree ? ADMITTED : { kind: 'open', because: verdict.outcome === 'admit' ? 'amber' : 'verdict' }
    return await keepScan(deps, situation, { ...what, verdict, origin, scannedAt: situation.now, step }, textHash)
  } catch (error) {
    const verdict = verdictOfFinding(faultFinding(String(error)))
    const reading: Reading = text === null ? { kind: 'none' } : { kind: 'fault' }
    const open: Step = { kind: 'open', because: 'verdict' }
    const view = {
      passage,
      reading,
      observations: [],
      earlier: null,
      verdict,
      lane: situation.lane,
      origin: null,
      scannedAt: situation.now,
      step: open,
    }
    return keepScan(deps, situation, view, textHash)
  }
}

const ADMITTED: Step = { kind: 'decided', outcome: 'admit', by: 'kiosk' }

async function readingOf(deps: StationDeps, situation: Situation, text: string | null): Promise<Reading> {
  if (text === null) return { kind: 'none' }
  const opened = await openText(text, situation, deps.verify)
  return opened.ok ? { kind: 'credential', credential: opened.value } : { kind: 'unreadable', error: opened.error }
}

async function earlierOf(deps: StationDeps, reading: Reading, situation: Situation): Promise<LocalPassage | null> {
  if (reading.kind !== 'credential') return null
  return earlierUse(await deps.store.passagesOf(reading.credential.id), situation.lane.direction)
}

function originIn(reading: Reading, situation: Situation): PassageView['origin'] {
  return reading.kind === 'credential' && situation.bundle ? originOf(reading.credential.claims, situation.bundle.areas) : null
}

/** Scan and, where green, decision: one transaction, complete before anything is shown. A full disk is not green. */
async function keepScan(deps: StationDeps, situation: Situation, view: PassageView, textHash: string | null): Promise<PassageView> {
  const values: NonEmpty<BodyValue> = [scanOf(situation, view, textHash), ...admission(view)]
  try {
    await keep(deps, situation, values, localOf(view, null))
    return view
  } catch {
    return { ...view, verdict: verdictOfFinding(storageFinding()), step: { kind: 'unrecorded' } }
  }
}

function admission(view: PassageView): readonly Decision[] {
  if (view.step.kind !== 'decided' || view.step.by !== 'kiosk') return []
  const { passage, lane, origin } = view
  return [
    {
      kind: 'decision',
      passage,
      lane: lane.id,
      direction: lane.direction,
      origin,
      outcome: 'admit',
      verdictOutcome: 'admit',
      officer: null,
      override: null,
    },
  ]
}

function scanOf(situation: Situation, view: PassageView, textHash: string | null): Scan {
  return {
    kind: 'scan',
    passage: view.passage,
    crossing: null,
    lane: view.lane.id,
    direction: view.lane.direction,
    officer: situation.officer,
    reading: readingRecord(view.reading, textHash),
    origin: view.origin,
    verdict: recordVerdict(view.verdict),
    bundle: partVersions(situation.bundle),
    clock: situation.clock,
    online: situation.online,
  }
}

function readingRecord(reading: Reading, textHash: string | null): Scan['reading'] {
  if (textHash === null || reading.kind === 'none') return { kind: 'none' }
  if (reading.kind === 'fault') return { kind: 'unreadable', code: 'fault', textHash, credential: null }
  if (reading.kind === 'unreadable') return { kind: 'unreadable', code: reading.error.code, textHash, credential: credentialOf(reading) }
  const { id, issuer, type, specimen } = reading.credential
  return { kind: 'credential', id, issuer, type, specimen }
}

function credentialOf(reading: Reading): CredentialId | null {
  if (reading.kind === 'credential') return reading.credential.id
  if (reading.kind === 'unreadable' && 'credentialId' in reading.error) return reading.error.credentialId ?? null
  return null
}

function localOf(view: PassageView, decided: LocalPassage['decided']): LocalPassage {
  const { passage, lane, origin, scannedAt } = view
  const credential = credentialOf(view.reading)
  return { passage, credential, lane: lane.id, direction: lane.direction, origin, scannedAt, verdict: recordVerdict(view.verdict), decided }
}

/** Appends the records and moves the passage's own state by them, as server and recount will. */
async function keep(deps: StationDeps, situation: Situation, values: NonEmpty<BodyValue>, local: LocalPassage): Promise<LocalPassage> {
  const { now: occurredAt, wallAt } = situation
  const draft = (value: BodyValue) => ({ value, occurredAt, wallAt, salt: hexOf(deps.random(16)) })
  let state = { passage: local.passage, decided: local.decided }
  for (const value of values) state = applyRecord(state, value, occurredAt).state ?? state
  const passage: LocalPassage = { ...local, decided: state.decided }
  await deps.store.append({ drafts: [draft(values[0]), ...values.slice(1).map(draft)], passage })
  return passage
}

/** What the officer saw is judged with all that was known; a green one that turns stricter is taken back in the same breath. */
async function observe(deps: StationDeps, view: PassageView, observed: ObservedValue): Promise<PassageView> {
  const situation = await deps.situation()
  const others = view.observations.filter((old) => !replaces(observed, old))
  const observations = [...others, { ...observed, observedAt: situation.now }]
  try {
    const { verdict, handsFree } = judgePassage({ ...view, observations }, situation)
    const local = (await deps.store.passage(view.passage)) ?? localOf(view, null)
    const values: BodyValue[] = []
    if (local.decided && view.step.kind === 'decided' && view.step.by === 'kiosk' && verdict.outcome !== 'admit')
      values.push({ kind: 'annul', passage: view.passage, reason: ANNULLED_BY_OBSERVATION, officer: situation.officer })
    // What an officer took back by hand, only a hand gives again.
    const takenBack = view.step.kind === 'open' && view.step.because === 'annulled'
    const admits = handsFree && !local.decided && !takenBack
    const open: Step = takenBack ? view.step : { kind: 'open', because: verdict.outcome === 'admit' ? 'amber' : 'verdict' }
    const step: Step = admits ? ADMITTED : local.decided && values.length === 0 ? view.step : open
    const next: PassageView = { ...view, observations, verdict, step }
    const seen: BodyValue = { kind: 'observation', passage: view.passage, observed, verdict: recordVerdict(verdict) }
    await keep(deps, situation, [seen, ...values, ...(admits ? admission(next) : [])], localOf(next, local.decided))
    return next
  } catch (error) {
    return { ...view, observations, verdict: verdictOfFinding(faultFinding(String(error))), step: view.step.kind === 'decided' ? view.step : UNSAFE }
  }
}

const UNSAFE: Step = { kind: 'open', because: 'verdict' }
const ANNULLED_BY_OBSERVATION = 'Quan sát của cán bộ làm thay đổi kết quả'

function replaces(now: ObservedValue, old: ObservedValue): boolean {
  if (now.kind === 'papers-seen' && old.kind === 'papers-seen') return now.paper === old.paper
  return now.kind === old.kind
}

interface Choice {
  readonly outcome: Outcome
  readonly reason: string | null
}

async function decide(deps: StationDeps, passage: PassageId, choice: Choice): Promise<Result<LocalPassage, DecideRefusal>> {
  const local = await deps.store.passage(passage)
  if (!local) return err('unknown-passage')
  if (local.decided) return err('already-decided')
  const reason = choice.reason?.trim() ?? ''
  const overrides = choice.outcome !== local.verdict.outcome
  if (overrides && reason.length < MIN_REASON_LENGTH) return err('reason-missing')
  const situation = await deps.situation()
  const decision: Decision = {
    kind: 'decision',
    passage,
    lane: local.lane,
    direction: local.direction,
    origin: local.origin,
    outcome: choice.outcome,
    verdictOutcome: local.verdict.outcome,
    officer: situation.officer,
    override: overrides ? { reason, secondOfficer: null } : null,
  }
  return keepOrRefuse(deps, situation, decision, local)
}

async function annul(deps: StationDeps, passage: PassageId, reason: string): Promise<Result<LocalPassage, DecideRefusal>> {
  const local = await deps.store.passage(passage)
  if (!local) return err('unknown-passage')
  if (!local.decided) return err('not-decided')
  const situation = await deps.situation()
  if (situation.now - local.decided.decidedAt > ANNUL_WITHIN_MS) return err('too-late')
  const why = reason.trim()
  if (why.length < MIN_REASON_LENGTH) return err('reason-missing')
  return keepOrRefuse(deps, situation, { kind: 'annul', passage, reason: why, officer: situation.officer }, local)
}

async function keepOrRefuse(
  deps: StationDeps,
  situation: Situation,
  value: BodyValue,
  local: LocalPassage,
): Promise<Result<LocalPassage, DecideRefusal>> {
  try {
    return ok(await keep(deps, situation, [value], local))
  } catch {
    return err('storage')
  }
}

function stepAfter(passage: LocalPassage): Step {
  if (!passage.decided) return { kind: 'open', because: 'annulled' }
  return { kind: 'decided', outcome: passage.decided.outcome, by: 'officer' }
}

/** One piece of work at a time, in the order asked. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }
}
