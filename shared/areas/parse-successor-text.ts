/**
 * The compact text that says which units of 2021 each commune of 2025 was made of, as bundles carry
 * it (28 kB, 8 kB gzipped).
 *
 *     successors 1 2021 2025 3321 10567 564   format, divisions, how many lines, certain and likely parts follow
 *     0 9 3 ?12                               one line for each commune of 2025, in the order of its table
 *     d318                                    a district of 2021 that had no communes
 *
 * A number is a commune of 2021: its code less the number before it, at the start of a line less the code of the commune of
 * 2025. `?` marks a part that is likely, not known. A part counts as known also where only a piece of it came here.
 */
import { err, ok, type Result } from '../result.ts'
import { type PlaceCode, parsePlaceCode, placeCodeOf } from './place.ts'

export const SUCCESSOR_TEXT_FORMAT = 1

/** What a commune of 2025 was made of. */
export interface MadeOf {
  readonly place: PlaceCode
  /** Communes of 2021 (or districts without communes) of which a piece or all came here. */
  readonly parts: readonly PlaceCode[]
  /** Those of which it is likely: abolished before, and no reviewed source follows them. */
  readonly likely: readonly PlaceCode[]
}

/** The units that the text may name: communes of 2025 in the order of their table, and whether a place of 2021 exists. */
export interface KnownUnits {
  readonly communes2025: readonly PlaceCode[]
  readonly exists: (place: PlaceCode) => boolean
}

const HEADER = /^successors (\d+) 2021 2025 (\d+) (\d+) (\d+)$/
const NUMBER = /^(\??)(-?\d{1,5})$/
const DISTRICT = /^d(\d{3})$/

/** The error says the line. */
export function parseSuccessorText(text: string, units: KnownUnits): Result<readonly MadeOf[], string> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return err(`line ${lines.length + 1}: the text is cut off`)
  const header = HEADER.exec(lines[0] ?? '')
  if (!header) return err('line 1: not a table of successors')
  if (header[1] !== String(SUCCESSOR_TEXT_FORMAT)) return err(`line 1: format ${header[1]} is not known here, only ${SUCCESSOR_TEXT_FORMAT}`)
  if (lines.length - 1 !== units.communes2025.length) return err(`line 1: ${units.communes2025.length} communes, but ${lines.length - 1} lines`)
  const rows: MadeOf[] = []
  for (const [index, place] of units.communes2025.entries()) {
    const row = parseLine(place, lines[index + 1] ?? '', units)
    if (!row.ok) return err(`line ${index + 2}: ${row.error}`)
    rows.push(row.value)
  }
  const found = [rows.length, total(rows.map((row) => row.parts)), total(rows.map((row) => row.likely))]
  const promised = header.slice(2).map(Number)
  return found.every((count, i) => count === promised[i]) ? ok(rows) : err(`line 1: promises ${promised.join(' ')}, ${found.join(' ')} follow`)
}

function total(lists: readonly (readonly PlaceCode[])[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0)
}

function parseLine(place: PlaceCode, line: string, { exists }: KnownUnits): Result<MadeOf, string> {
  const parts: PlaceCode[] = []
  const likely: PlaceCode[] = []
  let last = codeOf(place)
  for (const word of line.split(' ')) {
    const district = DISTRICT.exec(word)?.[1]
    const number = NUMBER.exec(word)
    if (district === undefined && !number) return err(`not a list of units: ${JSON.stringify(line.slice(0, 40))}`)
    last += Number(number?.[2] ?? 0)
    const part =
      district === undefined
        ? placeCodeOf({ kind: 'area', division: '2021', level: 'commune', code: String(last).padStart(5, '0') })
        : placeCodeOf({ kind: 'area', division: '2021', level: 'district', code: district })
    if (!exists(part)) return err(`${part} is not in the table of 2021`)
    if (parts.includes(part) || likely.includes(part)) return err(`${part} stands twice`)
    if (number?.[1] === '?') likely.push(part)
    else parts.push(part)
  }
  return parts.length > 0 ? ok({ place, parts, likely }) : err('nothing known is in it')
}

function codeOf(place: PlaceCode): number {
  const parsed = parsePlaceCode(place)
  return parsed?.kind === 'area' ? Number(parsed.code) : 0
}
