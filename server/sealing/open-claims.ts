import type { PersonalClaims } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { openSealed } from '../../shared/sealing/seal-body.ts'
import type { CoreDeps } from '../deps.ts'
import type { Tables } from '../storage/schema.ts'
import { parsePersonalClaims } from './parse-personal-claims.ts'
import { storedRecord } from './stored-record.ts'

/** What of a `record` row opening looks at. */
export type SealedRow = Pick<Tables['record'], 'header' | 'body'>

/**
 * What a sealed `claims` record says of one person. `unknown-key`: sealed to a key that is not this installation's.
 * `altered`: broken, moved from another log, or nothing that a kiosk of ours writes. `erased`: its time was over.
 */
export async function openClaims(
  { keys }: Pick<CoreDeps, 'keys'>,
  row: SealedRow,
): Promise<Result<PersonalClaims, 'unknown-key' | 'altered' | 'erased'>> {
  const record = storedRecord(row)
  if (record === null) return err('altered')
  if (record.body.form === 'erased') return err('erased')
  if (record.body.form !== 'sealed' || record.header.kind !== 'claims') return err('altered')
  const opened = await openSealed(record.body.box, record.header, keys.openingKeys)
  if (!opened.ok) return opened
  const claims = parsePersonalClaims(opened.value.value)
  return claims?.passage === opened.value.passage ? ok(claims) : err('altered')
}
