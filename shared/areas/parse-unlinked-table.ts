import type { BundleParts } from '../bundle/bundle.ts'
import { err, ok, type Result } from '../result.ts'
import type { AreaRow, AreaTable, DivisionLinks } from './area-table.ts'
import { parseDivisionText } from './parse-division-text.ts'
import { type Division, type PlaceCode, parsePlaceCode } from './place.ts'

/** Of a table that has not both divisions with their mapping. */
export const NO_LINKS: DivisionLinks = { successors: () => 'unknown', predecessors: () => 'unknown', across: () => null }

/** What a table is made of: all rows by their code, and who belongs to whom. */
export interface TableParts {
  readonly divisions: readonly Division[]
  readonly rows: ReadonlyMap<PlaceCode, AreaRow>
  readonly kin: Kin
}

export interface Kin {
  readonly children: ReadonlyMap<PlaceCode, readonly AreaRow[]>
  readonly provinces: ReadonlyMap<Division, readonly AreaRow[]>
}

/**
 * The table without a word on how its divisions lie over each other: all that a form needs which asks in one of them, and
 * it spares a phone the code that links them. Strict: the error says division, line and what is wrong.
 */
export function parseUnlinkedTable(part: Pick<BundleParts['areas'], 'divisions' | 'sites'>): Result<AreaTable, string> {
  const parts = parseTableParts(part)
  return parts.ok ? ok(tableOf(parts.value, NO_LINKS)) : parts
}

/** The rows, strictly: nothing is kept of a text with an error in it. */
export function parseTableParts({ divisions, sites }: Pick<BundleParts['areas'], 'divisions' | 'sites'>): Result<TableParts, string> {
  const rows = new Map<PlaceCode, AreaRow>()
  for (const { division, table } of divisions) {
    const parsed = parseDivisionText(division, table)
    if (!parsed.ok) return err(`division ${division}, ${parsed.error}`)
    for (const row of parsed.value) {
      if (rows.has(row.place)) return err(`division ${division}: twice ${row.place}`)
      rows.set(row.place, row)
    }
  }
  const problem = addSites(rows, sites)
  if (problem !== null) return err(problem)
  return ok({ divisions: divisions.map(({ division }) => division), rows, kin: kinOf(rows) })
}

/** Answers by code. */
export function tableOf({ divisions, rows, kin }: TableParts, links: DivisionLinks): AreaTable {
  return {
    ...links,
    divisions,
    get: (place) => rows.get(place) ?? null,
    children: (place) => kin.children.get(place) ?? [],
    provinces: (division) => kin.provinces.get(division) ?? [],
    lineage: (place) => lineageOf(place, rows),
  }
}

/** `kind`: neither a site nor a unit; `twice`, no `name`, a `parent` that the table has not. Sites and sub-commune units come after the divisions, so that each can name its parent. */
function addSites(rows: Map<PlaceCode, AreaRow>, sites: BundleParts['areas']['sites']): string | null {
  for (const [index, site] of sites.entries()) {
    const at = `site ${index + 1}`
    const kind = parsePlaceCode(site.place)?.kind
    if (kind !== 'site' && kind !== 'unit') return `${at}: kind`
    if (rows.has(site.place)) return `${at}: twice`
    if (site.name.trim() === '') return `${at}: name`
    if (site.parent !== null && !rows.has(site.parent)) return `${at}: parent`
    rows.set(site.place, { place: site.place, name: site.name, parent: site.parent })
  }
  return null
}

function kinOf(rows: ReadonlyMap<PlaceCode, AreaRow>): Kin {
  const children = new Map<PlaceCode, AreaRow[]>()
  const provinces = new Map<Division, AreaRow[]>()
  for (const row of rows.values()) {
    if (row.parent !== null) push(children, row.parent, row)
    const place = row.parent === null ? parsePlaceCode(row.place) : null
    if (place?.kind === 'area') push(provinces, place.division, row)
  }
  return { children, provinces }
}

function push<K>(lists: Map<K, AreaRow[]>, key: K, row: AreaRow): void {
  const list = lists.get(key)
  if (list) list.push(row)
  else lists.set(key, [row])
}

/** Itself first, then each ancestor. */
export function lineageOf(place: PlaceCode, rows: ReadonlyMap<PlaceCode, AreaRow>): readonly PlaceCode[] {
  const line = [place]
  let parent = rows.get(place)?.parent ?? null
  while (parent !== null) {
    line.push(parent)
    parent = rows.get(parent)?.parent ?? null
  }
  return line
}
