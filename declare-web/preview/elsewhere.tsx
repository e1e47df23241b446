import { useState } from 'preact/hooks'
import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { StepProps } from '../form/form.ts'
import { late, loadVerdictReport } from '../steps/late.tsx'

const ElsewhereList = late((parts) => parts.ElsewhereList, loadVerdictReport)

/** Hours and checkpoints whose answer to the same trip differs: told to whoever opens it, and nothing where none does. */
export function Elsewhere({ preview, form }: StepProps & { readonly preview: Preview }) {
  const [isOpened, setOpened] = useState(import.meta.env.SSR)
  if (preview.elsewhere.length + preview.times.length === 0) return null
  return (
    <details class="milder" data-testid="elsewhere" onToggle={() => setOpened(true)}>
      <summary>{form.texts.check.elsewhere}</summary>
      {isOpened && <ElsewhereList preview={preview} form={form} />}
    </details>
  )
}
