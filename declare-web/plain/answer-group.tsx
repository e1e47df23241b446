import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { GroupReply } from '../../shared/http/api.ts'
import type { Entries, PlainGroupAnswer, PlainGroupRequest } from '../../shared/http/plain-pages.ts'
import { localDateAt } from '../../shared/time.ts'
import { applyAct } from '../draft/acts.ts'
import type { Draft } from '../draft/draft.ts'
import { parseSaved } from '../draft/draft-store.ts'
import { draftToInput } from '../draft/draft-to-input.ts'
import { tripDefaults } from '../draft/trip-defaults.ts'
import type { FindPlaces } from '../form/place-finder.ts'
import { templateText } from '../groups/columns.ts'
import { contentOf, type GroupRow, groupRowsInTurns } from '../groups/group-rows.ts'
import { groupContext, journeyErrors } from '../groups/journey.tsx'
import { type GroupShown, PlainGroupPage } from '../groups/plain-group-page.tsx'
import { readDelimited, type Table } from '../groups/read-delimited.ts'
import { textOfBytes } from '../groups/read-text.ts'
import { readWorkbook } from '../groups/read-workbook.ts'
import { entryOfIssued, type IssuedRow, issuedOfEntry } from '../groups/row-lists.tsx'
import { writeTable } from '../groups/write-table.ts'
import { drawn, textsOf } from './drawn.tsx'
import { drawnForm } from './drawn-form.ts'
import { isAskedMore, type Searches, searchesIn, withSearches } from './searches.ts'
import { takeForm } from './take-form.ts'

export function groupTemplate(language: Language): string {
  return templateText(language)
}

/** A group on one page: the journey and the list go round with it, so that nothing is kept of the list between two presses. */
export async function groupPage(request: PlainGroupRequest): Promise<PlainGroupAnswer> {
  const { draft: kept } = parseSaved({ draft: request.draft })
  const { site, search, entries } = request
  const today = localDateAt(site.now, site.zone)
  const before = { ...kept, ...tripDefaults(kept, { site, now: site.now, today, search }) }
  if (entries === null) return shownPage(request, before, request.refused ? { trouble: request.refused } : {})
  const draft = takeJourney(kept, entries)
  const list = await listIn(request, entries)
  const asked: Asked = { isAskedMore: false, request, draft, list, searches: searchesIn(entries), issued: issuedIn(entries) }
  const go = last(entries, 'go').slice(0, MAX_ACT)
  if (request.busySeconds !== undefined) return busyPage(asked, request.busySeconds)
  if (go.indexOf('find:') === 0) return page(asked, {})
  if (ACTS.test(go)) return page({ ...asked, draft: { ...draft, ...applyAct(draft, go, today) } }, {})
  return answerList({ ...asked, isAskedMore: isAskedMore(before, draft) }, go)
}

/** The longest act names a place. */
const MAX_ACT = 80
/** The buttons of the questions about the journey. */
const ACTS = /^(?:add-via|remove-via:\d|go-home)$/

interface Asked {
  readonly request: PlainGroupRequest
  readonly draft: Draft
  /** As text, and as it was read; null where a file is no list. */
  readonly list: { readonly text: string; readonly table: Table | null; readonly isTooLong?: boolean }
  readonly searches: Searches
  /** Of the group, sent before. */
  readonly issued: readonly IssuedRow[]
  /** These answers brought questions that the page had not asked yet. */
  readonly isAskedMore: boolean
}

/** Asked only after another answer. */
const LATE_FIELDS = /^(?:arrivalHour|stay(?:Place|Address)|plate|trailerPlate|personsAboard|cargo.*)$/

async function answerList(asked: Asked, go: string): Promise<PlainGroupAnswer> {
  const { request, draft, list, searches } = asked
  const form = drawnForm(request, draft, searches)
  const open = withSearches(journeyErrors(form), searches, form.texts)
  if (open.length > 0) return page(asked, { errors: open.filter(({ field }) => !asked.isAskedMore || !LATE_FIELDS.test(field)) })
  if (list.table === null) return page(asked, { trouble: 'noFile' })
  const read = await groupRowsInTurns(list.table, groupContext(form, remembered(form.plain?.find)), request.pause)
  if (read.kind !== 'read') return page(asked, { trouble: TROUBLES[read.kind] })
  const good = read.rows.filter(({ errors: wrong }) => wrong.length === 0)
  if (go !== 'send' || good.length === 0) return page(asked, { rows: read.rows })
  if (!(request.entries ?? []).some(([name]) => name === 'consent')) return page(asked, { rows: read.rows, isConsentMissing: true })
  return send(asked, read.rows, good)
}

const TROUBLES = { empty: 'empty', 'no-headings': 'noHeadings', 'too-many': 'tooMany' } as const

function send(asked: Asked, rows: readonly GroupRow[], good: readonly GroupRow[]): PlainGroupAnswer {
  const { request, draft } = asked
  return {
    kind: 'send',
    inputs: good.map((row) => draftToInput(row.draft, request.site.now)),
    contents: good.map(contentOf),
    ticket: last(request.entries ?? [], 'ticket').slice(0, MAX_TICKET),
    draft,
    after: (reply) => afterSending(asked, { rows, good, reply }),
    busy: (seconds) => busyPage(asked, seconds, rows),
    waiting: (lane) => ({ ...page(asked, { rows, lane }), status: 503 }),
  }
}

const MAX_TICKET = 200

/** With all that was typed or was in the file, so that nothing must be chosen again when the time has come. */
function busyPage(asked: Asked, seconds: number, rows?: readonly GroupRow[]) {
  return { ...page(asked, { ...(rows && { rows }), waitMinutes: Math.ceil(seconds / 60) }), status: 429 }
}

interface Sent {
  readonly rows: readonly GroupRow[]
  readonly good: readonly GroupRow[]
  readonly reply: GroupReply
}

/** Who has a code is in the list no more: what is left can be mended and sent without declaring anybody twice. */
function afterSending(asked: Asked, { rows, good, reply }: Sent) {
  const told = new Map(reply.rows.map((row) => [good[row.row]?.line, row]))
  const issued = good.flatMap(({ line, name }) => {
    const row = told.get(line)
    return row && 'issued' in row ? [{ name, issued: row.issued }] : []
  })
  const left = rows.flatMap((row) => {
    const answer = told.get(row.line)
    if (answer === undefined) return [row]
    return 'fields' in answer ? [{ ...row, errors: answer.fields.map(({ message }) => message) }] : []
  })
  const [head, ...lines] = asked.list.table ?? []
  const table = left.length === 0 ? [] : [...(head ? [head] : []), ...left.map(({ line }) => lines[line - 2] ?? [])]
  const renumbered = left.map((row, at) => ({ ...row, line: at + 2 }))
  return page(
    { ...asked, list: { text: writeTable(table), table }, issued: eachOnce([...asked.issued, ...issued]) },
    { rows: renumbered, isSent: true },
  )
}

/** Who stood on the list twice, or on two lists, has one code. */
function eachOnce(rows: readonly IssuedRow[]): readonly IssuedRow[] {
  return [...new Map(rows.map((row) => [row.issued.reference, row])).values()]
}

function takeJourney(kept: Draft, entries: Entries): Draft {
  const journey = (['trip', 'destination', 'means', 'purpose'] as const).reduce((draft, step) => takeForm(draft, step, entries), kept)
  return takeForm(
    journey,
    'traveller',
    entries.filter(([name]) => name === 'proxyName' || name === 'proxyPhone'),
  )
}

/** Signs. Sixty people have some 20,000; of a sign the page may make six, and the list goes round with each press. */
const MAX_LIST = 200_000
/** In UTF-8 a sign has three at most. */
const MAX_LIST_BYTES = 3 * MAX_LIST

const TOO_LONG: Asked['list'] = { text: '', table: [], isTooLong: true }

/** A file where one came, else what stands in the box. A text that is too long is not read: kiosks wait while it is. */
async function listIn({ file }: PlainGroupRequest, entries: Entries): Promise<Asked['list']> {
  if (file === null || file.length === 0) {
    const text = last(entries, 'list')
    return text.length > MAX_LIST ? TOO_LONG : { text, table: readDelimited(text) }
  }
  const isPacked = file[0] === 0x50 && file[1] === 0x4b
  if (!isPacked && file.length > MAX_LIST_BYTES) return TOO_LONG
  const table = isPacked ? await readWorkbook(file) : readDelimited(textOfBytes(file))
  if (table === null) return { text: '', table }
  const text = writeTable(table)
  return text.length > MAX_LIST ? TOO_LONG : { text, table }
}

function issuedIn(entries: Entries): readonly IssuedRow[] {
  return entries.flatMap(([name, value]) => (name === entryOfIssued ? issuedOfEntry(value) : []))
}

function last(entries: Entries, asked: string): string {
  return entries.reduce((found, [name, value]) => (name === asked ? value : found), '')
}

/** Who travels together often lives together: each place is looked for once. */
function remembered(find: FindPlaces | undefined): FindPlaces {
  const known = new Map<string, ReturnType<FindPlaces>>()
  return (query, reach) => {
    const key = `${reach} ${query}`
    const found = known.get(key) ?? find?.(query, reach) ?? []
    known.set(key, found)
    return found
  }
}

function page({ request, draft, list, searches, issued }: Asked, told: Partial<GroupShown>) {
  const trouble = list.isTooLong ? ({ trouble: 'tooLong' } as const) : {}
  return shownPage(request, draft, { list: list.text, issued, searches, ...told, ...trouble })
}

function shownPage(request: PlainGroupRequest, draft: Draft, told: Partial<GroupShown> & { readonly searches?: Searches }) {
  const { searches = {}, ...shown } = told
  const texts = textsOf(request.language)
  const form = {
    ...drawnForm(request, draft, searches),
    errorOf: (name: string) => shown.errors?.find(({ field }) => field === name)?.message ?? null,
  }
  const isWrong = (shown.errors ?? []).length > 0 || shown.trouble !== undefined || shown.isConsentMissing === true
  const answer = drawn(request, (isWrong ? texts.nav.errorPrefix : '') + texts.group.title, <PlainGroupPage form={form} shown={shown} />)
  return { ...answer, status: request.refused ? 413 : isWrong ? 422 : 200, draft }
}
