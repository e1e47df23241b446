import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import { type FlagView, MAX_NOTE, MIN_NOTE } from '../../shared/http/flags.ts'
import { failureText, language, t } from '../control-state.ts'
import { acknowledge } from './flag-calls.ts'
import { FLAG_WORDS, flagSentence, momentOf, type Names } from './flag-words.ts'
import { replaceFlag } from './flags-state.ts'

interface FlagItemProps {
  readonly flag: FlagView
  readonly names: Names
}

/** One flag in words, the records behind it, and what was said to it. */
export function FlagItem({ flag, names }: FlagItemProps): VNode {
  const state = flag.withdrawnAt !== null ? 'withdrawn' : flag.acknowledged ? 'seen' : 'open'
  return (
    <li class={`flag ${state}`} data-testid={`flag-${flag.class}`}>
      <h3>
        {FLAG_WORDS[flag.class][language.value]} <span class={`flag-state ${state}`}>{t(`flag-${state}`)}</span>
      </h3>
      <p class="flag-where">
        <b>{names.checkpoint(flag.checkpoint)}</b> · <time>{momentOf(flag.occurredAt, names.zone)}</time> · <code>{flag.kiosk}</code>
      </p>
      <p>{flagSentence(flag, names, language.value)}</p>
      <RecordsBehind flag={flag} names={names} />
      {flag.acknowledged && (
        <p class="flag-note">
          {t('flag-noted', { who: flag.acknowledged.by, time: momentOf(flag.acknowledged.at, names.zone) })} “{flag.acknowledged.note}”
        </p>
      )}
      {state === 'open' && <NoteForm flag={flag} />}
    </li>
  )
}

function RecordsBehind({ flag, names }: FlagItemProps): VNode | null {
  const { records, detail } = flag
  if (records.length === 0) return null
  return (
    <details>
      <summary>{t('flag-records', { n: records.length })}</summary>
      <ul class="flag-records">
        {records.map(({ checkpoint, kiosk, epoch, seq }) => (
          <li key={`${kiosk}/${epoch}/${seq}`}>
            {names.checkpoint(checkpoint)}: <code>{`${kiosk}/${epoch}/${seq}`}</code>
          </li>
        ))}
        {detail.passage && (
          <li>
            {t('flag-passage')} <code>{detail.passage}</code>
          </li>
        )}
        {detail.rules && detail.rules.length > 0 && (
          <li>
            {t('flag-rules')} {detail.rules.join(', ')}
          </li>
        )}
      </ul>
    </details>
  )
}

function NoteForm({ flag }: { readonly flag: FlagView }): VNode {
  const id = useId()
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const send = async (): Promise<void> => {
    if (note.trim().length < MIN_NOTE) return setProblem(t('flag-note-short', { n: MIN_NOTE }))
    setIsBusy(true)
    const answer = await acknowledge(flag, note.trim(), language.peek())
    setIsBusy(false)
    if (answer.ok) replaceFlag(answer.value)
    else setProblem(failureText(answer.error))
  }
  return (
    <form
      class="flag-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label for={id}>{t('flag-note')}</label>
      <div class="flag-form-row">
        <input
          id={id}
          maxLength={MAX_NOTE}
          value={note}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={isBusy}>
          {t('flag-acknowledge')}
        </button>
      </div>
      {problem && (
        <p id={`${id}-problem`} class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
