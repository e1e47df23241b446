/**
 * The compact text of one division, as bundles carry it and `/areas/2021.txt` serves it (157 kB, 54 kB gzipped;
 * 2025: 57 kB, 23 kB).
 *
 *     areas 1 2021 63 705 10599      format, division, how many provinces, districts and communes follow
 *     30THải Dương                   two digits: a province
 *     295HCẩm Giàng                  three digits: a district of the province above
 *     10930XTân Trường               five digits: a commune of the district above (2025: of the province above)
 *     XCẩm Đông                      no digits: a commune whose code is three above that of the commune before
 *
 * Every line ends in \n, the last one too; a text cut anywhere fails on its counts or on its last line.
 */
import { err, ok, type Result } from '../result.ts'
import type { AreaRow } from './area-table.ts'
import { AREA_LEVELS, type AreaLevel, type Division, type PlaceCode, placeCodeOf } from './place.ts'

export const AREA_TEXT_FORMAT = 1

/** Official codes leave room: most communes stand three above their neighbour. */
export const USUAL_STEP = 3

export const TYPE_LETTERS: { readonly [level in AreaLevel]: { readonly [letter: string]: string } } = {
  province: { T: 'Tỉnh', K: 'Thành phố' },
  district: { Q: 'Quận', H: 'Huyện', S: 'Thị xã', C: 'Thành phố' },
  commune: { P: 'Phường', X: 'Xã', N: 'Thị trấn', D: 'Đặc khu' },
}

const HEADER = /^areas (\d+) (\d{4}) (\d+) (\d+) (\d+)$/
const LINE = /^(\d{2}|\d{3}|\d{5})?([A-Z])([\p{Lu}\d][\p{L}\d' .-]{0,58})$/u
const LEVEL_BY_DIGITS: { readonly [digits: number]: AreaLevel } = { 0: 'commune', 2: 'province', 3: 'district', 5: 'commune' }

/** Where the reader stands: the units that the next line may belong to. */
interface Position {
  readonly division: Division
  province: PlaceCode | null
  district: PlaceCode | null
  lastCommune: number | null
}

/** What is wrong with a line, in a word: a phone loads this reader and only ever meets sound texts, so it carries no sentences. */
type LineFault =
  /** Not a line of this form, or a name outside its letters. */
  | 'unit'
  /** A letter that this level has not. */
  | 'type'
  /** Not composed, or with blanks too many. */
  | 'name'
  /** None, and no commune before it. */
  | 'code'
  /** Nothing above it that it could belong to. */
  | 'parent'

/** `cut`: no line end after the last line. Of the first line: none (`header`), another format or division, or other `counts` than follow. */
type TextFault = LineFault | 'cut' | 'header' | 'format' | 'division' | 'counts'

function fault(line: number, what: TextFault): string {
  return `line ${line}: ${what}`
}

/** All rows of a division, parents before children; the error says the line. */
export function parseDivisionText(division: Division, text: string): Result<readonly AreaRow[], string> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return err(fault(lines.length + 1, 'cut'))
  const header = HEADER.exec(lines[0] ?? '')
  if (!header) return err(fault(1, 'header'))
  if (header[1] !== String(AREA_TEXT_FORMAT)) return err(fault(1, 'format'))
  if (header[2] !== division) return err(fault(1, 'division'))
  const rows: AreaRow[] = []
  const counts: Record<AreaLevel, number> = { province: 0, district: 0, commune: 0 }
  const position: Position = { division, province: null, district: null, lastCommune: null }
  for (const [index, line] of lines.slice(1).entries()) {
    const parsed = parseLine(line, position)
    if (!parsed.ok) return err(fault(index + 2, parsed.error))
    counts[parsed.value.level] += 1
    rows.push(parsed.value.row)
  }
  for (const [index, level] of AREA_LEVELS.entries()) {
    if (counts[level] !== Number(header[index + 3])) return err(fault(1, 'counts'))
  }
  return ok(rows)
}

function parseLine(line: string, position: Position): Result<{ readonly level: AreaLevel; readonly row: AreaRow }, LineFault> {
  const match = LINE.exec(line)
  if (!match) return err('unit')
  const [, written = '', letter = '', name = ''] = match
  const level = LEVEL_BY_DIGITS[written.length] ?? 'commune'
  const type = TYPE_LETTERS[level][letter]
  if (type === undefined) return err('type')
  if (name !== name.trim() || name.includes('  ') || name !== name.normalize('NFC')) return err('name')
  const code = level === 'commune' ? communeCode(written, position) : written
  if (code === null) return err('code')
  const parent = parentOf(level, position)
  if (parent === undefined) return err('parent')
  const place = placeCodeOf({ kind: 'area', division: position.division, level, code })
  enter(position, level, place)
  return ok({ level, row: { place, name: `${type} ${name}`, parent } })
}

function communeCode(written: string, position: Position): string | null {
  const number = written !== '' ? Number(written) : position.lastCommune === null ? null : position.lastCommune + USUAL_STEP
  if (number === null || number > 99_999) return null
  position.lastCommune = number
  return String(number).padStart(5, '0')
}

/** `undefined` where the level has no place in this division or the unit above it is missing. */
function parentOf(level: AreaLevel, position: Position): PlaceCode | null | undefined {
  if (level === 'province') return null
  if (level === 'district') return position.division === '2021' ? (position.province ?? undefined) : undefined
  return (position.division === '2021' ? position.district : position.province) ?? undefined
}

function enter(position: Position, level: AreaLevel, place: PlaceCode): void {
  if (level === 'province') {
    position.province = place
    position.district = null
  }
  if (level === 'district') position.district = place
}
