import type { Texts } from '../checkpoints/checkpoint.ts'
import { addDays, DEFAULT_ZONE, formatLocal, localDateAt, startOfLocalDate } from '../time.ts'
import { type EpochMs, MINUTE_MS } from '../units.ts'
import { datedMinutes, turningMinutes } from './counterfactuals/bounds.ts'
import type { Probe } from './counterfactuals/probe.ts'
import type { InParts } from './in-parts.ts'
import type { Outcome } from './verdict.ts'

/** Arrivals at the same checkpoint that get another answer than the chosen hour. */
export interface OtherTime {
  readonly outcome: Outcome
  /** From when to when, in a traveller's words. */
  readonly texts: Texts
}

/** The form offers today and two days more. */
const DAYS_OFFERED = 3

/** Hours after which tests and declarations commonly grow too old. */
const AGES_HOURS = [12, 24, 36, 48, 72, 96, 120, 144, 168]

/** By asking the engine at each moment where an answer can turn: at midnights, at edges of rules and zones, and at ages of papers. */
export function* otherTimes(probe: Probe, now: EpochMs): InParts<readonly OtherTime[]> {
  const { verdict } = probe
  const spans = yield* spansOf(probe, now)
  return spans.flatMap((span, at) => {
    if (span.outcome === verdict.outcome) return []
    return [{ outcome: span.outcome, texts: spanTexts(at === 0 ? null : span.from, spans[at + 1]?.from ?? null) }]
  })
}

interface Span {
  readonly from: EpochMs
  readonly outcome: Outcome
}

/** The first begins now, each ends where the next begins, and no two neighbours are alike. */
function* spansOf(probe: Probe, now: EpochMs): InParts<readonly Span[]> {
  const asked: Span[] = []
  for (const from of [now, ...turningsOf(probe, now)]) {
    yield* probe.rest()
    asked.push({ from, outcome: probe.after({ kind: 'date', from }).outcome })
  }
  return asked.filter(({ outcome }, at) => asked[at - 1]?.outcome !== outcome)
}

function turningsOf({ rules, passing, verdict }: Probe, now: EpochMs): readonly EpochMs[] {
  const today = localDateAt(now)
  const midnights = Array.from({ length: DAYS_OFFERED }, (_, day) => startOfLocalDate(addDays(today, day + 1)))
  const end = midnights[DAYS_OFFERED - 1] ?? now
  const ages = turningMinutes(passing, now, { numbers: AGES_HOURS, instants: [], zone: DEFAULT_ZONE })
  const minutes = [...datedMinutes(rules, passing, { now, verdict }), ...ages].map((minute) => minute * MINUTE_MS)
  return [...new Set([...midnights, ...minutes])].filter((at) => at > now && at < end).sort((a, b) => a - b)
}

function spanTexts(from: EpochMs | null, to: EpochMs | null): Texts {
  const [since, until] = [from, to].map((at) => at !== null && momentTexts(at))
  if (!since) return until ? { vi: `Đến chốt này trước ${until.vi}`, en: `Arriving here before ${until.en}` } : ALWAYS
  if (!until) return { vi: `Đến chốt này từ ${since.vi}`, en: `Arriving here at ${since.en} or later` }
  return { vi: `Đến chốt này từ ${since.vi} đến trước ${until.vi}`, en: `Arriving here from ${since.en} and before ${until.en}` }
}

/** Where the chosen moment lies beyond the days offered. */
const ALWAYS: Texts = { vi: 'Đến chốt này trong ba ngày tới', en: 'Arriving here in the next three days' }

function momentTexts(at: EpochMs): Texts {
  const { time, date } = formatLocal(at)
  return { vi: `${time} ngày ${date}`, en: `${time} on ${date}` }
}
