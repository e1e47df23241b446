import * as z from 'zod/mini'
import { refusalReply } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'
import { checkpointPages, checkpointRoute } from './checkpoint-page.ts'
import type { DeclareDeps } from './declare.ts'
import { type FindDeps, findRoute } from './find-link.ts'
import { groupRoute } from './groups.ts'
import { erasePass, showOwnData } from './own-data.ts'

const dataSchema = z.looseObject({
  exportedAt: z.number(),
  declaration: z.unknown(),
  pass: z.looseObject({ state: z.string() }),
  keptUntil: z.nullable(z.number()),
})

/** What the owner of a pass may do besides correcting it. */
export function passRoutes(deps: DeclareDeps & FindDeps): readonly Route[] {
  return [
    findRoute(deps),
    groupRoute(deps),
    checkpointRoute(checkpointPages(deps)),
    {
      method: 'get',
      path: '/api/declarations/:reference/data',
      summary: 'Everything kept about a declaration, for its owner; with ?download as a file',
      access: 'public',
      query: z.looseObject({ download: z.optional(z.string()) }),
      replies: { 200: { description: 'As it is stored', schema: dataSchema }, 404: { description: 'No such pass' } },
      handle: (request) => showOwnData(deps, request),
    },
    {
      method: 'delete',
      path: '/api/declarations/:erased',
      summary: 'Erase a declaration: at once before anybody held its code up, later when its time is over. Twice is once',
      access: 'public',
      replies: { 204: { description: 'Erased; its code is revoked' }, 409: { description: 'It must still be kept: until when and why' } },
      handle: async (request) => {
        const refusal = await erasePass(deps, request.params.erased ?? '')
        return refusal ? refusalReply(refusal, request.language) : { status: 204 }
      },
    },
  ]
}
