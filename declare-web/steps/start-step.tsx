import { EMPTY_DRAFT } from '../draft/draft.ts'
import type { StepProps } from '../form/form.ts'
import { stepHref } from '../site/route.ts'

interface StartStepProps extends StepProps {
  readonly onRestart: () => void
}

export function StartStep({ form, onRestart }: StartStepProps) {
  const { draft, texts } = form
  const words = texts.start
  const isBegun = JSON.stringify(draft) !== JSON.stringify(EMPTY_DRAFT)
  return (
    <>
      <p class="lead">{words.lead}</p>
      <a class="button primary" href={stepHref('trip')} data-testid="next">
        {isBegun ? words.resume : words.begin}
      </a>
      <p class="hint">{words.minutes}</p>
      {isBegun && (
        <button type="button" class="plain" data-testid="restart" onClick={onRestart}>
          {texts.nav.restart}
        </button>
      )}
      <h2>{words.needTitle}</h2>
      <ul class="bullets">
        {words.need.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>{words.remember}</p>
      <h2>{words.whyTitle}</h2>
      <p>{words.why}</p>
      <p>{words.privacy}</p>
      <p class="notice">{texts.site.help}</p>
    </>
  )
}
