import type { ComponentChildren } from 'preact'
import type { Verdict } from '../../shared/rules/verdict.ts'
import type { Catalogue } from '../texts/vi.ts'

interface VerdictFrameProps {
  readonly outcome: Verdict['outcome']
  readonly icon: string
  readonly texts: Catalogue
  /** Where and when, as a sentence. */
  readonly occasion: string
  /** Under the word, where it is not what a checkpoint will say. */
  readonly say?: string | undefined
  readonly children?: ComponentChildren
}

/** The one big word with its shape; below it what there is to tell of it. */
export function VerdictFrame({ outcome, icon, texts, occasion, say, children }: VerdictFrameProps) {
  return (
    <section class={`verdict outcome-${outcome}`} data-testid="preview" data-outcome={outcome}>
      <div class="verdict-head">
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={icon} />
        </svg>
        <div>
          <p class="verdict-word">{texts.outcomeWord[outcome]}</p>
          <p class="verdict-say">{say ?? texts.outcome[outcome]}</p>
        </div>
      </div>
      <div class="verdict-body">
        <p class="occasion">{occasion}</p>
        {children}
      </div>
    </section>
  )
}
