import type { FormInfo } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { embedded } from './embedded.ts'
import { fetchJson } from './fetch-json.ts'
import { keepSite, readKeptSite } from './kept-site.ts'

export interface LoadedSite {
  readonly info: FormInfo
  /** Server clock minus this device's: a phone's clock may be years off. */
  readonly clockOffsetMs: number
}

/** In the page itself where the server drew it just now; else asked for; without a network, as it was kept last. */
export async function loadSite(deviceNow: () => EpochMs, storage: Storage | null): Promise<Result<LoadedSite, 'unreachable'>> {
  const info = await freshInfo()
  if (info === null) return isLoaded(readKeptSite(storage))
  const loaded = { info, clockOffsetMs: info.now - deviceNow() }
  keepSite(storage, loaded)
  return ok(loaded)
}

async function freshInfo(): Promise<FormInfo | null> {
  const drawn = isFresh() ? embedded('form-info') : null
  if (isFormInfo(drawn)) return drawn
  const reply = await fetchJson({ url: '/api/form' })
  return reply.kind === 'answer' && reply.status === 200 && isFormInfo(reply.body) ? reply.body : null
}

function isLoaded(kept: unknown): Result<LoadedSite, 'unreachable'> {
  const { info, clockOffsetMs }: Partial<Record<string, unknown>> = { ...Object(kept) }
  return isFormInfo(info) && typeof clockOffsetMs === 'number' ? ok({ info, clockOffsetMs }) : err('unreachable')
}

/** A page that the browser took out of its own cache, for the back button or a tab opened again, has an old clock in it. */
function isFresh(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return !navigation || !('type' in navigation) || navigation.type === 'navigate'
}

/** Our own server's word, of the same build: enough to tell it from a captive portal's page. */
function isFormInfo(body: unknown): body is FormInfo {
  if (typeof body !== 'object' || body === null) return false
  const lists = ['divisions', 'sites', 'checkpoints'] as const
  const info: Partial<Record<string, unknown>> = { ...body }
  return typeof info.now === 'number' && typeof info.zone === 'string' && lists.every((list) => Array.isArray(info[list]))
}
