import type { LogRecord } from '../../shared/passage/records.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_RECORDS } from '../../shared/sync/protocol.ts'
import { utf8Bytes } from '../../shared/utf8.ts'

/** Room for the envelope around the records: ids, head, part hashes. */
const ENVELOPE_BYTES = 4 * 1024

/** The longest beginning of `records` that one request may carry; at least one, or a large record would never leave. */
export function batchOf(records: readonly LogRecord[]): readonly LogRecord[] {
  let bytes = ENVELOPE_BYTES
  let count = 0
  for (const record of records.slice(0, MAX_BATCH_RECORDS)) {
    bytes += utf8Bytes(JSON.stringify(record)).length + 1
    if (count > 0 && bytes > MAX_BATCH_BYTES) break
    count++
  }
  return records.slice(0, count)
}
