import type { Catalogue } from '../texts/vi.ts'
import type { Answer } from './answers.ts'

interface AnswerListProps {
  readonly answers: readonly Answer[]
  readonly texts: Catalogue
}

/** What was typed, and plainly where nothing was. */
export function AnswerList({ answers, texts }: AnswerListProps) {
  return (
    <dl>
      {answers.map(({ question, lines }) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd>
            {lines.length === 0 && <em>{texts.check.notGiven}</em>}
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
