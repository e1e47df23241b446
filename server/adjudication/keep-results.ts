import type { Adjudication, Finding } from '../../shared/adjudication/finding.ts'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { hashText } from '../../shared/passage/chain.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import type { LogKey } from '../sync/project-records.ts'

/** What was asked about a subject: each topic has its own rounds, so that one never withdraws the other's flags. */
export type Topic = 'passage' | 'use' | 'paper' | 'record' | 'log'

export interface Result extends Adjudication {
  readonly log: LogKey
  readonly subject: string
  readonly topic: Topic
}

/** Appends a round where the answer is not the newest one's, and brings the flags to it. Saying the same again changes nothing. */
export async function keepResult(tx: Tx, result: Result, now: EpochMs): Promise<void> {
  const before = await newestRound(tx, result)
  const findings = canonicalJson([...result.findings].sort(byClassAndKey) as unknown as Json)
  if (before ? before.findings === findings && before.judged === result.judged : isNothing(result)) return
  const { checkpoint_id, kiosk_id, epoch } = result.log
  await tx
    .insertInto('adjudication')
    .values({
      checkpoint_id,
      kiosk_id,
      epoch,
      subject: result.subject,
      topic: result.topic,
      round: (before?.round ?? 0) + 1,
      at: now,
      judged: result.judged,
      findings,
    })
    .execute()
  const earlier: readonly Finding[] = before ? JSON.parse(before.findings) : []
  const ids = new Set(result.findings.map((finding) => flagIdOf(result, finding)))
  for (const finding of result.findings) if (!(await isFlooded(tx, result, finding))) await raise(tx, result, { finding, now })
  for (const finding of earlier) if (!ids.has(flagIdOf(result, finding))) await withdraw(tx, result, { finding, now })
}

/** Every passage has its answer kept; the other topics only where there was ever something to say. */
function isNothing({ topic, findings }: Result): boolean {
  return topic !== 'passage' && findings.length === 0
}

function newestRound(tx: Tx, { log, subject, topic }: Result): Promise<Tables['adjudication'] | undefined> {
  return tx
    .selectFrom('adjudication')
    .selectAll()
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('subject', '=', subject)
    .where('topic', '=', topic)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst()
}

interface Change {
  readonly finding: Finding
  readonly now: EpochMs
}

/**
 * Open flags of one class and log. A tablet that lies could bury all others under its own: beyond this many the finding is
 * kept in its round, and nobody needs another flag to know what to think of that tablet.
 */
export const MOST_OPEN_FLAGS = 500

async function isFlooded(tx: Tx, { log }: Result, finding: Finding): Promise<boolean> {
  const beyond = await tx
    .selectFrom('flag')
    .select('flag_id')
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('class', '=', finding.class)
    .where('acknowledged_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .offset(MOST_OPEN_FLAGS - 1)
    .limit(1)
    .executeTakeFirst()
  return beyond !== undefined
}

/** What people said to it stays, also where it was withdrawn meanwhile. */
async function raise(tx: Tx, result: Result, { finding, now }: Change): Promise<void> {
  const { checkpoint_id, kiosk_id, epoch } = result.log
  const text = canonicalJson(finding as unknown as Json)
  await tx
    .insertInto('flag')
    .values({
      flag_id: flagIdOf(result, finding),
      checkpoint_id,
      kiosk_id,
      epoch,
      class: finding.class,
      occurred_at: finding.at,
      raised_at: now,
      withdrawn_at: null,
      finding: text,
      acknowledged_at: null,
      acknowledged_by: null,
      note: null,
    })
    .onConflict((on) => on.columns(['checkpoint_id', 'flag_id']).doUpdateSet({ finding: text, occurred_at: finding.at, withdrawn_at: null }))
    .execute()
}

async function withdraw(tx: Tx, result: Result, { finding, now }: Change): Promise<void> {
  await tx
    .updateTable('flag')
    .set({ withdrawn_at: now })
    .where('checkpoint_id', '=', result.log.checkpoint_id)
    .where('flag_id', '=', flagIdOf(result, finding))
    .execute()
}

/** The same for the same matter, whenever and however often it is found. */
function flagIdOf({ log, subject, topic }: Result, finding: Finding): string {
  const matter = [log.checkpoint_id, log.kiosk_id, log.epoch, topic, subject, finding.class, finding.key]
  return hashText(`chot-flag-1|${matter.join('|')}`).slice(0, 32)
}

function byClassAndKey(a: Finding, b: Finding): number {
  const left = `${a.class}|${a.key}`
  const right = `${b.class}|${b.key}`
  return left < right ? -1 : left > right ? 1 : 0
}
