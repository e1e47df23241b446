import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { StepProps } from '../form/form.ts'
import { MilderChanges } from './milder-changes.tsx'
import { VerdictCard } from './verdict-card.tsx'

interface VerdictReportProps extends StepProps {
  readonly preview: Preview
  readonly occasion: string
}

/** Before the trip: the verdict with its reasons and duties, and what would make it milder. */
export function VerdictReport({ form: { texts, language }, preview, occasion }: VerdictReportProps) {
  const { verdict } = preview
  return (
    <>
      <VerdictCard verdict={verdict} texts={texts} language={language} occasion={occasion} />
      {verdict.outcome !== 'admit' && <MilderChanges preview={preview} texts={texts} language={language} />}
    </>
  )
}
