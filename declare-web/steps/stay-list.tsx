import { ActButton } from '../form/act-button.tsx'
import type { StepProps } from '../form/form.ts'
import { placeName, shortPlaceName } from '../form/place-name.ts'
import { rangeText } from '../form/range-text.ts'
import { fill } from '../texts/fill.ts'

export function StayList({ form }: StepProps) {
  const { draft, texts } = form
  if (draft.stops.length === 0) return null
  return (
    <>
      <h2>{texts.stays.listTitle}</h2>
      <ul class="stays">
        {draft.stops.map((stop, index) => {
          const error = form.errorOf(`stops.${index}`)
          const days = rangeText(stop, texts)
          return (
            <li key={`${stop.place} ${stop.from}`} id={`stops.${index}`} tabIndex={-1} class={error ? 'has-error' : undefined}>
              <div>
                <strong>{placeName(stop.place, form)}</strong>
                <p>{days + hoursOf(stop.fromHour, stop.toHour, form.texts.date.hour)}</p>
                {error && (
                  <p class="error">
                    <span class="hidden">{texts.nav.errorPrefix}</span>
                    {error}
                  </p>
                )}
              </div>
              <ActButton
                form={form}
                act={`remove-stay:${index}`}
                look="plain"
                label={fill(texts.stays.removeOf, { place: shortPlaceName(stop.place, form), days })}
              >
                {texts.nav.remove}
              </ActButton>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function hoursOf(fromHour: string, toHour: string, pattern: string): string {
  const hours = [fromHour, toHour].map((hour) => (hour === '' ? '…' : fill(pattern, { hour })))
  return fromHour === '' && toHour === '' ? '' : ` (${hours.join(' – ')})`
}
