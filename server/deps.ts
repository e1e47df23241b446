import type { BundleParts } from '../shared/bundle/bundle.ts'
import type { Texts } from '../shared/checkpoints/checkpoint.ts'
import type { StaffView } from '../shared/http/api.ts'
import type { ZoneName } from '../shared/time.ts'
import type { Clock } from './clock.ts'
import type { KeyStore } from './keys/key-store.ts'
import type { Storage } from './storage/storage.ts'

/** What the parts behind the routes are built from; `main.ts` and the tests make one. */
export interface CoreDeps {
  readonly storage: Storage
  readonly clock: Clock
  readonly keys: KeyStore
  /** Compiled once at start: area tables and the installation's own sites. */
  readonly areas: BundleParts['areas']
  readonly installation: Texts
  readonly zone: ZoneName
  /** Null in production. */
  readonly demoOffsetMs: number | null
  /** Absolute, ending in `/`: `http://127.0.0.1:8080/kiosk/`. */
  readonly publicUrls: { readonly kiosk: string; readonly control: string }
  /** Who the cookies of a request or socket belong to; null when signed out, closed or expired. */
  readonly sessionOf: (cookieHeader: string | undefined) => Promise<StaffView | null>
  readonly log: Log
}

/** No personal data in any of these. Fits pino. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

export interface LogFields {
  readonly [name: string]: string | number | boolean | null | Error | unknown
}
