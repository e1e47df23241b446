import { MOST_COLUMNS, MOST_LINES, type Table } from './read-delimited.ts'
import { composed } from './read-text.ts'

/** What one part of a workbook may grow to: a list of sixty has 40 kB, ten times as many empty lines with a format 400. A bomb stops here, and kiosks wait while it is read. */
const MAX_PART_BYTES = 1_000_000
const MAX_PARTS = 200
/** Of all cells together, twice what sixty full lines need: one long string may be named by every cell, and all of it is shown. */
const MAX_SIGNS = 400_000
/** As many as there are cells to show them. */
const MAX_STRINGS = MOST_LINES * MOST_COLUMNS
/** Of a ZIP file: nothing but it stands after the directory's end. */
const LONGEST_COMMENT = 65_535
const END = 0x06054b50
const ENTRY = 0x02014b50

/**
 * The first sheet of an XLSX file. Null where it is none, or the browser cannot unpack. Of a cell with a formula only the value
 * that was last shown is read: nothing is worked out, nothing is fetched, and of the rest of the file nothing is opened.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Table | null> {
  try {
    const parts = partsOf(bytes)
    const sheet = [...parts.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort(byNumber)[0]
    if (sheet === undefined) return null
    const strings = parts.has('xl/sharedStrings.xml') ? stringsOf(await textOf(parts.get('xl/sharedStrings.xml'))) : []
    return rowsOf(await textOf(parts.get(sheet)), strings)
  } catch {
    return null
  }
}

interface Part {
  readonly method: number
  readonly packed: Uint8Array
}

/** By the directory at the end of the file, as ZIP wants it. */
function partsOf(bytes: Uint8Array): ReadonlyMap<string, Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  const farthest = Math.max(0, end - LONGEST_COMMENT)
  while (end >= farthest && view.getUint32(end, true) !== END) end--
  const parts = new Map<string, Part>()
  let at = view.getUint32(end + 16, true)
  for (let left = Math.min(view.getUint16(end + 10, true), MAX_PARTS); left > 0 && view.getUint32(at, true) === ENTRY; left--) {
    const [nameLength, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    const local = view.getUint32(at + 42, true)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    parts.set(name, { method: view.getUint16(at + 10, true), packed: bytes.subarray(start, start + view.getUint32(at + 20, true)) })
    at += 46 + nameLength + extra + comment
  }
  return parts
}

async function textOf(part: Part | undefined): Promise<string> {
  if (part === undefined) throw new Error('a part is missing')
  if (part.method === 0) return new TextDecoder().decode(part.packed)
  const stream = new Blob([part.packed.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > MAX_PART_BYTES) throw new Error('a part is too large')
    text += decoder.decode(value, { stream: true })
  }
}

function stringsOf(xml: string): readonly string[] {
  const strings: string[] = []
  for (const { inner } of elements(xml, 'si')) {
    if (strings.length === MAX_STRINGS) break
    strings.push(writtenIn(inner))
  }
  return strings
}

function rowsOf(xml: string, strings: readonly string[]): Table {
  const rows: string[][] = []
  let signs = 0
  let looked = 0
  for (const { inner } of elements(xml, 'row')) {
    const cells = cellsOf(inner, strings)
    signs += cells.reduce((sum, cell) => sum + cell.length, 0)
    if (signs > MAX_SIGNS) throw new Error('a sheet is too large')
    if (cells.some((cell) => cell !== '')) rows.push(cells)
    if (++looked === MOST_LINES) break
  }
  return rows
}

function cellsOf(row: string, strings: readonly string[]): string[] {
  const cells: string[] = []
  let looked = 0
  for (const { head, inner } of elements(row, 'c')) {
    const at = columnOf(/\br="([A-Z]{1,3})\d+"/.exec(head)?.[1] ?? '') ?? cells.length
    if (at >= MOST_COLUMNS || looked++ === MOST_COLUMNS) break
    while (cells.length < at) cells.push('')
    cells[at] = shownIn(head, inner, strings)
  }
  return cells
}

function shownIn(head: string, cell: string, strings: readonly string[]): string {
  if (/\bt="inlineStr"/.test(head)) return writtenIn(cell)
  const value = unescaped([...elements(cell, 'v')][0]?.inner ?? '')
  return (/\bt="s"/.test(head) ? (strings[Number(value)] ?? '') : value).trim()
}

function columnOf(letters: string): number | null {
  if (letters === '') return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Runs of differently formatted letters are one text; how a name is pronounced (`rPh`) is none of it. */
function writtenIn(xml: string): string {
  const [first = '', ...readings] = xml.split(/<(?:\w+:)?rPh\b/)
  const written = first + readings.map((reading) => reading.split(/<\/(?:\w+:)?rPh>/)[1] ?? '').join('')
  const text = [...elements(written, 't')].map(({ inner }) => unescaped(inner)).join('')
  return composed(text).trim()
}

/**
 * Elements of that name, which never stand in one another in a sheet. Each letter is looked at once however the text is broken,
 * for the server reads files of strangers too: an element that does not end is the last one.
 */
function* elements(xml: string, name: string): Generator<{ readonly head: string; readonly inner: string }> {
  const opening = new RegExp(`<(\\w+:)?${name}(|/|\\s[^<>]*)>`, 'g')
  for (let match = opening.exec(xml); match; match = opening.exec(xml)) {
    const [, prefix = '', head = ''] = match
    if (head.slice(-1) === '/') yield { head, inner: '' }
    else {
      const closing = `</${prefix}${name}>`
      const end = xml.indexOf(closing, opening.lastIndex)
      if (end < 0) return
      yield { head, inner: xml.slice(opening.lastIndex, end) }
      opening.lastIndex = end + closing.length
    }
  }
}

const NAMED: { readonly [name: string]: string } = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null
    if (code === null) return NAMED[name] ?? whole
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function byNumber(a: string, b: string): number {
  return Number(/\d+/.exec(a)?.[0] ?? 0) - Number(/\d+/.exec(b)?.[0] ?? 0)
}
