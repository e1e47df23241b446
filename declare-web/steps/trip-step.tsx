import { useEffect } from 'preact/hooks'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { addDays, formatDate, localHourAt } from '../../shared/time.ts'
import { DAY_MS } from '../../shared/units.ts'
import { tripDefaults } from '../draft/trip-defaults.ts'
import { RadioField } from '../form/choice-field.tsx'
import type { Form, StepProps } from '../form/form.ts'
import { type Option, optionsOf } from '../form/option.ts'
import { SelectField } from '../form/select-field.tsx'
import { fill } from '../texts/fill.ts'

export function TripStep({ form }: StepProps) {
  const { draft, change, texts } = form
  useEffect(() => change(tripDefaults(draft, { ...form, search: location.search })), [])
  return (
    <>
      <RadioField
        field={{ form, name: 'checkpoint', label: texts.trip.checkpoint, hint: texts.trip.checkpointHint }}
        value={draft.checkpoint}
        options={form.site.checkpoints.filter((checkpoint) => isOpenSoon(checkpoint, form)).map((checkpoint) => checkpointOption(checkpoint, form))}
        onChange={(checkpoint) => change({ checkpoint })}
      />
      <RadioField
        field={{ form, name: 'direction', label: texts.trip.direction }}
        value={draft.direction}
        options={optionsOf(texts.vocabulary.direction)}
        onChange={(direction) => change({ direction })}
      />
      <RadioField
        field={{ form, name: 'arrivalDate', label: texts.trip.day }}
        value={draft.arrivalDate}
        options={dayOptions(form)}
        onChange={(arrivalDate) => change({ arrivalDate, arrivalHour: hourOn(form, arrivalDate) })}
      />
      {draft.arrivalDate !== '' && (
        <SelectField
          field={{ form, name: 'arrivalHour', label: texts.trip.hour, hint: texts.trip.hourHint }}
          value={draft.arrivalHour}
          options={hourOptions(form)}
          empty={texts.nav.choose}
          onChange={(arrivalHour) => change({ arrivalHour })}
        />
      )}
    </>
  )
}

function checkpointOption(checkpoint: Checkpoint, { language }: Form): Option {
  const label = checkpoint.name[language]
  return checkpoint.road ? { value: checkpoint.id, label, hint: checkpoint.road } : { value: checkpoint.id, label }
}

/** A code lives three days: who arrives later declares nearer to the trip. */
const DAYS_AHEAD = 2

function isOpenSoon({ opensAt, closesAt }: Checkpoint, { now }: Form): boolean {
  return opensAt < now + (DAYS_AHEAD + 1) * DAY_MS && (closesAt === null || closesAt > now)
}

function dayOptions({ texts, today }: Form): readonly Option[] {
  const labels = [texts.trip.today, texts.trip.tomorrow, texts.trip.dayAfter]
  return labels.map((label, days) => ({ value: addDays(today, days), label: fill(label, { date: formatDate(addDays(today, days)) }) }))
}

/** Today's hours are those still to come; the chosen one stays where the other day has it too. */
function hourOptions({ draft, texts, now, today, site }: Form): readonly Option[] {
  const isToday = draft.arrivalDate === today
  const first = isToday ? localHourAt(now, site.zone) + 1 : 0
  const hours = Array.from({ length: 24 - first }, (_, index) => String(first + index))
  const options = hours.map((hour) => ({ value: hour, label: fill(texts.date.hour, { hour }) }))
  return isToday ? [{ value: 'now', label: texts.trip.now }, ...options] : options
}

function hourOn(form: Form, arrivalDate: string): string {
  const { arrivalHour } = form.draft
  return hourOptions({ ...form, draft: { ...form.draft, arrivalDate } }).some(({ value }) => value === arrivalHour) ? arrivalHour : ''
}
