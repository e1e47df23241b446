import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { StepProps } from '../form/form.ts'

/** Each hour and checkpoint whose answer differs, with that answer. */
export function ElsewhereList({ preview, form }: StepProps & { readonly preview: Preview }) {
  const { texts, language, site } = form
  return (
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
  )
}
