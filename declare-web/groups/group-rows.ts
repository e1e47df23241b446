import type { PlaceCode } from '../../shared/areas/place.ts'
import { foldForSearch } from '../../shared/areas/search-places.ts'
import { addDays } from '../../shared/time.ts'
import { type DateDraft, type Draft, EMPTY_DATE, EMPTY_STOP } from '../draft/draft.ts'
import { type JudgeContext, judgeAnswers } from '../draft/judge-draft.ts'
import { declaredDays } from '../draft/timeline.ts'
import { type CountryWords, countryOptions } from '../form/countries.ts'
import type { FindPlaces } from '../form/place-finder.ts'
import { fill } from '../texts/fill.ts'
import { enCountries, viCountries } from '../texts/usual-countries.ts'
import { type Column, columnsOf } from './columns.ts'
import type { Table } from './read-delimited.ts'

/** A full coach; the server takes no more at once. */
export const MAX_ROWS = 60

export interface GroupRow {
  /** Of the list, counted as a spreadsheet counts: the headings are line 1. */
  readonly line: number
  readonly name: string
  readonly draft: Draft
  /** In words; empty where the row can be sent. */
  readonly errors: readonly string[]
}

/** Who is declared for which trip, whenever it is sent and on whatever line it stands. */
export function contentOf({ draft }: Pick<GroupRow, 'draft'>): string {
  return JSON.stringify(Object.entries(draft).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export type GroupRead = { readonly kind: 'read'; readonly rows: readonly GroupRow[] } | { readonly kind: 'empty' | 'no-headings' | 'too-many' }

export interface GroupContext extends JudgeContext {
  /** The journey of all, as it was answered once. */
  readonly journey: Draft
  readonly find: FindPlaces
  readonly today: string
}

/** Each row judged as a declaration of its own; a wrong one spoils no other. */
export function groupRows(table: Table, context: GroupContext): GroupRead {
  const list = listOf(table)
  return list.kind === 'read' ? { kind: 'read', rows: list.lines.map((cells, at) => rowOf(cells, factsOf(list, { context, at }))) } : list
}

/** The same with a pause after each row: on a server others wait, and a row takes as long as some searches for places. */
export async function groupRowsInTurns(table: Table, context: GroupContext, pause: () => Promise<void>): Promise<GroupRead> {
  const list = listOf(table)
  if (list.kind !== 'read') return list
  const rows: GroupRow[] = []
  for (const [at, cells] of list.lines.entries()) {
    rows.push(rowOf(cells, factsOf(list, { context, at })))
    await pause()
  }
  return { kind: 'read', rows }
}

interface List {
  readonly kind: 'read'
  readonly columns: RowFacts['columns']
  readonly lines: Table
}

function listOf([head, ...lines]: Table): List | Exclude<GroupRead, { readonly kind: 'read' }> {
  if (head === undefined || lines.length === 0) return { kind: 'empty' }
  const columns = columnsOf(head)
  if (columns === null) return { kind: 'no-headings' }
  return lines.length > MAX_ROWS ? { kind: 'too-many' } : { kind: 'read', columns, lines }
}

function factsOf({ columns }: List, { context, at }: { readonly context: GroupContext; readonly at: number }): RowFacts {
  return { columns, context, line: at + 2 }
}

interface RowFacts {
  readonly columns: ReadonlyMap<Column, number>
  readonly context: GroupContext
  readonly line: number
}

/** Longer cells are cut: the judgement then says what is too long. */
const MAX_CELL = 300

function rowOf(cells: readonly string[], { columns, context, line }: RowFacts): GroupRow {
  const cell = (column: Column) => (cells[columns.get(column) ?? -1] ?? '').trim().slice(0, MAX_CELL)
  const { texts, journey, today } = context
  const home = placeIn(cell('home'), context)
  const stayed = isHome(cell('stayed')) ? home : placeIn(cell('stayed'), context)
  const stops =
    stayed.place === '' ? journey.stops : [{ ...EMPTY_STOP, place: stayed.place, from: declaredDays(today)[0] ?? addDays(today, -14), to: today }]
  const nationality = countryIn(cell('nationality'), context)
  const symptoms = codesIn(cell('symptoms'), texts.vocabulary.symptom)
  const exposures = codesIn(cell('exposures'), texts.vocabulary.exposure)
  const draft: Draft = {
    ...journey,
    forWhom: 'other',
    name: cell('name'),
    birth: birthIn(cell('birth')),
    sex: SEXES.get(foldForSearch(cell('sex'))) ?? '',
    nationality,
    ...documentIn(cell('document'), nationality),
    phone: phoneIn(cell('phone')) || journey.proxyPhone,
    permanentPlace: home.place,
    permanentAddress: home.place === '' ? '' : cell('home'),
    stops,
    adding: null,
    sector: sectorIn(cell('sector'), texts.vocabulary.sector),
    employer: '',
    symptoms: symptoms ?? [],
    exposures: exposures ?? [],
    tests: [],
    doses: [],
    consent: true,
    previewed: null,
    revised: false,
  }
  const own = [home.error, stayed.error, symptoms === null || exposures === null ? texts.group.badHealth : null].filter((error) => error !== null)
  const judged = judgeAnswers(draft, context).errors.filter(({ field }) => own.length === 0 || !TOLD.includes(field))
  return { line, name: draft.name, draft, errors: [...own, ...judged.map(({ message }) => message)] }
}

/** Fields of which a row's own words have said enough. */
const TOLD = ['permanentPlace', 'stops', 'symptoms', 'exposures']

function isHome(text: string): boolean {
  return ['nha', 'o nha', 'tai nha', 'home', 'at home'].includes(foldForSearch(text))
}

interface PlaceIn {
  readonly place: PlaceCode | ''
  readonly error: string | null
}

/** Where several bear the name and nothing else is written, nobody guesses. */
function placeIn(text: string, { find, texts }: GroupContext): PlaceIn {
  if (text === '') return { place: '', error: null }
  const parts = text.split(',')
  const asked = [parts, parts.slice(-3), parts.slice(-2)].map((some) => some.join(','))
  const hits = asked.map((query) => find(query, 'world').filter(({ label }) => isWritten(label, text))).find((found) => found.length > 0) ?? []
  const [first, second] = hits
  if (first === undefined) return { place: '', error: fill(texts.group.noPlace, { place: text }) }
  const isOpen = parts.length === 1 && second !== undefined && foldForSearch(second.label) === foldForSearch(first.label)
  return isOpen ? { place: '', error: fill(texts.group.manyPlaces, { place: text }) } : { place: first.value as PlaceCode, error: null }
}

const KIND = /^(tinh|thanh pho|quan|huien|thi xa|phuong|xa|thi tran|dac khu) /

/** The box finds a place by its beginnings; a list must name it whole. */
function isWritten(label: string, text: string): boolean {
  return ` ${foldForSearch(text)} `.indexOf(` ${foldForSearch(label).replace(KIND, '')} `) >= 0
}

/** A map: of an object, a cell that says `constructor` would be found. */
const SEXES: ReadonlyMap<string, string> = new Map([
  ['nam', 'male'],
  ['male', 'male'],
  ['m', 'male'],
  ['nu', 'female'],
  ['female', 'female'],
  ['f', 'female'],
  ['khac', 'other'],
  ['other', 'other'],
])

/** Days between the first of spreadsheets, 30 December 1899, and that of computers. */
const SHEET_EPOCH_DAYS = 25_569
const EPOCH = '1970-01-01'

/** As people write dates in Việt Nam, day first; a spreadsheet's own number of days; or the year alone. */
function birthIn(text: string): DateDraft {
  const written = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text)
  if (written) return { day: written[1] ?? '', month: written[2] ?? '', year: written[3] ?? '' }
  const days = /^\d{5}(?:\.0+)?$/.test(text) ? addDays(EPOCH, Math.floor(Number(text)) - SHEET_EPOCH_DAYS) : text
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(days)
  if (iso) return { day: iso[3] ?? '', month: iso[2] ?? '', year: iso[1] ?? '' }
  return { ...EMPTY_DATE, year: text }
}

/** A spreadsheet that takes a number for a sum drops the zero in front. */
function documentIn(text: string, nationality: string): Pick<Draft, 'documentKind' | 'documentCountry' | 'documentNumber'> {
  const bare = text.replace(/[\s.']/g, '')
  const number = /^\d{11}$/.test(bare) ? `0${bare}` : bare
  if (/^\d{9}$/.test(number)) return { documentKind: 'old-id', documentCountry: 'VN', documentNumber: number }
  if (/^\d*$/.test(number) && nationality === 'VN') return { documentKind: 'citizen-id', documentCountry: 'VN', documentNumber: number }
  return { documentKind: 'passport', documentCountry: nationality, documentNumber: text }
}

function phoneIn(text: string): string {
  return /^[35789]\d{8}$/.test(text.replace(/[\s.]/g, '')) ? `0${text}` : text.replace(/^'/, '')
}

/** A list may name countries in the other language than the one that the page speaks. */
const ENGLISH: CountryWords = { language: 'en', texts: { countries: enCountries } }
const VIETNAMESE: CountryWords = { language: 'vi', texts: { countries: viCountries } }

function countryIn(text: string, words: GroupContext): string {
  const asked = foldForSearch(text)
  if (asked === '') return 'VN'
  const options = [...countryOptions(words), ...countryOptions(words.language === 'vi' ? ENGLISH : VIETNAMESE)]
  return options.find(({ value, label }) => foldForSearch(label) === asked || value.toLowerCase() === text.toLowerCase())?.value ?? text
}

function sectorIn(text: string, words: { readonly [code: string]: string }): string {
  const asked = foldForSearch(text)
  if (asked === '') return ''
  return Object.keys(words).find((code) => foldForSearch(words[code] ?? '').indexOf(asked) >= 0 || code === text) ?? 'other'
}

const NONE = ['khong', 'khong co', 'ko', 'k', '0', 'none', 'no', 'n']

/** Codes of what is written, `none` for "no"; null where a part of it means nothing here. Left open stays open. */
function codesIn(text: string, words: { readonly [code: string]: string }): readonly string[] | null {
  const asked = foldForSearch(text)
  if (asked === '') return []
  if (NONE.includes(asked)) return ['none']
  const codes = text.split(/[,;+]/).map((part) => {
    const folded = foldForSearch(part)
    return Object.keys(words).find((code) => foldForSearch(words[code] ?? '').indexOf(folded) >= 0 || code === part.trim())
  })
  return codes.includes(undefined) ? null : codes.filter((code) => code !== undefined)
}
