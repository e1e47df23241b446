import type { AreaRow, AreaTable } from './area-table.ts'
import type { Division, PlaceCode } from './place.ts'

/** One answer of the search: the place, its official name, and the names above it, nearest first. */
export interface PlaceHit {
  readonly place: PlaceCode
  readonly name: string
  readonly within: string
}

export interface PlaceWish {
  /** At most this many; 8 fit above the keyboard of a small phone. */
  readonly limit?: number
  /** Places in the same province (or commune) come before others of the same rank. */
  readonly near?: PlaceCode
}

export interface PlaceSearch {
  /** Best first; empty below two letters. The same query on the same table always gives the same list. */
  find(query: string, wish?: PlaceWish): readonly PlaceHit[]
}

const LIMIT = 8
const MIN_LETTERS = 2
/** Nobody's place has more words; what is pasted beyond that is not read. */
const MAX_WORDS = 8
const MAX_QUERY = 80

/** What people write for the kind of a place, folded. They choose among places of one name, and never exclude one. */
const KINDS: { readonly [written: string]: string } = {
  'tinh ': 'tinh',
  'thanh pho ': 'thanh pho',
  'tp ': 'thanh pho',
  'quan ': 'quan',
  'q ': 'quan',
  'huien ': 'huien',
  'h ': 'huien',
  'thi xa ': 'thi xa',
  'tx ': 'thi xa',
  'phuong ': 'phuong',
  'p ': 'phuong',
  'xa ': 'xa',
  'x ': 'xa',
  'thi tran ': 'thi tran',
  'tt ': 'thi tran',
  'dac khu ': 'dac khu',
}

/** Names that the tables do not know and everybody uses. */
const USUAL_NAMES: { readonly [folded: string]: string } = {
  'sai gon': 'ho chi minh',
  hcm: 'ho chi minh',
  tphcm: 'ho chi minh',
  hn: 'ha noi',
  hp: 'hai phong',
  dn: 'da nang',
  qn: 'quang ninh',
  hd: 'hai duong',
  brvt: 'ba ria vung tau',
}

/**
 * For search only: without diacritics and case, `y` as `i` (Mỹ and Mĩ are one), everything else a blank. Where the tone
 * stands (hoà, hòa) no longer matters; `q1` is `q 1`, `05` is `5`.
 */
export function foldForSearch(text: string): string {
  return text
    .slice(0, MAX_QUERY)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/y/g, 'i')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/([a-z])(?=\d)/g, '$1 ')
    .replace(/(^| )0+(?=\d)/g, '$1')
    .trim()
}

interface Entry {
  readonly row: AreaRow
  /** Bare name, folded, with a blank before each word: ` bai chai`. */
  readonly name: string
  readonly kind: string
  /** The names above it, folded likewise. */
  readonly above: string
  readonly depth: number
}

/** Built at the first question (some ten thousand short names); the table itself stays as it is. */
export function searchPlaces(areas: AreaTable, division: Division): PlaceSearch {
  let index: ReadonlyMap<string, readonly Entry[]> | null = null
  return {
    find: (query, wish = {}) => {
      index ??= indexOf(entriesOf(areas, division))
      const asked = foldForSearch(query)
      const found = bestOf(index, questionOf(asked, query), { areas, wish })
      // Only where nothing bears that name: a ward of today is called Sài Gòn.
      const usual = found.length === 0 ? usualName(asked) : null
      return usual === null ? found : bestOf(index, questionOf(usual, usual), { areas, wish })
    },
  }
}

function entriesOf(areas: AreaTable, division: Division): readonly Entry[] {
  const entries: Entry[] = []
  const visit = (row: AreaRow, above: string, depth: number): void => {
    const folded = `${foldForSearch(row.name)} `
    const kind = Object.values(KINDS).find((word) => folded.indexOf(`${word} `) === 0) ?? ''
    const name = ` ${folded.slice(kind === '' ? 0 : kind.length + 1).trim()}`
    entries.push({ row, name, kind, above, depth })
    for (const child of areas.children(row.place)) visit(child, name + above, depth + 1)
  }
  for (const province of areas.provinces(division)) visit(province, '', 0)
  return entries
}

/** By the first two letters of each word of the own name: a keystroke looks at hundreds, not at ten thousand. */
function indexOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const lists = new Map<string, Entry[]>()
  for (const entry of entries) {
    const keys = new Set(
      entry.name
        .trim()
        .split(' ')
        .map((word) => word.slice(0, MIN_LETTERS)),
    )
    for (const key of keys) {
      const list = lists.get(key)
      if (list) list.push(entry)
      else lists.set(key, [entry])
    }
  }
  return lists
}

interface Question {
  readonly words: readonly string[]
  /** The kind written before the first word, where one was. */
  readonly kind: string
  /** As typed, lower case: who writes the marks means them. */
  readonly marked: string
}

interface Around {
  readonly areas: AreaTable
  readonly wish: PlaceWish
}

function bestOf(index: ReadonlyMap<string, readonly Entry[]>, question: Question, { areas, wish }: Around): readonly PlaceHit[] {
  const first = question.words[0]
  if (first === undefined) return []
  const home = wish.near === undefined ? [] : areas.lineage(wish.near)
  const scored: { readonly entry: Entry; readonly score: number }[] = []
  for (const entry of candidates(index, question.words)) {
    const score = scoreOf(entry, question)
    if (score === null) continue
    const isNear = home.length > 0 && areas.lineage(entry.row.place).some((place) => home.includes(place))
    scored.push({ entry, score: score * 2 + (isNear ? 0 : 1) })
  }
  scored.sort((a, b) => a.score - b.score || a.entry.depth - b.entry.depth || (a.entry.row.place < b.entry.row.place ? -1 : 1))
  return scored.slice(0, wish.limit ?? LIMIT).map(({ entry }) => hitOf(entry.row, areas))
}

function questionOf(folded: string, typed: string): Question {
  const written = kindBefore(folded)
  const words = folded
    .slice(written.length)
    .split(' ')
    .filter((word) => word !== '')
  const isEnough = words.some((word) => word.length >= MIN_LETTERS || /^\d/.test(word))
  return {
    words: isEnough ? words.slice(0, MAX_WORDS) : [],
    kind: KINDS[written] ?? '',
    marked: typed.normalize('NFC').trim().toLowerCase(),
  }
}

function kindBefore(folded: string): string {
  return Object.keys(KINDS).find((written) => folded.indexOf(written) === 0) ?? ''
}

function usualName(folded: string): string | null {
  return USUAL_NAMES[folded] ?? USUAL_NAMES[folded.slice(kindBefore(folded).length)] ?? null
}

const KIND_WORDS = 'tp tx tt q h p x quan huien phuong tinh thanh pho thi xa tran dac khu'.split(' ')

/** "Bãi Cháy, TP. Hạ Long": between two names these may be a kind, or a name (Hà Tĩnh, Nho Quan), so they exclude nothing. */
function isKindWord(word: string): boolean {
  return KIND_WORDS.indexOf(word) >= 0
}

/** Who writes "hạ long, bãi cháy" means one place in another; each word of the question may stand in the own name. */
function candidates(index: ReadonlyMap<string, readonly Entry[]>, words: readonly string[]): ReadonlySet<Entry> {
  const found = new Set<Entry>()
  for (const word of words) for (const entry of index.get(word.slice(0, MIN_LETTERS)) ?? []) found.add(entry)
  return found
}

/** Lower is better; null where a word of the question stands neither in the name nor in those above. */
function scoreOf(entry: Entry, { words, kind, marked }: Question): number | null {
  const { name, above } = entry
  let own = 0
  for (const word of words) {
    const inName = name.indexOf(` ${word}`) >= 0
    if (!inName && above.indexOf(` ${word}`) < 0 && !isKindWord(word)) return null
    if (inName) own++
  }
  if (own === 0) return null
  const asked = ` ${words.join(' ')}`
  const rank =
    name === asked ? 0 : name.indexOf(asked) === 0 ? 2 : asked.indexOf(name) === 0 && wordEnds(asked, name) ? 1 : name.indexOf(asked) > 0 ? 3 : 4
  const rightKind = kind === '' || kind === entry.kind ? 0 : 1
  const rightMarks = entry.row.name.toLowerCase().indexOf(lastPart(marked)) >= 0 ? 0 : 1
  return rank * 4 + rightKind * 2 + rightMarks
}

/** "bãi cháy hạ long" begins with the whole name of Bãi Cháy, not with a part of a word. */
function wordEnds(asked: string, name: string): boolean {
  return asked.length === name.length || asked[name.length] === ' '
}

function lastPart(marked: string): string {
  const part = marked.split(',')[0] ?? ''
  return part.replace(/^(tp\.?|q\.?|p\.?|h\.?|x\.?|tx\.?|tt\.?) ?/, '').trim()
}

function hitOf(row: AreaRow, areas: AreaTable): PlaceHit {
  const above = areas.lineage(row.place).slice(1)
  return { place: row.place, name: row.name, within: above.map((place) => areas.get(place)?.name ?? place).join(', ') }
}
