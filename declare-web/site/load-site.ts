import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { SiteInfo } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { fetchJson } from './fetch-json.ts'

export interface LoadedSite {
  readonly info: SiteInfo
  /** Server clock minus this device's: a phone's clock may be years off. */
  readonly clockOffsetMs: number
}

export async function loadSite(deviceNow: () => EpochMs): Promise<Result<LoadedSite, 'unreachable'>> {
  const reply = await fetchJson({ url: '/api/site' })
  if (reply.kind !== 'answer' || reply.status !== 200 || !isSiteInfo(reply.body)) return err('unreachable')
  return ok({ info: reply.body, clockOffsetMs: reply.body.now - deviceNow() })
}

/** Lazily: 50 kB that the first pages do not need. A table that does not parse is as good as none. */
export async function loadAreas(site: SiteInfo): Promise<Result<AreaTable, 'unreachable'>> {
  try {
    const divisions = await Promise.all(site.divisions.map(async ({ division, url }) => ({ division, table: await fetchText(url) })))
    const parsed = parseAreaTable({ divisions, sites: site.sites })
    return parsed.ok ? parsed : err('unreachable')
  } catch {
    return err('unreachable')
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
}

/** Our own server's word, of the same build: enough to tell it from a captive portal's page. */
function isSiteInfo(body: unknown): body is SiteInfo {
  if (typeof body !== 'object' || body === null) return false
  const lists = ['divisions', 'sites', 'checkpoints', 'rulesets', 'zones'] as const
  const info: Partial<Record<string, unknown>> = { ...body }
  return typeof info.now === 'number' && typeof info.zone === 'string' && lists.every((list) => Array.isArray(info[list]))
}
