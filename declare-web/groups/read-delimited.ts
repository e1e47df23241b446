/** A table as it was written: lines of cells, all text. A formula is text too and is never worked out. */
export type Table = readonly (readonly string[])[]

/** Nobody's list has so many lines, blank ones included: the rest is left unread, and what was read is too many already. */
export const MOST_LINES = 500

/** Nor so many columns: cells to the right of these are left unread too. */
export const MOST_COLUMNS = 60

/** Comma, semicolon (where the comma is decimal) or tab (pasted out of a spreadsheet), whichever the first line has most of. */
export function readDelimited(text: string): Table {
  const whole = text.replace(/^\uFEFF/, '')
  const headline = whole.split('\n', 1)[0] ?? ''
  const delimiter = ['\t', ';', ','].reduce((best, sign) => (headline.split(sign).length > headline.split(best).length ? sign : best), '\t')
  const rows: string[][] = [[]]
  let cell = ''
  // Looked up, not worked out of the cell at each sign: a cell of a stranger may have a million.
  let isBlank = true
  let isQuoted = false
  const startCell = () => {
    cell = ''
    isBlank = true
  }
  const endCell = () => {
    const row = rows[rows.length - 1]
    if (row && row.length < MOST_COLUMNS) row.push(cell.trim())
    startCell()
  }
  const add = (sign: string) => {
    cell += sign
    isBlank = isBlank && sign.trim() === ''
  }
  for (let at = 0; at < whole.length; at++) {
    const sign = whole[at] ?? ''
    if (isQuoted && sign === '"' && whole[at + 1] === '"') {
      add('"')
      at++
    } else if (sign === '"' && (isQuoted || isBlank)) {
      isQuoted = !isQuoted
      if (isQuoted) startCell()
    } else if (!isQuoted && sign === delimiter) endCell()
    else if (!isQuoted && (sign === '\n' || sign === '\r')) {
      endCell()
      if (sign === '\r' && whole[at + 1] === '\n') at++
      if (rows.length === MOST_LINES) break
      rows.push([])
    } else add(sign)
  }
  endCell()
  return rows.filter((row) => row.some((one) => one !== ''))
}
