import * as z from 'zod/mini'
import { FLAG_CLASSES } from '../../shared/adjudication/finding.ts'
import { MAX_NOTE, MIN_NOTE } from '../../shared/http/flags.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import type { CoreDeps } from '../deps.ts'
import { BOARD_ROLES } from '../flow/board-routes.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { acknowledgeFlag, readFlags } from './flag-store.ts'

const checkpoint = z.string().check(z.refine(asCheckpointId.matches))
const listQuery = z.object({
  checkpoint: z.optional(checkpoint),
  class: z.optional(z.enum(FLAG_CLASSES)),
  state: z.optional(z.enum(['open', 'all'])),
  before: z.optional(z.string().check(z.regex(/^-?\d{1,16} [0-9a-f]{32}$/))),
})
const flagParams = z.object({ checkpoint, flag: z.string().check(z.regex(/^[0-9a-f]{32}$/)) })
const noteSchema = z.strictObject({ note: z.string().check(z.trim(), z.minLength(MIN_NOTE), z.maxLength(MAX_NOTE)) })

/** What re-adjudication found, for whoever watches the board. */
export function flagRoutes(deps: CoreDeps): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/api/flags',
      summary: 'What re-adjudication asks people to look at, newest first; nothing in it names anybody',
      access: BOARD_ROLES,
      query: listQuery,
      replies: { 200: { description: 'A page of flags, the mark of the next page, and how many are open everywhere' } },
      handle: (request) => list(deps, request),
    },
    {
      method: 'post',
      path: '/api/flags/:checkpoint/:flag/acknowledge',
      summary: 'Says that a flag was seen and what was done about it; kept in the audit',
      access: BOARD_ROLES,
      maxBytes: 4096,
      params: flagParams,
      body: { schema: noteSchema, parsedBy: 'schema', example: { note: 'Đã gọi chốt, hai người khác nhau cùng tên.' } },
      replies: { 200: { description: 'The flag as it now stands; the first note is kept' }, 404: { description: 'No such flag' } },
      handle: (request) => acknowledge(deps, request),
    },
  ]
}

async function list({ storage }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const asked = listQuery.parse(request.query)
  const where = asked.checkpoint === undefined ? null : asCheckpointId(asked.checkpoint)
  const question = { checkpoint: where, class: asked.class ?? null, state: asked.state ?? 'open', before: asked.before ?? null } as const
  return { status: 200, body: await readFlags(storage, question) }
}

async function acknowledge({ storage, clock }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  if (request.staff === null) throw new Error('a staff route was reached without a session')
  const params = flagParams.parse(request.params)
  const { note } = noteSchema.parse(request.body)
  const said = { checkpoint: asCheckpointId(params.checkpoint), flag: params.flag, by: request.staff.id, note, at: clock.now() }
  const flag = await acknowledgeFlag(storage, said)
  return flag ? { status: 200, body: flag } : refusalReply(NO_FLAG, request.language)
}

const NO_FLAG: Refusal = {
  status: 404,
  error: 'flag-unknown',
  texts: { vi: 'Không có cảnh báo này. Hãy tải lại danh sách.', en: 'There is no such flag. Reload the list.' },
}
