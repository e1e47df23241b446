import type { AreaRow, AreaTable } from '../../shared/areas/area-table.ts'
import type { Division } from '../../shared/areas/place.ts'
import { type Dice, dice } from './dice.ts'

/** How people write a kind before a name; of most none at all. */
const SHORT_KINDS: readonly (readonly [written: RegExp, short: readonly string[]])[] = [
  [/^Thành phố /, ['TP. ', 'tp ', 'thành phố ', '']],
  [/^Quận /, ['Q. ', 'Q.', 'quan ', '']],
  [/^Phường /, ['P. ', 'p.', 'phuong ', '']],
  [/^Huyện /, ['H. ', 'huyen ', '']],
  [/^Thị xã /, ['TX. ', 'thi xa ', '']],
  [/^Thị trấn /, ['TT. ', 'thi tran ', '']],
  [/^Xã /, ['X. ', 'xa ', '']],
  [/^Tỉnh /, ['tinh ', '']],
]

/** The older and the newer place of a tone: both are typed. */
const TONES: readonly (readonly [string, string])[] = [
  ['òa', 'oà'],
  ['óa', 'oá'],
  ['ỏa', 'oả'],
  ['úy', 'uý'],
  ['ủy', 'uỷ'],
  ['ùy', 'uỳ'],
]

/** Names that no table has, and old names of what has another now. */
const OTHER_NAMES = ['Sài Gòn', 'sai gon', 'tphcm', 'HN', 'Hà Tây', 'Bắc Thái', 'Thủ Đức (cũ)', 'Vũng Tàu Côn Đảo', 'brvt', 'Hòn Gai']

/** What people have in a box when one more letter comes: whole names and beginnings of them, with the slips of thumbs. */
export function typedPlaces(areas: AreaTable, { division, count, seed }: TypedWish): readonly string[] {
  const hand = dice(seed)
  const rows = allOf(areas, division)
  return Array.from({ length: count }, () => (hand.chance(0.03) ? hand.pick(OTHER_NAMES) : typedOf(hand.pick(rows), areas, hand)))
}

interface TypedWish {
  readonly division: Division
  readonly count: number
  readonly seed: number
}

function allOf(areas: AreaTable, division: Division): readonly AreaRow[] {
  const under = (row: AreaRow): readonly AreaRow[] => [row, ...areas.children(row.place).flatMap(under)]
  return areas.provinces(division).flatMap(under)
}

function typedOf(row: AreaRow, areas: AreaTable, hand: Dice): string {
  const above = row.parent === null ? null : areas.get(row.parent)
  const one = shortened(row.name, hand)
  const both = above !== null && hand.chance(0.3) ? `${one}${hand.pick([' ', ', '])}${shortened(above.name, hand)}` : one
  const marked = hand.chance(0.6) ? both.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D') : otherTone(both, hand)
  const cased = hand.chance(0.6) ? marked.toLowerCase() : marked
  const slipped = hand.chance(0.15) ? slip(cased, hand) : cased
  return hand.chance(0.6) ? slipped.slice(0, Math.max(2, hand.between(2, slipped.length))) : slipped
}

function shortened(name: string, hand: Dice): string {
  const kind = SHORT_KINDS.find(([written]) => written.test(name))
  return kind === undefined ? name : name.replace(kind[0], hand.pick(kind[1]))
}

function otherTone(text: string, hand: Dice): string {
  return hand.chance(0.5) ? TONES.reduce((written, [older, newer]) => written.replaceAll(older, newer), text) : text
}

/** A letter too few, twice, or changed with its neighbour. */
function slip(text: string, hand: Dice): string {
  const at = hand.between(1, Math.max(1, text.length - 2))
  const [before, letter, next, rest] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)]
  return hand.pick([before + next + rest, before + letter + letter + next + rest, before + next + letter + rest])
}
