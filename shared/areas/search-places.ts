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
  /** Of places of the same rank those nearby come first: see `distanceOf`. */
  readonly near?: PlaceCode
}

export interface PlaceSearch {
  /** Best first; empty below two letters. The same query on the same table always gives the same list. */
  find(query: string, wish?: PlaceWish): readonly PlaceHit[]
  /** Indexes so many more names, for idle moments before the first question; false once all are. */
  prepare(names: number): boolean
}

const LIMIT = 8
const MIN_LETTERS = 2
/** Names are indexed by up to so many letters of each word: with four, "thanh" looks at no "thị" and "than" at no "thạch". */
const MAX_KEY = 4
/** Nobody's place has more words; what is pasted beyond that is not read. */
const MAX_WORDS = 8
const MAX_QUERY = 80

/** What people write for the kind of a place, folded. They choose among places of one name, and never exclude one. */
const KINDS: readonly (readonly [name: string, short?: string])[] = [
  ['tinh'],
  ['thanh pho', 'tp'],
  ['quan', 'q'],
  ['huien', 'h'],
  ['thi xa', 'tx'],
  ['phuong', 'p'],
  ['xa', 'x'],
  ['thi tran', 'tt'],
  ['dac khu'],
]

/** Names that the tables do not know and everybody uses. */
const USUAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['sai gon', 'ho chi minh'],
  ['hcm', 'ho chi minh'],
  ['tphcm', 'ho chi minh'],
  ['hn', 'ha noi'],
  ['hp', 'hai phong'],
  ['dn', 'da nang'],
  ['qn', 'quang ninh'],
  ['hd', 'hai duong'],
  ['brvt', 'ba ria vung tau'],
])

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
  /** Official number of its province. */
  readonly province: number
  /** The last question that looked at it: a name of two asked words stands in two lists. */
  lookedAt: number
  /** The official name in small letters, once somebody wrote marks. */
  marked?: string
}

/** Built piece by piece, and whatever is missing at the first question; the table itself stays as it is. */
export function searchPlaces(areas: AreaTable, division: Division): PlaceSearch {
  const index: Index = new Map()
  const rest = entriesOf(areas, division)
  const prepare = (names: number): boolean => {
    for (let left = names; left > 0; left--) {
      const next = rest.next()
      if (next.done) return false
      addTo(index, next.value)
    }
    return true
  }
  return {
    prepare,
    find: (query, wish = {}) => {
      prepare(Number.POSITIVE_INFINITY)
      const asked = foldForSearch(query)
      const found = bestOf(index, questionOf(asked, query), { areas, wish })
      // Only where nothing bears that name: a ward of today is called Sài Gòn.
      const usual = found.length === 0 ? usualName(asked) : null
      return usual === null ? found : bestOf(index, questionOf(usual, usual), { areas, wish })
    },
  }
}

/** How many names such a search looks at for a question: what a keystroke costs, on any machine. */
export function searchCost(areas: AreaTable, division: Division): (query: string) => number {
  const index: Index = new Map()
  for (const entry of entriesOf(areas, division)) addTo(index, entry)
  return (query) => candidates(index, questionOf(foldForSearch(query), query).words).reduce((sum, list) => sum + list.length, 0)
}

function* entriesOf(areas: AreaTable, division: Division): Generator<Entry, void> {
  for (const province of areas.provinces(division)) yield* entriesUnder(province, { areas, above: '', depth: 0, province: codeOf(province.place) })
}

interface Position {
  readonly areas: AreaTable
  readonly above: string
  readonly depth: number
  readonly province: number
}

function* entriesUnder(row: AreaRow, position: Position): Generator<Entry, void> {
  const { areas, above, depth, province } = position
  const folded = `${foldForSearch(row.name)} `
  const kind = KINDS.find(([name]) => beginsWith(folded, name))?.[0] ?? ''
  const name = ` ${folded.slice(kind === '' ? 0 : kind.length + 1).trim()}`
  yield { row, name, kind, above, depth, province, lookedAt: 0 }
  for (const child of areas.children(row.place)) yield* entriesUnder(child, { areas, above: name + above, depth: depth + 1, province })
}

/** By the first letters of each word of the own name: a keystroke looks at hundreds of names, not at ten thousand. */
type Index = Map<string, Entry[]>

function addTo(index: Index, entry: Entry): void {
  const keys = new Set<string>()
  for (const word of entry.name.trim().split(' ')) for (let letters = 1; letters <= MAX_KEY; letters++) keys.add(word.slice(0, letters))
  for (const key of keys) {
    const list = index.get(key)
    if (list) list.push(entry)
    else index.set(key, [entry])
  }
}

interface Question {
  readonly words: readonly string[]
  /** The kind written before the first word, where one was. */
  readonly kind: string
  /** As typed, lower case: who writes marks means them. */
  readonly marked: string
}

interface Around {
  readonly areas: AreaTable
  readonly wish: PlaceWish
}

interface Scored {
  readonly entry: Entry
  readonly score: number
}

/** Asked so far: each question is known to the entries by its number. */
let questions = 0

/** Keeps the best few while it looks: thousands are never sorted to show eight. */
function bestOf(index: Index, question: Question, { areas, wish }: Around): readonly PlaceHit[] {
  const { near, limit = LIMIT } = wish
  const home = near === undefined ? undefined : codeOf(areas.lineage(near).slice(-1)[0] ?? near)
  const wanted = wantedOf(question)
  const best: Scored[] = []
  const asking = ++questions
  for (const list of candidates(index, question.words)) {
    for (const entry of list) {
      if (entry.lookedAt === asking) continue
      entry.lookedAt = asking
      const rough = scoreOf(entry, wanted)
      if (rough === null) continue
      const score = rough * DISTANCES + distanceOf(entry, home)
      const worst = best[limit - 1]
      if (!worst || score <= worst.score) keep(best, { entry, score }, limit)
    }
  }
  return best.map(({ entry }) => hitOf(entry.row, areas))
}

/** More than the greatest distance. */
const DISTANCES = 5
/** Provinces whose official codes lie no further apart are taken for neighbours: the codes run over the map from north to south. */
const NEIGHBOURS = 10

/** A town of a neighbouring province is as near as a ward of one's own, and a province further away as a town next door. */
function distanceOf({ depth, province }: Entry, home: number | undefined): number {
  if (home === undefined) return depth
  const apart = Math.abs(province - home)
  return depth + (apart === 0 ? 0 : apart <= NEIGHBOURS ? 1 : 2)
}

function codeOf(province: PlaceCode): number {
  return Number(province.slice(-2))
}

function keep(best: Scored[], scored: Scored, limit: number): void {
  const last = best[best.length - 1]
  if (best.length === limit && last && isBetter(last, scored)) return
  let at = best.length
  for (let before = best[at - 1]; before && isBetter(scored, before); before = best[at - 1]) at--
  best.splice(at, 0, scored)
  if (best.length > limit) best.pop()
}

function isBetter(a: Scored, b: Scored): boolean {
  return (a.score - b.score || a.entry.depth - b.entry.depth || (a.entry.row.place < b.entry.row.place ? -1 : 1)) < 0
}

function questionOf(folded: string, typed: string): Question {
  const { kind, rest } = kindBefore(folded)
  const words = rest.split(' ').filter((word) => word !== '')
  const isEnough = words.some((word) => word.length >= MIN_LETTERS || /^\d/.test(word))
  return {
    words: isEnough ? words.slice(0, MAX_WORDS) : [],
    kind,
    marked: typed.normalize('NFC').trim().toLowerCase(),
  }
}

function kindBefore(folded: string): { readonly kind: string; readonly rest: string } {
  for (const [kind, short = kind] of KINDS) {
    const written = [kind, short].find((word) => beginsWith(folded, word))
    if (written !== undefined) return { kind, rest: folded.slice(written.length + 1) }
  }
  return { kind: '', rest: folded }
}

function beginsWith(folded: string, word: string): boolean {
  return folded.indexOf(`${word} `) === 0
}

function usualName(folded: string): string | null {
  return USUAL_NAMES.get(folded) ?? USUAL_NAMES.get(kindBefore(folded).rest) ?? null
}

const KIND_WORDS = KINDS.join(' ').split(/[ ,]/)

/** "Bãi Cháy, TP. Hạ Long": between two names these may be a kind, or a name (Hà Tĩnh, Nho Quan), so they exclude nothing. */
function isKindWord(word: string): boolean {
  return KIND_WORDS.indexOf(word) >= 0
}

/**
 * Who writes "hạ long, bãi cháy" means one place in another; each word of the question may stand in the own name. A word of
 * one letter beside longer ones finds nothing by itself.
 */
function candidates(index: Index, words: readonly string[]): readonly (readonly Entry[])[] {
  const telling = words.filter((word) => word.length >= MIN_LETTERS || /^\d/.test(word))
  const keys = new Set(telling.map((word) => word.slice(0, MAX_KEY)))
  return [...keys].map((key) => index.get(key) ?? [])
}

interface Wanted {
  /** With the blank before each, as it stands in a name. */
  readonly words: readonly { readonly text: string; readonly isKind: boolean }[]
  readonly asked: string
  readonly kind: string
  readonly mark: string
}

function wantedOf({ words, kind, marked }: Question): Wanted {
  return {
    words: words.map((word) => ({ text: ` ${word}`, isKind: isKindWord(word) })),
    asked: ` ${words.join(' ')}`,
    kind,
    // Who writes no marks does not mean a name without any.
    mark: /[^ -~]/.test(marked) ? lastPart(marked) : '',
  }
}

/** Lower is better; null where a word of the question stands neither in the name nor in those above. */
function scoreOf(entry: Entry, wanted: Wanted): number | null {
  const { name } = entry
  const { asked, kind, mark } = wanted
  const at = name.indexOf(asked)
  if (at < 0 && (wanted.words.length < 2 || !isAskedFor(entry, wanted))) return null
  const isWhole = name.length <= asked.length && asked.indexOf(name) === 0 && wordEnds(asked, name)
  const rank = isWhole ? (at === 0 ? 0 : 1) : at === 0 ? 2 : at > 0 ? 3 : 4
  const rightKind = kind === '' || kind === entry.kind ? 0 : 1
  const rightMarks = mark === '' || markedName(entry).indexOf(mark) >= 0 ? 0 : 1
  return rank * 4 + rightKind * 2 + rightMarks
}

/** Each word in its name or in those above, and one at least in its own. */
function isAskedFor({ name, above }: Entry, { words }: Wanted): boolean {
  let own = 0
  for (const { text, isKind } of words) {
    if (name.indexOf(text) >= 0) own++
    else if (above.indexOf(text) < 0 && !isKind) return false
  }
  return own > 0
}

function markedName(entry: Entry): string {
  entry.marked = entry.marked ?? entry.row.name.toLowerCase()
  return entry.marked
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
