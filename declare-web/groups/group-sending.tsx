import { useState } from 'preact/hooks'
import type { Form } from '../form/form.ts'
import { placeName } from '../form/place-name.ts'
import { passPath } from '../site/route.ts'
import { fill } from '../texts/fill.ts'
import type { GroupRow } from './group-rows.ts'
import { type IssuedRow, issuedIn, type Parcel, parcelsOf, refusedIn, sendParcels, sheetHref } from './send-group.ts'

interface GroupSendingProps {
  readonly form: Form
  readonly rows: readonly GroupRow[]
}

/** What can be sent and what cannot, line by line; then how far it has come, and the codes. */
export function GroupSending({ form, rows }: GroupSendingProps) {
  const words = form.texts.group
  const [parcels, setParcels] = useState<readonly Parcel[] | null>(null)
  const [state, setState] = useState<'idle' | 'busy' | 'stopped' | 'no-consent'>('idle')
  const [consent, setConsent] = useState(false)
  const good = rows.filter(({ errors }) => errors.length === 0)
  const bad = [...rows.filter(({ errors }) => errors.length > 0), ...refusedIn(parcels ?? [])]
  const issued = issuedIn(parcels ?? [])
  const isDone = parcels?.every(({ reply }) => reply !== null) ?? false
  const count = { done: issued.length, all: good.length }
  const send = async () => {
    if (!consent) return setState('no-consent')
    const held = parcels ?? parcelsOf(good, form.now)
    setParcels(held)
    setState('busy')
    let newest = held
    await sendParcels(held, form.language, (next) => {
      newest = next
      setParcels(next)
    })
    setState(newest.every(({ reply }) => reply !== null) ? 'idle' : 'stopped')
  }
  return (
    <section data-testid="group-rows">
      <p role="status" class={bad.length === 0 ? 'complete' : 'notice'}>
        {fill(words.good, { good: good.length, bad: bad.length })}
      </p>
      <BadRows form={form} rows={bad} />
      <GoodRows form={form} rows={good} />
      {state === 'busy' && (
        <>
          <progress max={count.all} value={count.done} aria-label={fill(words.progress, count)} />
          <p role="status">{fill(words.progress, count)}</p>
        </>
      )}
      {state === 'stopped' && (
        <p class="notice warn" role="alert">
          {fill(words.stopped, count)}
        </p>
      )}
      {issued.length > 0 && <Codes form={form} rows={issued} />}
      {good.length > 0 && !isDone && (
        <>
          <div class="choice">
            <input type="checkbox" id="group-consent" checked={consent} onChange={() => setConsent(!consent)} />
            <label for="group-consent">{words.consent}</label>
          </div>
          {state === 'no-consent' && (
            <p class="error" role="alert">
              {words.consentNeeded}
            </p>
          )}
          <button type="button" class="primary wide" data-testid="send-group" disabled={state === 'busy'} onClick={() => void send()}>
            {fill(words.send, { good: good.length })}
          </button>
        </>
      )}
    </section>
  )
}

function BadRows({ form, rows }: GroupSendingProps) {
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
function GoodRows({ form, rows }: GroupSendingProps) {
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
function Codes({ form, rows }: { readonly form: Form; readonly rows: readonly IssuedRow[] }) {
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
