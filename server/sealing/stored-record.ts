import type { LogRecord } from '../../shared/passage/records.ts'
import type { Tables } from '../storage/schema.ts'

/**
 * A record as the ingest stored it. Its header was parsed when it came; a body can be anything (what nobody can read is
 * kept), so only the three forms count. Null for the rest.
 */
export function storedRecord(row: Pick<Tables['record'], 'header' | 'body'>): LogRecord | null {
  const body: unknown = JSON.parse(row.body)
  const form = typeof body === 'object' && body !== null && 'form' in body ? body.form : null
  if (form !== 'erased' && form !== 'plain' && !(form === 'sealed' && isBoxed(body))) return null
  return { header: JSON.parse(row.header), body: body as LogRecord['body'] }
}

function isBoxed(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'box' in body && typeof body.box === 'string'
}
