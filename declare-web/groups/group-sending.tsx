import { useState } from 'preact/hooks'
import type { Form } from '../form/form.ts'
import { fill } from '../texts/fill.ts'
import type { GroupRow } from './group-rows.ts'
import { BadRows, Codes, GoodRows } from './row-lists.tsx'
import { issuedIn, type Parcel, parcelsOf, refusedIn, sendParcels } from './send-group.ts'

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
