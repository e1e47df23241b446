import type { LogHead, RecordDraft } from '../../shared/passage/chain.ts'
import type { Hash, LogRecord } from '../../shared/passage/records.ts'
import type { DeviceKeys, KioskIdentity } from './kiosk-identity.ts'

/** `kiosk/epoch`: the register that a record belongs to. */
export type LogName = string

export function nameOfLog(of: Pick<KioskIdentity, 'kiosk' | 'epoch'>): LogName {
  return `${of.kiosk}/${of.epoch}`
}

/** The log of an earlier enrolment with records that the server has not acknowledged: sent first, as who the tablet then was. */
export interface PastLog {
  readonly name: LogName
  readonly identity: KioskIdentity
  readonly keys: DeviceKeys
  readonly head: LogHead
  readonly acked: { readonly seq: number; readonly hash: Hash | null }
  /** Why the server takes no more of it, or null. Kept all the same, and tried again after each start. */
  readonly stopped: string | null
}

/**
 * How a log begins. `enrolled`: what the one before still has to send is kept as a `PastLog`, and bundle, shift and PINs go.
 * `mended`: the same tablet under the same key writes again what was whole; bundle, shift and open scans stay.
 */
export type Beginning =
  /** `drafts`: what is known to be lost. `rest`: `written-again` where no server ever knew the log before, so its records are in `drafts`. */
  | { readonly kind: 'enrolled'; readonly drafts?: readonly RecordDraft[]; readonly rest?: 'kept' | 'written-again' }
  | { readonly kind: 'mended'; readonly drafts: readonly RecordDraft[] }

/** The same body and times, for another log. */
export function draftOf({ header, body }: LogRecord): RecordDraft | null {
  const times = { occurredAt: header.occurredAt, wallAt: header.wallAt }
  if (body.form === 'plain') return { ...times, salt: body.salt, value: body.value }
  return body.form === 'sealed' ? { ...times, salt: body.salt, kind: header.kind, box: body.box } : null
}
