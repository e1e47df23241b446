import { parseDivisionText } from '../../shared/areas/parse-division-text.ts'
import { SUCCESSOR_TEXT_FORMAT } from '../../shared/areas/parse-successor-text.ts'
import { type Division, parsePlaceCode } from '../../shared/areas/place.ts'
import { likelySuccessors } from './abolished-communes.ts'
import { catalogueOf2025 } from './catalogue-of-2025.ts'
import { compileDivision2021, compileDivision2025 } from './compile-areas.ts'
import { successorsByOffice } from './split-communes.ts'

/** Island districts that had no communes in 2021, and the special zones that they became. */
const ISLAND_DISTRICTS: ReadonlyMap<string, string> = new Map([
  ['11948', '318'],
  ['19742', '471'],
  ['20333', '498'],
  ['21548', '536'],
  ['26732', '755'],
])

/**
 * The text of successors (format: shared/areas/parse-successor-text.ts): the package's one successor where the statistics
 * office agrees, else the office's. Runs at build time only.
 */
export function compileSuccessors(): string {
  const old = communesOf('2021', compileDivision2021())
  const { successor } = catalogueOf2025()
  const [office, likelyOf] = [successorsByOffice(), likelySuccessors()]
  const parts = invert(old, (code) => office.get(code) ?? [successor.get(code)].filter((found) => found !== undefined))
  const likely = invert(old, (code) => likelyOf.get(code) ?? [])
  const lines = communesOf('2025', compileDivision2025()).map((code) => lineOf(code, parts.get(code) ?? [], likely.get(code) ?? []))
  const certain = sizeOf(parts) + ISLAND_DISTRICTS.size
  return `successors ${SUCCESSOR_TEXT_FORMAT} 2021 2025 ${lines.length} ${certain} ${sizeOf(likely)}\n${lines.join('\n')}\n`
}

function communesOf(division: Division, table: string): readonly string[] {
  const parsed = parseDivisionText(division, table)
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value.flatMap(({ place }) => {
    const area = parsePlaceCode(place)
    return area?.kind === 'area' && area.level === 'commune' ? [area.code] : []
  })
}

function invert(old: readonly string[], successorsOf: (code: string) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>()
  for (const code of old) {
    for (const successor of successorsOf(code)) parts.set(successor, [...(parts.get(successor) ?? []), code])
  }
  return parts
}

function lineOf(code: string, parts: readonly string[], likely: readonly string[]): string {
  let last = Number(code)
  const words = [...parts, ...likely].sort().map((part) => {
    const step = Number(part) - last
    last = Number(part)
    return `${likely.includes(part) ? '?' : ''}${step}`
  })
  const district = ISLAND_DISTRICTS.get(code)
  return (district === undefined ? words : [`d${district}`, ...words]).join(' ')
}

function sizeOf(lists: ReadonlyMap<string, readonly string[]>): number {
  return [...lists.values()].reduce((sum, list) => sum + list.length, 0)
}
