import type { ShiftSummary } from '../../shared/passage/records.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { KioskStore } from '../log/kiosk-store.ts'

/** What is handed over: decisions since the shift began by outcome, scans that nobody has decided, records not yet sent. */
export async function summaryOf(store: KioskStore, unsent: number): Promise<ShiftSummary> {
  const startedAt = (await store.read('shift'))?.startedAt ?? 0
  const all = await store.passagesSince(0)
  const decided = all.flatMap((passage) => (passage.decided && passage.decided.decidedAt >= startedAt ? [passage.decided.outcome] : []))
  const byOutcome: { [outcome in Outcome]?: number } = {}
  for (const outcome of decided) byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1
  return { decisions: decided.length, openScans: all.filter((passage) => !passage.decided).length, byOutcome, unsent }
}
