import type { Storage } from '../../server/storage/storage.ts'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { MINUTE_MS } from '../../shared/units.ts'

/** What a tablet's sync leaves of one passage: the scan as previewed, and a decision that follows it, or overrides it, ten minutes after issue. */
export async function aDecision(storage: Storage, issued: IssuedDeclaration, decision: Outcome = issued.verdict.outcome): Promise<void> {
  const code = parseShortCode(issued.shortCode)
  if (!code.ok) throw new Error(code.error)
  const { credential_id } = await storage.read
    .selectFrom('declaration')
    .select('credential_id')
    .where('short_code', '=', code.value)
    .executeTakeFirstOrThrow()
  const at = issued.issuedAt + 10 * MINUTE_MS
  const log = { checkpoint_id: issued.checkpoint, kiosk_id: credential_id, epoch: 1 }
  const { outcome, reasons, duties } = issued.verdict
  const verdict = { outcome, reasons: reasons.map(({ ruleId, ruleVersion, outcome: said }) => ({ ruleId, ruleVersion, outcome: said })), duties }
  const passage = credential_id.repeat(2)
  const values = [
    { kind: 'scan', passage, verdict },
    { kind: 'decision', passage, outcome: decision },
  ]
  await storage.write(async (tx) => {
    for (const [index, value] of values.entries()) {
      const body = JSON.stringify({ form: 'plain', salt: '', value })
      const row = {
        ...log,
        seq: index + 1,
        kind: value.kind,
        occurred_at: at,
        received_at: at,
        hash: '',
        header: '{}',
        body,
        parked: null,
        oddity: null,
      }
      await tx.insertInto('record').values(row).execute()
    }
    const decided = { outcome: decision, lane: 'in-1', direction: issued.direction, origin: null, decided_at: at, counted_at: at }
    await tx
      .insertInto('passage')
      .values({ ...log, passage_id: passage, credential_id, record_seqs: '[1,2]', ...decided })
      .execute()
  })
}
