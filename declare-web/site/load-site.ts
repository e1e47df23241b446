import type { FormInfo } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { fetchJson } from './fetch-json.ts'

export interface LoadedSite {
  readonly info: FormInfo
  /** Server clock minus this device's: a phone's clock may be years off. */
  readonly clockOffsetMs: number
}

export async function loadSite(deviceNow: () => EpochMs): Promise<Result<LoadedSite, 'unreachable'>> {
  const reply = await fetchJson({ url: '/api/form' })
  if (reply.kind !== 'answer' || reply.status !== 200 || !isFormInfo(reply.body)) return err('unreachable')
  return ok({ info: reply.body, clockOffsetMs: reply.body.now - deviceNow() })
}

/** Our own server's word, of the same build: enough to tell it from a captive portal's page. */
function isFormInfo(body: unknown): body is FormInfo {
  if (typeof body !== 'object' || body === null) return false
  const lists = ['divisions', 'sites', 'checkpoints'] as const
  const info: Partial<Record<string, unknown>> = { ...body }
  return typeof info.now === 'number' && typeof info.zone === 'string' && lists.every((list) => Array.isArray(info[list]))
}
