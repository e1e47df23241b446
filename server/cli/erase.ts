import { asPassageId } from '../../shared/ids.ts'
import { parseLocalDate, startOfLocalDate } from '../../shared/time.ts'
import { type Erasure, eraseBodies } from '../sealing/erase-bodies.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

export interface EraseOptions {
  readonly passage?: string
  readonly before?: string
}

/** What cannot be taken back says first how much it is. */
export async function eraseCommand({ storage, clock }: Installation, options: EraseOptions): Promise<CliAnswer> {
  const what = erasureOf(options)
  if (typeof what === 'string') return wrongUse(what)
  if ('passage' in what) {
    const known = await storage.read.selectFrom('passage').select('passage_id').where('passage_id', '=', what.passage).executeTakeFirst()
    const message = `There is no passage ${what.passage} here.`
    if (!known) return refused(message, { error: 'passage-unknown', message })
  }
  const erased = await eraseBodies({ storage, clock }, what, 'cli')
  const sum = erased.records + erased.forked
  return done(
    `Erased the personal content of ${sum} record${sum === 1 ? '' : 's'}. Headers, decisions and counts stay, and the log still links.`,
    erased,
  )
}

function erasureOf({ passage, before }: EraseOptions): Erasure | string {
  if (passage !== undefined) return asPassageId.matches(passage) ? { passage } : 'A passage id is 32 hex digits.'
  const date = before === undefined ? null : parseLocalDate(before)
  return date === null ? 'Name what to erase: --passage ID, or --before DATE as 2021-02-17.' : { before: startOfLocalDate(date) }
}
