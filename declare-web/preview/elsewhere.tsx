import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { Form } from '../form/form.ts'

/** Hours and checkpoints whose answer to the same trip differs; nothing where none does. */
export function Elsewhere({ preview, form }: { readonly preview: Preview; readonly form: Form }) {
  const { texts, language, site } = form
  if (preview.elsewhere.length + preview.times.length === 0) return null
  return (
    <details class="milder" data-testid="elsewhere">
      <summary>{texts.check.elsewhere}</summary>
      <ul>
        {preview.times.map(({ outcome, texts: when }) => (
          <li key={when.vi}>
            <strong>{when[language]}:</strong> {texts.outcomeWord[outcome]}
          </li>
        ))}
        {preview.elsewhere.map(({ checkpoint, outcome }) => (
          <li key={checkpoint}>
            <strong>{site.checkpoints.find(({ id }) => id === checkpoint)?.name[language] ?? checkpoint}:</strong> {texts.outcomeWord[outcome]}
          </li>
        ))}
      </ul>
    </details>
  )
}
