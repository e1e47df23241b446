import { applyAct } from '../draft/acts.ts'
import { ActButton } from '../form/act-button.tsx'
import type { StepProps } from '../form/form.ts'
import { shortPlaceName } from '../form/place-name.ts'
import { shortRange } from '../form/range-text.ts'

/** Whoever was elsewhere on one of the days goes on below, and declares their own. */
export function Together({ form, onNext }: StepProps & { readonly onNext: () => void }) {
  const { draft, change, texts, today } = form
  const words = texts.stays
  const press = () => {
    change(applyAct(draft, 'together', today) ?? {})
    onNext()
  }
  return (
    <section class="card" data-testid="together">
      <h2>{words.together}</h2>
      <ul class="bullets">
        {draft.together.map((stop) => (
          <li key={stop.from + stop.place}>
            {shortPlaceName(stop.place, form)}: {shortRange(stop)}
          </li>
        ))}
      </ul>
      <ActButton form={form} act="together" look="quick strong" testId="together-yes" onPress={press}>
        {words.togetherYes}
      </ActButton>
      <p class="hint">{words.togetherNo}</p>
    </section>
  )
}
