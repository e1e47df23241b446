import { useMemo, useState } from 'preact/hooks'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { Explanation } from '../../shared/rules/explain.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { explainPreview } from '../../shared/rules/preview-verdict.ts'
import type { Form } from '../form/form.ts'

interface MilderChangesProps {
  readonly form: Form
  readonly declaration: Declaration
}

/** Which test, dose or date would bring a milder answer; worked out only when it is opened. */
export function MilderChanges({ form, declaration }: MilderChangesProps) {
  const { texts, language } = form
  const [isOpened, setOpen] = useState(false)
  const isOpen = isOpened || form.mode === 'plain'
  const explanation = useMemo(() => (isOpen ? explanationOrNull(form, declaration) : null), [isOpen, JSON.stringify(declaration)])
  const changes = explanation?.changes ?? []
  return (
    <details class="milder" data-testid="milder" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.check.milderTitle}</summary>
      {explanation?.layers.texts && <p>{explanation.layers.texts[language]}</p>}
      {isOpen && changes.length === 0 && <p>{texts.check.milderNone}</p>}
      {changes.length > 0 && (
        <ul>
          {changes.map(({ outcome, texts: condition }) => (
            <li key={condition.vi}>
              <strong>{OUTCOME_WORDS[outcome][language]}:</strong> {condition[language]}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

/** The preview stands above; where its explanation breaks, it stands alone. */
function explanationOrNull({ site, areas, now }: Form, declaration: Declaration): Explanation | null {
  try {
    return explainPreview(declaration, { ...site, areas }, now)
  } catch (error) {
    console.error(error)
    return null
  }
}
