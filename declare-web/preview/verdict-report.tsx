import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { StepProps } from '../form/form.ts'
import { Elsewhere } from './elsewhere.tsx'
import { MilderChanges } from './milder-changes.tsx'
import { VerdictCard } from './verdict-card.tsx'

interface VerdictReportProps extends StepProps {
  readonly preview: Preview
  readonly occasion: string
}

/** Before the trip: the verdict with its reasons and duties, what would make it milder, and where and when it is another. */
export function VerdictReport({ form, preview, occasion }: VerdictReportProps) {
  const { verdict } = preview
  const { texts, language } = form
  return (
    <>
      <VerdictCard verdict={verdict} texts={texts} language={language} occasion={occasion} />
      {verdict.outcome !== 'admit' && <MilderChanges preview={preview} texts={texts} language={language} />}
      <Elsewhere preview={preview} form={form} />
    </>
  )
}
