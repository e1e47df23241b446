import type { BundleParts } from '../bundle/bundle.ts'
import { err, ok, type Result } from '../result.ts'
import type { AreaTable } from './area-table.ts'
import { linksOf } from './links-of.ts'
import { NO_LINKS, parseTableParts, tableOf } from './parse-unlinked-table.ts'

/** The whole `AreaTable`, both divisions linked where the mapping is there. Strict: the error says division, line and what is wrong, and nothing is kept. */
export function parseAreaTable(part: BundleParts['areas']): Result<AreaTable, string> {
  const parts = parseTableParts(part)
  if (!parts.ok) return parts
  const links = part.mapping === undefined ? ok(NO_LINKS) : linksOf(part.mapping, parts.value)
  return links.ok ? ok(tableOf(parts.value, links.value)) : err(`mapping, ${links.error}`)
}
