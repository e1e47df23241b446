import type { Role, StaffView } from '../../shared/http/api.ts'
import type { KioskId } from '../../shared/ids.ts'
import type { GoOn } from '../../shared/rules/in-parts.ts'
import type { NextTurn } from './kiosks-first.ts'

/** Who may call: anybody, a device by its signature, or staff with one of these roles. */
export type Access = 'public' | 'kiosk' | readonly Role[]

/**
 * One operation. The table of these validates requests, guards them, and is printed as OpenAPI, so that what is documented
 * is what runs. Schemas are zod/mini; a body `parsedBy: 'handler'` goes to a parser of the domain.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'delete'
  /** Express path: `/api/declarations/:reference`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  /** Largest body, bytes; more is 413. Bodies are JSON only. */
  readonly maxBytes?: number
  readonly body?: RouteBody
  readonly params?: Schema
  readonly query?: Schema
  readonly replies: { readonly [status: number]: { readonly description: string; readonly schema?: Schema; readonly example?: unknown } }
  readonly handle: (request: RouteRequest) => Promise<RouteReply> | RouteReply
}

/** Checked by a schema; or documented by one and parsed by the domain, which knows better errors. */
export interface RouteBody {
  readonly schema: Schema
  readonly parsedBy: 'schema' | 'handler'
  readonly example: unknown
}

/** A zod/mini schema. */
export type Schema = import('zod/mini').ZodMiniType

export interface RouteRequest {
  readonly body: unknown
  /** The exact bytes received, for signatures. */
  readonly rawBody: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly header: (name: string) => string | undefined
  /** Present where `access` names roles. */
  readonly staff: StaffView | null
  /** Present where `access` is `kiosk`: the device whose signature was checked. */
  readonly kiosk: KioskId | null
  /** For rate limits only; never stored. */
  readonly clientAddress: string
  readonly language: 'vi' | 'en'
  /** Work of many steps lets kiosks go between two of them. */
  readonly nextTurn?: NextTurn
  /** The same for an answer of which nothing is kept: no once the caller hung up. */
  readonly goOn?: GoOn
}

export interface RouteReply {
  readonly status: number
  readonly body?: unknown
  /** Instead of JSON: a picture. */
  readonly bytes?: { readonly type: string; readonly data: Uint8Array }
  readonly headers?: Readonly<Record<string, string>>
}
