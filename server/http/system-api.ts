import { MINUTE_MS } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import { isStorageError } from '../storage/storage-error.ts'
import { openApiOf } from './open-api.ts'
import type { Refusal } from './refusal.ts'
import { refusalReply } from './refusal.ts'
import type { Route, RouteReply, RouteRequest } from './route.ts'

export interface SystemDeps extends Pick<CoreDeps, 'clock'> {
  readonly storage: Pick<CoreDeps['storage'], 'probe'>
  readonly version: string
  readonly parameterExamples: Readonly<Record<string, string>>
}

/** Whether the process lives, whether it can work, and what it can do. `table` is asked late: it contains these routes too. */
export function systemRoutes(deps: SystemDeps, table: () => readonly Route[]): readonly Route[] {
  const description = madeOnceAMinute(deps, () => JSON.stringify(openApiOf(table(), deps)))
  return [
    {
      method: 'get',
      path: '/healthz',
      summary: 'Whether the process answers',
      access: 'public',
      replies: { 200: { description: 'It does' } },
      handle: () => ({ status: 200, body: { status: 'ok', version: deps.version } }),
    },
    {
      method: 'get',
      path: '/readyz',
      summary: 'Whether it can do its work: the database takes a write that reaches the disk',
      access: 'public',
      replies: { 200: { description: 'It can' }, 503: { description: 'It cannot; the log says why' } },
      handle: (request) => readiness(deps, request),
    },
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This description',
      access: 'public',
      replies: { 200: { description: 'OpenAPI 3.1' } },
      handle: () => ({
        status: 200,
        bytes: { type: 'application/json; charset=utf-8', data: description() },
        headers: { 'Cache-Control': 'no-cache' },
      }),
    },
  ]
}

/** A hundred schemas take as long as a dozen syncs, and anybody may ask. Its examples name today, so it is not made for ever. */
function madeOnceAMinute({ clock }: Pick<SystemDeps, 'clock'>, make: () => string): () => Uint8Array {
  let held: { readonly minute: number; readonly data: Uint8Array } | null = null
  return () => {
    const minute = Math.floor(clock.realNow() / MINUTE_MS)
    if (held?.minute !== minute) held = { minute, data: Buffer.from(make()) }
    return held.data
  }
}

async function readiness({ storage }: SystemDeps, request: RouteRequest): Promise<RouteReply> {
  try {
    await storage.probe()
    return { status: 200, body: { status: 'ready' } }
  } catch (error) {
    if (!isStorageError(error)) throw error
    return refusalReply(NOT_READY, request.language)
  }
}

const NOT_READY: Refusal = {
  status: 503,
  error: 'not-ready',
  texts: {
    vi: 'Máy chủ không ghi được vào cơ sở dữ liệu. Người quản trị hãy kiểm tra dung lượng và quyền ghi của thư mục dữ liệu.',
    en: 'The server cannot write to its database. Administrator: check free space and write permission of the data folder.',
  },
}
