import { letsThrough } from '../passage/lets-through.ts'
import type { PresentedDocument, WatchHit } from '../rules/passing.ts'
import { compareOutcomes, type Outcome } from '../rules/verdict.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../units.ts'
import type { Adjudication, Finding, FindingDetail, FlagClass, NotReplayed } from './finding.ts'
import type { JudgedPassage } from './judged-passage.ts'
import { type Hidden, hiddenCases, type ReplayWorld, replayOutcome, strictest } from './replay-verdict.ts'

export interface PassageFacts {
  /** (A) What the kiosk had, one for each bundle that the verdict may rest on; empty where it is not kept any more. */
  readonly asHeld: readonly ReplayWorld[]
  /** (B) What is now known to have been true at that time; null where the checkpoint is gone. */
  readonly known: ReplayWorld | null
  /** When the bundle that the kiosk judged by was followed by a newer one; null while it is the newest. */
  readonly supersededAt: EpochMs | null
  /** Of the bundle's own policy. */
  readonly referHours: number
  /** Codes that opened as ours and of which nobody here has a declaration. */
  readonly unknownDeclarations: number
  readonly revokedKioskAt: EpochMs | null
  /** What cards and plates lead to on the lists; `asksLists`: something was shown that a list can name. */
  readonly paper: { readonly hits: readonly WatchHit[]; readonly asksLists: boolean }
}

/** Further ahead of the server than a guarded clock can be. */
const MAX_AHEAD_MS = 2 * MINUTE_MS

/**
 * Judges one passage again: with what the kiosk had (a difference is tampering or a bug) and with what is known now. Says
 * nothing of the record itself, which stands. Depends on the records and facts alone, never on when they came.
 */
export function adjudicatePassage(passage: JudgedPassage, facts: PassageFacts): Adjudication {
  const replayed = replay(passage, facts)
  const findings = [...replayed.findings, ...circumstances(passage, facts)]
  return { judged: replayed.judged, findings }
}

function replay(passage: JudgedPassage, facts: PassageFacts): Adjudication {
  const { presented, recorded } = passage
  if (facts.unknownDeclarations > 0) {
    const finding = of(passage, 'unknown-declaration', { count: facts.unknownDeclarations })
    return { judged: 'claims-not-here', findings: [finding] }
  }
  if (presented.kind === 'gone') return notReplayed(presented.why, unreadAdmitted(passage))
  if (facts.asHeld.length === 0) return notReplayed(isWithoutBundle(passage) ? 'kiosk-without-bundle' : 'bundle-not-here')
  const { documents, foreign } = presented
  const fitting = firstFitting(passage, facts, documents)
  if (fitting.hidden !== null) return { judged: 'ok', findings: hindsight(passage, facts, { documents, hidden: fitting.hidden }) }
  // A number on a list can only have made it stricter than is known here: milder than every case is no list's doing.
  const isPartlyKnown = foreign || (facts.paper.asksLists && facts.asHeld.some(({ hasHashedLists }) => hasHashedLists))
  if (isPartlyKnown && compareOutcomes(recorded.outcome, fitting.mildest) > 0) return notReplayed('document-partly-known')
  const wrong = of(passage, 'wrong-rule', { recorded: recorded.outcome, expected: fitting.usual, rules: ruleIdsOf(passage) })
  return { judged: 'ok', findings: [wrong] }
}

interface Fitting {
  /** The first case under which the same verdict comes out; null where none does. */
  readonly hidden: Hidden | null
  readonly usual: Outcome
  readonly mildest: Outcome
}

function firstFitting(passage: JudgedPassage, { asHeld, paper }: PassageFacts, documents: readonly PresentedDocument[]): Fitting {
  let usual: Outcome | null = null
  let mildest: Outcome | null = null
  for (const world of asHeld) {
    for (const hidden of hiddenCases(world, paper.hits)) {
      if (hidden.lists === 'stale' && !namesUnknown(passage)) continue
      const outcome = withOwnFindings(passage, replayOutcome(passage, documents, { world, hidden, hits: paper.hits }))
      usual ??= outcome
      if (mildest === null || compareOutcomes(outcome, mildest) < 0) mildest = outcome
      if (outcome === passage.recorded.outcome) return { hidden, usual, mildest }
    }
  }
  return { hidden: null, usual: usual ?? 'refer', mildest: mildest ?? 'refer' }
}

/** A list too old to read is an unknown fact, and a verdict that rests on one says so. */
function namesUnknown({ recorded }: JudgedPassage): boolean {
  return recorded.reasons.some(({ unknown }) => unknown !== undefined && unknown.length > 0)
}

/** What the tablet itself found (an old bundle, a doubtful clock, a second use) makes a verdict at least `refer`. */
function withOwnFindings({ recorded }: JudgedPassage, outcome: Outcome): Outcome {
  return recorded.reasons.some(({ ruleId }) => ruleId.startsWith('CHOT-')) ? strictest(outcome, 'refer') : outcome
}

interface Fit {
  readonly documents: readonly PresentedDocument[]
  readonly hidden: Hidden
}

/** Right by what the kiosk had: was it right by what is known now? */
function hindsight(passage: JudgedPassage, { known, paper }: PassageFacts, { documents, hidden }: Fit): readonly Finding[] {
  const { decided, recorded } = passage
  if (known === null || decided === null) return []
  const outcome = replayOutcome(passage, documents, { world: known, hidden: { ...hidden, lists: 'fresh' }, hits: paper.hits })
  const detail = { recorded: recorded.outcome, decided: decided.outcome, expected: outcome }
  if (letsThrough(decided.outcome)) {
    const isStricter = compareOutcomes(outcome, recorded.outcome) > 0 && compareOutcomes(outcome, decided.outcome) > 0
    return isStricter ? [of(passage, 'stale-data', detail)] : []
  }
  const isOwnDoing = recorded.reasons.some(({ ruleId }) => ruleId.startsWith('CHOT-'))
  return letsThrough(outcome) && !isOwnDoing && !letsThrough(recorded.outcome) ? [of(passage, 'refused-needlessly', detail)] : []
}

/** What needs no replay: clock, age of the bundle, a tablet that was out of service. */
function circumstances(passage: JudgedPassage, facts: PassageFacts): readonly Finding[] {
  const { clock, decided, judgedAt, receivedAt, recorded } = passage
  const findings: Finding[] = []
  const aheadMs = judgedAt - receivedAt
  if (aheadMs > MAX_AHEAD_MS) findings.push(of(passage, 'clock-suspect', { cause: 'ahead', minutes: Math.floor(aheadMs / MINUTE_MS) }))
  else if (clock === 'doubtful' && decided !== null && letsThrough(decided.outcome))
    findings.push(of(passage, 'clock-suspect', { cause: 'doubtful', decided: decided.outcome }))
  const { supersededAt, referHours, revokedKioskAt } = facts
  const oldMs = supersededAt === null ? 0 : judgedAt - supersededAt
  if (oldMs > referHours * HOUR_MS && letsThrough(recorded.outcome))
    findings.push(of(passage, 'expired-bundle', { recorded: recorded.outcome, minutes: Math.floor(oldMs / MINUTE_MS) }))
  if (revokedKioskAt !== null && receivedAt >= revokedKioskAt) findings.push(of(passage, 'late-tail', {}))
  return findings
}

/** A code that did not open is at least `refer`, whatever else is known. */
function unreadAdmitted(passage: JudgedPassage): readonly Finding[] {
  const { presented, recorded } = passage
  const isUnread = presented.kind === 'gone' && presented.why === 'unreadable-code'
  if (!isUnread || compareOutcomes(recorded.outcome, 'refer') >= 0) return []
  return [of(passage, 'wrong-rule', { recorded: recorded.outcome, expected: 'refer', rules: ruleIdsOf(passage) })]
}

function isWithoutBundle({ bundles }: JudgedPassage): boolean {
  return bundles.every((versions) => Object.keys(versions).length === 0)
}

function ruleIdsOf({ recorded }: JudgedPassage): readonly string[] {
  return [...new Set(recorded.reasons.map(({ ruleId }) => ruleId))].sort()
}

function notReplayed(why: NotReplayed, findings: readonly Finding[] = []): Adjudication {
  return { judged: why, findings }
}

function of(passage: JudgedPassage, flag: FlagClass, detail: FindingDetail): Finding {
  const { records, judgedAt } = passage
  return { class: flag, key: '', at: judgedAt, records, detail: { passage: passage.passage, ...detail } }
}
