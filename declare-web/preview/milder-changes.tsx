import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { Reason } from '../../shared/rules/verdict.ts'
import type { Catalogue } from '../texts/vi.ts'

interface MilderChangesProps {
  readonly preview: Preview
  readonly texts: Catalogue
  readonly language: Language
}

/** Which test, dose or date would bring a milder answer; where the answer waits for something not told, that comes first. */
export function MilderChanges({ preview: { verdict, changes, layers }, texts, language }: MilderChangesProps) {
  const reasons: readonly Reason[] = verdict.reasons
  const none = reasons.some(({ unknown }) => unknown.length > 0) ? texts.check.milderUnknown : texts.check.milderNone
  return (
    <details class="milder" data-testid="milder">
      <summary>{texts.check.milderTitle}</summary>
      {layers && <p>{layers[language]}</p>}
      {changes.length === 0 && <p>{none}</p>}
      {changes.length > 0 && (
        <ul>
          {changes.map(({ outcome, texts: condition }) => (
            <li key={condition.vi}>
              <strong>{texts.outcomeWord[outcome]}:</strong> {condition[language]}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
