import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** Why a call brought nothing. `signed-out` ends the session on this page; `unreachable` is the network or a broken answer. */
export interface ApiFailure {
  readonly kind: 'signed-out' | 'refused' | 'unreachable'
  readonly status: number
  /** The server's own sentence, in the language asked for; empty where there was no answer. */
  readonly message: string
}

export interface ApiCall<T> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly language: Language
  /** Null where the answer has not the shape it must have. */
  readonly parse: (answer: unknown) => T | null
}

/** A call may not hang for ever: on a dead network the page says so instead. */
const TIMEOUT_MS = 15_000

export async function callApi<T>(call: ApiCall<T>): Promise<Result<T, ApiFailure>> {
  let response: Response
  let answer: unknown
  try {
    response = await fetch(call.path, requestOf(call))
    answer = response.status === 204 ? null : await response.json().catch(() => undefined)
  } catch {
    return err({ kind: 'unreachable', status: 0, message: '' })
  }
  if (!response.ok) return err({ kind: kindOf(response.status), status: response.status, message: messageOf(answer) })
  const value = call.parse(answer)
  return value === null ? err({ kind: 'unreachable', status: response.status, message: '' }) : ok(value)
}

function requestOf({ method, body, language }: ApiCall<unknown>): RequestInit {
  const headers = { accept: 'application/json', 'accept-language': language }
  // Safari has it since 16, Chrome since 103: older ones wait as long as the browser does.
  const common = { method, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout?.(TIMEOUT_MS) ?? null } as const
  if (body === undefined) return { ...common, headers }
  return { ...common, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function kindOf(status: number): ApiFailure['kind'] {
  if (status === 401) return 'signed-out'
  return status >= 500 ? 'unreachable' : 'refused'
}

function messageOf(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null || !('message' in answer)) return ''
  return typeof answer.message === 'string' ? answer.message : ''
}
