import type { Kiosk } from '../kiosk.ts'
import { bundle, lane } from '../kiosk-state.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'

/** The lane says the direction: one choice, never two that could disagree. */
export function LanePicker({ kiosk }: { readonly kiosk: Kiosk }) {
  const lanes = bundle.value?.held.parts.checkpoint.lanes ?? []
  return (
    <fieldset class="lanes">
      <legend class="hidden">{t('lane')}</legend>
      {lanes.map((each) => (
        <label key={each.id} class="lane" data-direction={each.direction} data-chosen={lane.value?.id === each.id}>
          <input
            type="radio"
            name="lane"
            value={each.id}
            data-testid={`lane-${each.id}`}
            checked={lane.value?.id === each.id}
            onChange={() => {
              kiosk.forgetSightings()
              void kiosk.shifts.chooseLane(each.id)
            }}
          />
          <Icon name={each.direction} />
          <span>
            <b>{t(each.direction)}</b>
            <small>
              {inLanguage(each.name)}
              {each.line && ` · ${t(each.line === 'outer' ? 'lineOuter' : 'lineInner')}`}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
