import type { Form } from '../form/form.ts'
import { placeName } from '../form/place-name.ts'
import { passPath } from '../site/route.ts'
import { fill } from '../texts/fill.ts'
import type { GroupRow } from './group-rows.ts'

export interface IssuedRow {
  readonly name: string
  readonly issued: { readonly reference: string; readonly shortCode: string }
}

/** The name under which a page without scripts carries those who have their code along. */
export const entryOfIssued = 'issued'

export function issuedAsEntry({ name, issued }: IssuedRow): string {
  return `${issued.reference} ${issued.shortCode} ${name}`
}

/** Of what a stranger may have written: what is none is left out. */
export function issuedOfEntry(entry: string): readonly IssuedRow[] {
  const [, reference = '', shortCode = '', name = ''] = /^([0-9A-Z]{26}) ([0-9A-Z]{9}) (.{0,200})$/u.exec(entry) ?? []
  return reference === '' ? [] : [{ name, issued: { reference, shortCode } }]
}

interface RowsProps {
  readonly form: Form
  readonly rows: readonly GroupRow[]
}

export function BadRows({ form, rows }: RowsProps) {
  const words = form.texts.group
  if (rows.length === 0) return null
  return (
    <>
      <h3>{words.badRows}</h3>
      <ul class="bullets" data-testid="bad-rows">
        {rows.map((row) => (
          <li key={row.line}>
            <strong>{fill(words.badRow, { line: row.line, name: row.name === '' ? words.noName : row.name })}</strong>
            {row.errors.map((error) => (
              <p key={error}>{error}</p>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

/** With the home that was found for each: a list is quickly read wrong. */
export function GoodRows({ form, rows }: RowsProps) {
  if (rows.length === 0) return null
  return (
    <details class="milder" data-testid="good-rows">
      <summary>{form.texts.group.goodRows}</summary>
      <ul class="bullets">
        {rows.map(({ line, name, draft }) => (
          <li key={line}>
            {name}: {placeName(draft.permanentPlace, form)}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Links, not pictures: sixty pictures at once would be megabytes; the sheet has them all. */
export function CodeList({ form, rows }: { readonly form: Form; readonly rows: readonly IssuedRow[] }) {
  const words = form.texts.group
  return (
    <>
      <h3>{fill(words.done, { count: rows.length })}</h3>
      <p>{words.keep}</p>
      <a class="button primary" href={sheetHref(rows)} target="_blank" rel="noreferrer" data-testid="group-sheet">
        {words.sheet}
      </a>
      <ul class="bullets" data-testid="group-codes">
        {rows.map(({ name, issued }) => (
          <li key={issued.reference}>
            <a href={passPath(issued.reference)} target="_blank" rel="noreferrer">
              {name}: {issued.shortCode}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function sheetHref(rows: readonly IssuedRow[]): string {
  const [first, ...others] = rows.map(({ issued }) => issued.reference)
  return `/d/${first}/sheet${others.length > 0 ? `?with=${others.join(',')}` : ''}`
}
