import { useState } from 'preact/hooks'
import type { PlaceCode } from '../../shared/areas/place.ts'
import { DECLARED_DAYS, LIMITS } from '../../shared/declaration/declaration.ts'
import type { FormStay } from '../../shared/paper/form-input.ts'
import { addDays, formatDate } from '../../shared/time.ts'
import type { LocalDate } from '../../shared/units.ts'
import { paperText } from '../texts/paper-texts.ts'
import { shortPlaceName } from '../ui/place-names.ts'
import { FieldFault } from './form-faults.tsx'
import type { SectionProps } from './form-section.tsx'
import { PlaceField } from './place-field.tsx'

/** Backwards from today: a place, since when, and the place before, until the fifteen days are told. */
export function StaysSection({ input, wrong, bundle, today, onChange }: SectionProps) {
  const [asked, setAsked] = useState<PlaceCode | null>(null)
  const here = bundle.held.parts.checkpoint.place
  const first = addDays(today, 1 - DECLARED_DAYS)
  const oldest = input.stays.at(-1)
  const until = oldest?.from ?? today
  const isTold = (oldest !== undefined && oldest.from <= first) || input.stays.length >= LIMITS.stops
  const add = (place: PlaceCode, from: LocalDate): void => {
    setAsked(null)
    const stays = [...input.stays, { place, from, to: until }]
    onChange({ stays, ...(input.destination === null && place === here && { destination: here }) })
  }
  return (
    <section class="form-section">
      <h3>{paperText('formStays')}</h3>
      <FieldFault field="stays" wrong={wrong} id="form-stays-fault" />
      <StayList {...{ stays: input.stays, bundle, onAgain: () => onChange({ stays: [] }) }} />
      {!isTold && input.stays.length === 0 && asked === null && (
        <button type="button" class="button wide" data-testid="form-here-all" onClick={() => add(here, first)}>
          {paperText('formHereAll').replace('{place}', shortPlaceName(here, bundle))}
        </button>
      )}
      {!isTold && asked === null && (
        <PlaceField
          bundle={bundle}
          label={paperText(input.stays.length === 0 ? 'formLatestPlace' : 'formEarlierPlace')}
          testId="form-stay"
          onChoose={setAsked}
        />
      )}
      {asked !== null && <SinceChoice place={shortPlaceName(asked, bundle)} first={first} until={until} onChoose={(from) => add(asked, from)} />}
    </section>
  )
}

interface StayListProps extends Pick<SectionProps, 'bundle'> {
  readonly stays: readonly FormStay[]
  readonly onAgain: () => void
}

function StayList({ stays, bundle, onAgain }: StayListProps) {
  if (stays.length === 0) return null
  return (
    <div class="stay-list">
      <ol data-testid="form-stays">
        {stays.map(({ place, from, to }) => (
          <li key={`${place}${from}`}>
            <b>{shortPlaceName(place, bundle)}</b> {`${dayAndMonth(from)} – ${dayAndMonth(to)}`}
          </li>
        ))}
      </ol>
      <button type="button" class="choice" data-testid="form-stays-again" onClick={onAgain}>
        {paperText('formStaysAgain')}
      </button>
    </div>
  )
}

interface SinceChoiceProps {
  readonly place: string
  readonly first: LocalDate
  readonly until: LocalDate
  readonly onChoose: (from: LocalDate) => void
}

function SinceChoice({ place, first, until, onChoose }: SinceChoiceProps) {
  const days = Array.from({ length: DECLARED_DAYS }, (_, back) => addDays(until, -back)).filter((day) => day > first)
  return (
    <fieldset class="choices" data-testid="form-since">
      <legend>{paperText('formSince').replace('{place}', place)}</legend>
      <div class="choices-row">
        <button type="button" class="choice" data-testid="form-since-all" onClick={() => onChoose(first)}>
          {paperText('formSinceAll')}
        </button>
        {days.map((day) => (
          <button key={day} type="button" class="choice" data-testid={`form-since-${day}`} onClick={() => onChoose(day)}>
            {dayAndMonth(day)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function dayAndMonth(day: LocalDate): string {
  return formatDate(day).slice(0, 5)
}
