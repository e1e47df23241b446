import { useState } from 'preact/hooks'
import type { Form } from '../form/form.ts'
import { fill } from '../texts/fill.ts'
import type { GroupRow } from './group-rows.ts'
import { BadRows, GoodRows } from './row-lists.tsx'
import { type Codes, codesIn, keyOf, type Parcel, parcelsOf, refusedIn, sendParcels } from './send-group.ts'

interface GroupSendingProps {
  readonly form: Form
  readonly rows: readonly GroupRow[]
  /** Of the lists before this one: who has a code is not declared again. */
  readonly codes: Codes
  readonly onCodes: (codes: Codes) => void
}

type State = { readonly kind: 'idle' | 'busy' | 'no-consent' } | { readonly kind: 'stopped'; readonly waitSeconds: number }

/** What can be sent and what cannot, line by line; then how far it has come. */
export function GroupSending({ form, rows, codes, onCodes }: GroupSendingProps) {
  const words = form.texts.group
  const [open] = useState(() => withoutCode(rows, codes))
  const [parcels, setParcels] = useState<readonly Parcel[] | null>(null)
  const [state, setState] = useState<State>({ kind: 'idle' })
  const [consent, setConsent] = useState(false)
  const bad = [...rows.filter(({ errors }) => errors.length > 0), ...refusedIn(parcels ?? [])]
  const isDone = parcels?.every(({ reply }) => reply !== null) ?? open.length === 0
  const count = { done: codesIn(parcels ?? []).size, all: open.length }
  const send = async () => {
    if (!consent) return setState({ kind: 'no-consent' })
    const held = parcels ?? parcelsOf(open, form.now)
    setParcels(held)
    setState({ kind: 'busy' })
    let newest = held
    const waitSeconds = await sendParcels(held, form.language, (next) => {
      newest = next
      setParcels(next)
      onCodes(codesIn(next))
    })
    setState(newest.every(({ reply }) => reply !== null) ? { kind: 'idle' } : { kind: 'stopped', waitSeconds })
  }
  return (
    <section data-testid="group-rows">
      {open.length + bad.length > 0 && (
        <p role="status" class={bad.length === 0 ? 'complete' : 'notice'}>
          {fill(words.good, { good: open.length, bad: bad.length })}
        </p>
      )}
      <BadRows form={form} rows={bad} />
      <GoodRows form={form} rows={open} />
      <Progress form={form} state={state} count={count} />
      {!isDone && (
        <>
          <div class="choice">
            <input type="checkbox" id="group-consent" checked={consent} onChange={() => setConsent(!consent)} />
            <label for="group-consent">{words.consent}</label>
          </div>
          {state.kind === 'no-consent' && (
            <p class="error" role="alert">
              {words.consentNeeded}
            </p>
          )}
          <button type="button" class="primary wide" data-testid="send-group" disabled={state.kind === 'busy'} onClick={() => void send()}>
            {fill(words.send, { good: open.length })}
          </button>
        </>
      )}
    </section>
  )
}

/** Once each, also where somebody stands on the list twice. */
function withoutCode(rows: readonly GroupRow[], codes: Codes): readonly GroupRow[] {
  const good = rows.filter(({ errors }) => errors.length === 0).map((row) => [keyOf(row), row] as const)
  return [...new Map(good)].flatMap(([key, row]) => (codes.has(key) ? [] : [row]))
}

interface ProgressProps {
  readonly form: Form
  readonly state: State
  readonly count: { readonly done: number; readonly all: number }
}

function Progress({ form, state, count }: ProgressProps) {
  const words = form.texts.group
  if (state.kind === 'busy') {
    return (
      <>
        <progress max={count.all} value={count.done} aria-label={fill(words.progress, count)} />
        <p role="status">{fill(words.progress, count)}</p>
      </>
    )
  }
  if (state.kind !== 'stopped') return null
  const minutes = Math.ceil(state.waitSeconds / 60)
  return (
    <p class="notice warn" role="alert">
      {minutes === 0 ? fill(words.stopped, count) : fill(words.stoppedBusy, { ...count, minutes })}
    </p>
  )
}
