import type { AreaRow, AreaTable } from '../../shared/areas/area-table.ts'
import type { Division, PlaceCode } from '../../shared/areas/place.ts'
import { foldForSearch } from '../../shared/areas/search-places.ts'
import { askedDivision } from '../form/place-finder.ts'

/** What may stand before the name of an area, as a card writes it; folded. */
const KIND = /^(tinh|thanh pho|tp|quan|q|huien|h|thi xa|tx|phuong|p|xa|x|thi tran|tt|dac khu) /

/**
 * The commune in which an address lies: read from its end, each part must be the name of exactly one area within the one
 * before it. Null where any is missing or stands for two: a wrong home is worse than one to be typed. Cards print today's
 * two levels or the three of before; the answer is in the division that the form asks in.
 */
export function placeOfAddress(address: string, areas: AreaTable): PlaceCode | null {
  const parts = address.split(',').reverse()
  const asked = askedDivision(areas.divisions)
  const found = communeIn(asked, parts, areas)
  if (found !== null || asked !== '2021') return found
  const today = communeIn('2025', parts, areas)
  const before = today === null ? 'unknown' : areas.predecessors(today)
  return before !== 'unknown' && before.length === 1 ? (before[0] ?? null) : null
}

function communeIn(division: Division, parts: readonly string[], areas: AreaTable): PlaceCode | null {
  let among = areas.provinces(division)
  for (const part of parts) {
    const only = theOneNamed(part, among)
    if (only === null) return null
    among = areas.children(only.place)
    if (among.length === 0) return only.place
  }
  return null
}

/** Where marks or the kind tell two of one name apart (Xã and Thị trấn Yên Viên), they must be written. */
function theOneNamed(part: string, among: readonly AreaRow[]): AreaRow | null {
  const named = among.filter(({ name }) => isNamed(name, part))
  const marked = named.length > 1 ? named.filter(({ name }) => ` ${plain(name)}`.endsWith(` ${plain(part)}`)) : named
  return marked.length === 1 ? (marked[0] ?? null) : null
}

/** `TP. Hạ Long`, `Thành phố Hạ Long` and `Hạ Long` are one name; `Quan Hoa` has no kind before it. */
function isNamed(name: string, part: string): boolean {
  const full = foldForSearch(name)
  const written = foldForSearch(part)
  const bare = full.replace(KIND, '')
  return written === full || written === bare || written.replace(KIND, '') === bare
}

function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
