import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { pageWordsIn } from '../plain/page-words.ts'

interface FindPageProps {
  readonly language: Language
  /** What was typed before and led to nothing; null at first. */
  readonly failed: { readonly shortCode: string; readonly birth: string } | null
}

/** "Lost the link?" A plain form: it works wherever a browser does. */
export function FindPage({ language, failed }: FindPageProps) {
  const words = pageWordsIn(language).finding
  return (
    <form method="post" action="/find">
      {failed && (
        <div class="error-summary" role="alert" id="find-error">
          <p>
            <strong>{words.failed}</strong>
          </p>
        </div>
      )}
      <h1 tabIndex={-1}>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Asked name="shortCode" label={words.code} hint={words.codeHint} typed={failed?.shortCode} maxLength={20} />
      <Asked name="birth" label={words.birth} hint={words.birthHint} typed={failed?.birth} maxLength={20} />
      <button type="submit" class="primary">
        {words.submit}
      </button>
    </form>
  )
}

interface AskedProps {
  readonly name: 'shortCode' | 'birth'
  readonly label: string
  readonly hint: string
  readonly typed: string | undefined
  readonly maxLength: number
}

function Asked({ name, label, hint, typed, maxLength }: AskedProps) {
  return (
    <p class="field">
      <label for={name}>
        <strong>{label}</strong>
      </label>
      <span class="hint" id={`${name}-hint`}>
        {hint}
      </span>
      <input
        class="input"
        id={name}
        name={name}
        type="text"
        value={typed}
        maxLength={maxLength}
        required
        autocapitalize="characters"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${name}-hint`}
        aria-invalid={typed === undefined ? undefined : 'true'}
      />
    </p>
  )
}

/** As people write a date, as it is kept: `5/3/1985` is `1985-03-05`, a year stays a year. What is neither stays as typed and finds nothing. */
export function birthAsKept(typed: string): string {
  const text = typed.trim()
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
