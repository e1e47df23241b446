import { Fragment } from 'preact'
import { useEffect } from 'preact/hooks'
import { formatDate } from '../../shared/time.ts'
import { covers, declaredDays, gapsOf, withinDays } from '../draft/timeline.ts'
import { ActButton } from '../form/act-button.tsx'
import type { StepProps } from '../form/form.ts'
import { shortPlaceName } from '../form/place-name.ts'
import { shortRange, weekdayOf } from '../form/range-text.ts'
import { fill } from '../texts/fill.ts'
import { late } from './late.tsx'
import { StayList } from './stay-list.tsx'

const AddStay = late((parts) => parts.AddStay)
const Together = late((parts) => parts.Together)

/** The timeline of the asked dates: most people need one tap, a trip needs one more place. */
export function StaysStep({ form, onNext }: StepProps & { readonly onNext: () => void }) {
  const { draft, change, texts, today } = form
  const words = texts.stays
  const { adding } = draft
  const days = declaredDays(today)
  const gaps = gapsOf(draft.stops, days)
  const kept = withinDays(draft.stops, days)
  // A draft that was begun before midnight: what lies before the asked dates goes, and the new day shows as a gap.
  useEffect(() => {
    if (JSON.stringify(kept) !== JSON.stringify(draft.stops)) change({ stops: kept })
  })
  const error = form.errorOf('stops')
  return (
    <div class={error ? 'field has-error' : 'field'} id="stops" tabIndex={-1}>
      <p class="hint">{fill(words.hint, { from: formatDate(days[0] ?? ''), to: formatDate(today) })}</p>
      {error && (
        <p class="error">
          <span class="hidden">{texts.nav.errorPrefix}</span>
          {error}
        </p>
      )}
      {!adding && draft.stops.length === 0 && draft.together.length > 0 && <Together form={form} onNext={onNext} />}
      {!adding && gaps.length > 0 && <HomeButtons form={form} />}
      {!adding && (
        <ActButton form={form} act="add-stay" look="quick" testId="add-stay">
          + {words.add}
        </ActButton>
      )}
      <h2 id="days-title">{words.days}</h2>
      <p class="hint">{adding ? words.pickMore : words.pick}</p>
      <p class={gaps.length > 0 ? 'missing' : 'complete'} role="status">
        {gaps.length > 0
          ? fill(words.missing, { count: days.filter((day) => !draft.stops.some((stop) => covers(stop, day))).length })
          : words.complete}
      </p>
      <DayGrid form={form} />
      {adding && (
        <AddStay form={form} stay={adding} onNext={onNext}>
          <ActButton form={form} act="cancel-stay" look="plain">
            {words.cancel}
          </ActButton>
        </AddStay>
      )}
      {gaps.map((gap, index) => (
        <ActButton form={form} act={`open-gap:${index}`} look="gap" key={gap.from}>
          {fill(words.gap, { days: shortRange(gap) })}
        </ActButton>
      ))}
      <StayList form={form} />
    </div>
  )
}

/** "I was at home": for all dates, or for those still empty. */
function HomeButtons({ form }: StepProps) {
  const { draft, texts } = form
  const homes = [draft.permanentPlace, draft.stayAt === 'elsewhere' ? draft.stayPlace : '']
  const offered = homes.filter((place, index) => place !== '' && homes.indexOf(place) === index)
  const isFirst = draft.stops.length === 0
  return (
    <>
      {offered.map((place, index) => {
        const named = { place: shortPlaceName(place, form) }
        return (
          <Fragment key={place}>
            <ActButton form={form} act={`fill:${place}`} look="quick strong" testId={`fill-${index}`}>
              {fill(isFirst ? texts.stays.allHere : texts.stays.restHere, named)}
            </ActButton>
            {isFirst && (
              <>
                <ActButton form={form} act={`away:${place}`} look="quick" testId={`away-${index}`}>
                  {fill(texts.stays.away, named)}
                </ActButton>
                <ActButton form={form} act={`day-trip:${place}`} look="quick" testId={`day-trip-${index}`}>
                  {fill(texts.stays.dayTrip, named)}
                </ActButton>
              </>
            )}
          </Fragment>
        )
      })}
    </>
  )
}

/** Each day is a button of its own: a trip is given by tapping its first day and its last. */
function DayGrid({ form }: StepProps) {
  const { draft, texts, today } = form
  const { adding } = draft
  return (
    <ol class="days" id="stay.from" tabIndex={-1} aria-labelledby="days-title">
      {declaredDays(today).map((day) => {
        const places = draft.stops.filter((stop) => covers(stop, day)).map((stop) => shortPlaceName(stop.place, form))
        const isFilled = places.length > 0
        const isPicked = adding !== null && covers(adding, day)
        const date = `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`
        return (
          <li key={day} class={`day${isFilled ? ' filled' : ''}${isPicked ? ' picked' : ''}`}>
            <ActButton form={form} act={`pick-day:${day}`} look="day" testId={`day-${day}`} pressed={isPicked ? 'yes' : 'no'}>
              <span class="weekday">{weekdayOf(day, texts)}</span> <span class="number">{date}</span>
              <span class="mark" aria-hidden="true">
                {isPicked ? '●' : isFilled ? '✓' : '?'}
              </span>
              <span class="hidden"> {isFilled ? places.join(', ') : texts.stays.dayEmpty}</span>
            </ActButton>
          </li>
        )
      })}
    </ol>
  )
}
