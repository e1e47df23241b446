import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { passWordsIn } from './pass-words.ts'

interface FindPageProps {
  readonly language: Language
  /** What was typed before and led to nothing; null at first. */
  readonly failed: { readonly shortCode: string; readonly birth: string } | null
}

/** "Lost the link?" A plain form: it works wherever a browser does. */
export function FindPage({ language, failed }: FindPageProps) {
  const words = passWordsIn(language).finding
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
      <p class="field">
        <label for="shortCode">
          <strong>{words.code}</strong>
        </label>
        <span class="hint" id="code-hint">
          {words.codeHint}
        </span>
        <input
          class="input"
          id="shortCode"
          name="shortCode"
          type="text"
          value={failed?.shortCode}
          maxLength={20}
          required
          autocapitalize="characters"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="code-hint"
          aria-invalid={failed ? 'true' : undefined}
        />
      </p>
      <p class="field">
        <label for="birth">
          <strong>{words.birth}</strong>
        </label>
        <span class="hint" id="birth-hint">
          {words.birthHint}
        </span>
        <input
          class="input"
          id="birth"
          name="birth"
          type="text"
          inputMode="text"
          value={failed?.birth}
          maxLength={12}
          required
          autocomplete="bday"
          aria-describedby="birth-hint"
          aria-invalid={failed ? 'true' : undefined}
        />
      </p>
      <button type="submit" class="primary">
        {words.submit}
      </button>
    </form>
  )
}

/** As people write a date, as it is kept: `5/3/1985` is `1985-03-05`, a year stays a year. What is neither stays as typed and finds nothing. */
export function birthAsKept(typed: string): string {
  const text = typed.trim()
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
