import * as z from 'zod/mini'
import { MINUTES_OF_TODAY } from '../../shared/http/api.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { boardSnapshot, checkpointFlow } from './board-snapshot.ts'

/** Who may watch the flow; further roles come with their work. */
export const BOARD_ROLES = ['admin', 'operator'] as const

const checkpointParams = z.object({ checkpoint: z.string().check(z.refine(asCheckpointId.matches)) })
const minutesQuery = z.object({ minutes: z.optional(z.literal(MINUTES_OF_TODAY)) })

export function boardRoutes(deps: CoreDeps): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/api/board',
      summary: 'All checkpoints with today’s counts, the last hour by the minute, and the state of each kiosk',
      access: BOARD_ROLES,
      replies: { 200: { description: 'Where a board starts; pushes over /socket.io continue from each `rev`' } },
      handle: async () => ({ status: 200, body: await boardSnapshot(deps) }),
    },
    {
      method: 'get',
      path: '/api/board/:checkpoint',
      summary: 'One checkpoint’s counts again, for a board that missed a push',
      access: BOARD_ROLES,
      params: checkpointParams,
      query: minutesQuery,
      replies: { 200: { description: 'Counts and the `rev` at which they are true' }, 404: { description: 'No such checkpoint' } },
      handle: (request) => oneCheckpoint(deps, request),
    },
  ]
}

async function oneCheckpoint(deps: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const minutes = minutesQuery.parse(request.query).minutes === MINUTES_OF_TODAY ? 'today' : 'last-hour'
  const flow = await checkpointFlow(deps, asCheckpointId(checkpointParams.parse(request.params).checkpoint), minutes)
  return flow ? { status: 200, body: flow } : refusalReply(NO_CHECKPOINT, request.language)
}

const NO_CHECKPOINT: Refusal = {
  status: 404,
  error: 'checkpoint-unknown',
  texts: { vi: 'Không có chốt này. Hãy tải lại bảng điều hành.', en: 'There is no such checkpoint. Reload the board.' },
}
