import * as z from 'zod/mini'
import { parseReference } from '../../shared/credential/reference.ts'
import { documentKey, plateKey } from '../../shared/lists/list-key.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { WATCH_KINDS } from '../../shared/rules/passing.ts'
import { parseInstant } from '../../shared/time.ts'
import { referenceHash } from '../declarations/issue-declaration.ts'
import { credentialField, documentField, plateField } from '../lists/parse-list-file.ts'
import { addWatch, type NewWatch, removeWatch, summariseWatch } from '../lists/watch.ts'
import type { Storage } from '../storage/storage.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { momentOf } from './lists.ts'

export interface WatchFlags {
  readonly document?: string
  readonly documentKind: string
  readonly country: string
  readonly plate?: string
  readonly credential?: string
  readonly kind: string
  readonly from?: string
  readonly to?: string
  readonly birthYear?: string
}

type WatchInstallation = Pick<Installation, 'storage' | 'clock'>

export async function addWatchCommand({ storage, clock }: WatchInstallation, flags: WatchFlags): Promise<CliAnswer> {
  const who = await whoIn(storage, flags)
  if (!who.ok) return who.error
  const kind = WATCH_KINDS.find((one) => one === flags.kind)
  if (kind === undefined || kind === 'contradicted')
    return wrongUse('--kind is one of breach, f0, f1, f2; "contradicted" is found by the server itself.')
  const from = flags.from === undefined ? clock.now() : parseInstant(flags.from)
  const to = flags.to === undefined ? null : parseInstant(flags.to)
  if (from === null || (flags.to !== undefined && to === null)) return wrongUse('Give instants with their offset: 2021-02-17T00:00:00+07:00')
  if (to !== null && to <= from) return wrongUse('--to must be later than --from.')
  const birthYear = flags.birthYear === undefined ? null : Number(flags.birthYear)
  if (birthYear !== null && !(Number.isInteger(birthYear) && birthYear >= 1900 && birthYear <= 2100))
    return wrongUse('--birth-year is four digits: 1985')
  const id = await addWatch(storage, { ...who.value, kind, birthYear, from, to, otherPassage: null }, { staff: null, at: clock.now() })
  const open = who.value.subject === 'document' && birthYear === null ? ' Without a year of birth each hit is for an officer to look at.' : ''
  return done(`Watching ${id} (${who.value.subject}, ${kind}). Kiosks get it at their next contact.${open}`, {
    watch: id,
    subject: who.value.subject,
    kind,
    from,
    to,
  })
}

export async function removeWatchCommand({ storage, clock }: WatchInstallation, id: string): Promise<CliAnswer> {
  const removed = await removeWatch(storage, id, { staff: null, at: clock.now() })
  if (!removed) return refused(`There is no entry ${id}.`, { error: 'unknown-watch', message: `There is no entry ${id}.` })
  return done(`${id} is no longer watched.`, { watch: id, state: 'removed' })
}

export async function listWatchCommand({ storage }: Pick<Installation, 'storage'>): Promise<CliAnswer> {
  const entries = await summariseWatch(storage)
  const lines = entries.map(({ id, subject, kind, from, to }) =>
    `${id} ${subject} ${kind} ${momentOf(from)} – ${to === null ? '' : momentOf(to)}`.trimEnd(),
  )
  return done(lines.length === 0 ? 'Nobody is watched.' : lines.join('\n'), { entries })
}

async function whoIn(storage: Storage, flags: WatchFlags): Promise<Result<Pick<NewWatch, 'subject' | 'key'>, CliAnswer>> {
  const { document, plate, credential } = flags
  if ([document, plate, credential].filter((given) => given !== undefined).length !== 1)
    return err(wrongUse('Give one of --document, --plate, --credential.'))
  if (plate !== undefined) {
    return plateField.safeParse(plate).success ? ok({ subject: 'plate', key: plateKey(plate) }) : err(wrongUse('That is no plate: 14A-123.45'))
  }
  if (credential !== undefined) return credentialNamed(storage, credential)
  const parsed = z.safeParse(documentField, { kind: flags.documentKind, country: flags.country, number: document })
  if (!parsed.success) return err(wrongUse(parsed.error.issues.map(({ path, message }) => `--document: ${path.join('.')}: ${message}`).join('\n')))
  return ok({ subject: 'document', key: documentKey(parsed.data) })
}

/** An id as the kiosk shows it, or the reference of the traveller's private link. */
async function credentialNamed(storage: Storage, text: string): Promise<Result<Pick<NewWatch, 'subject' | 'key'>, CliAnswer>> {
  if (credentialField.safeParse(text).success) return ok({ subject: 'credential', key: `credential:${text}` })
  const reference = parseReference(text)
  const row = reference.ok
    ? await storage.read
        .selectFrom('declaration')
        .select('credential_id')
        .where('reference_hash', '=', referenceHash(reference.value))
        .executeTakeFirst()
    : undefined
  if (row) return ok({ subject: 'credential', key: `credential:${row.credential_id}` })
  return err(
    refused('No declaration has this id or reference.', { error: 'unknown-credential', message: 'No declaration has this id or reference.' }),
  )
}
