import { useEffect } from 'preact/hooks'
import { formatDate } from '../../shared/time.ts'
import { EMPTY_STOP, type StopDraft } from '../draft/draft.ts'
import { covers, type DayRange, declaredDays, fillGaps, gapsOf, placeStop, withinDays } from '../draft/timeline.ts'
import type { StepProps } from '../form/form.ts'
import { shortPlaceName } from '../form/place-name.ts'
import { shortRange, weekdayOf } from '../form/range-text.ts'
import { fill } from '../texts/fill.ts'
import { AddStay } from './add-stay.tsx'
import { StayList } from './stay-list.tsx'

/** The timeline of the asked dates: most people need one tap, a trip needs one more place. */
export function StaysStep({ form }: StepProps) {
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
  const open = (gap: DayRange) => change({ adding: { ...EMPTY_STOP, ...gap } })
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
      {!adding && gaps.length > 0 && <HomeButtons form={form} />}
      {!adding && (
        <button type="button" class="quick" data-testid="add-stay" onClick={() => change({ adding: firstFree(gaps, draft.stops) })}>
          + {words.add}
        </button>
      )}
      {adding && (
        <AddStay
          form={form}
          stay={adding}
          onSave={() => change({ stops: placeStop(draft.stops, adding), adding: null })}
          onCancel={() => change({ adding: null })}
        />
      )}
      <h2 id="days-title">{words.days}</h2>
      <p class={gaps.length > 0 ? 'missing' : 'complete'} role="status">
        {gaps.length > 0
          ? fill(words.missing, { count: days.filter((day) => !draft.stops.some((stop) => covers(stop, day))).length })
          : words.complete}
      </p>
      <DayGrid form={form} />
      {gaps.map((gap) => (
        <button type="button" class="gap" key={gap.from} onClick={() => open(gap)}>
          {fill(words.gap, { days: shortRange(gap) })}
        </button>
      ))}
      <StayList form={form} />
    </div>
  )
}

/** "I was at home": for all dates, or for those still empty. */
function HomeButtons({ form }: StepProps) {
  const { draft, change, texts, today } = form
  const homes = [draft.permanentPlace, draft.stayAt === 'elsewhere' ? draft.stayPlace : '']
  const offered = homes.filter((place, index) => place !== '' && homes.indexOf(place) === index)
  const words = draft.stops.length === 0 ? texts.stays.allHere : texts.stays.restHere
  return (
    <>
      {offered.map((place, index) => (
        <button
          type="button"
          class="quick strong"
          key={place}
          data-testid={`fill-${index}`}
          onClick={() => change({ stops: fillGaps(draft.stops, place, declaredDays(today)) })}
        >
          {fill(words, { place: shortPlaceName(place, form) })}
        </button>
      ))}
    </>
  )
}

function DayGrid({ form }: StepProps) {
  const { draft, texts, today } = form
  return (
    <ol class="days" aria-labelledby="days-title">
      {declaredDays(today).map((day) => {
        const isFilled = draft.stops.some((stop) => covers(stop, day))
        return (
          <li key={day} class={isFilled ? 'day filled' : 'day'}>
            <span class="weekday">{weekdayOf(day, texts)}</span>
            <span class="number">{`${Number(day.slice(8))}/${Number(day.slice(5, 7))}`}</span>
            <span class="mark" aria-hidden="true">
              {isFilled ? '✓' : '?'}
            </span>
            <span class="hidden">{isFilled ? texts.stays.dayFilled : texts.stays.dayEmpty}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** The first gap is what is missing; where nothing is declared yet, the days of a trip are left to choose. */
function firstFree(gaps: readonly DayRange[], declared: readonly StopDraft[]): StopDraft {
  return declared.length > 0 && gaps[0] ? { ...EMPTY_STOP, ...gaps[0] } : EMPTY_STOP
}
