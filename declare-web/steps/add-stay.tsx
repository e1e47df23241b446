import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { LIMITS } from '../../shared/declaration/declaration.ts'
import { formatDate } from '../../shared/time.ts'
import { applyAct } from '../draft/acts.ts'
import type { StopDraft } from '../draft/draft.ts'
import { declaredDays, gapsOf, placeStop } from '../draft/timeline.ts'
import { ActButton } from '../form/act-button.tsx'
import { ErrorSummary, type ShownError } from '../form/error-summary.tsx'
import type { Form } from '../form/form.ts'
import { PlacePicker } from '../form/place-picker.tsx'
import { rangeText, weekdayOf } from '../form/range-text.ts'
import { SelectField } from '../form/select-field.tsx'
import { fill } from '../texts/fill.ts'
import { hoursAsked } from './hours-asked.ts'

interface AddStayProps {
  readonly form: Form
  readonly stay: StopDraft
  /** On to the next page. */
  readonly onNext: () => void
  /** The way back without this stay. */
  readonly children?: ComponentChildren
}

export function AddStay({ form, stay, onNext, children }: AddStayProps) {
  const { texts } = form
  const words = texts.stays
  const [errors, setErrors] = useState<readonly ShownError[]>([])
  const here: Form =
    import.meta.env.SSR && form.mode === 'plain'
      ? form
      : { ...form, errorOf: (name) => errors.find((error) => error.field === name)?.message ?? null }
  const set = (change: Partial<StopDraft>) => form.change({ adding: { ...stay, ...change } })
  const save = (): boolean => {
    const found = stayErrors(stay, form)
    setErrors(found)
    if (found.length === 0) form.change(applyAct(form.draft, 'save-stay', form.today) ?? {})
    return found.length === 0
  }
  const press = () => {
    if (save()) document.getElementById('stops')?.focus()
  }
  // With this place all dates are told: one press adds it and goes on.
  const isLast = form.mode === 'live' && gapsOf(placeStop(form.draft.stops, stay), declaredDays(form.today)).length === 0
  return (
    <fieldset class="card" data-testid="stay-form">
      <legend>{words.addTitle}</legend>
      <ErrorSummary errors={errors} texts={texts} />
      <PlacePicker
        field={{ form: here, name: 'stay.place', label: words.place }}
        value={stay.place}
        reach="world"
        onChange={(place) => set({ place })}
      />
      {import.meta.env.SSR && form.mode === 'plain' ? (
        <DaySelects form={here} stay={stay} set={set} />
      ) : (
        <p role="status" id="stay.to" tabIndex={-1}>
          {stay.from === '' ? words.pickFirst : rangeText(stay, texts)}
        </p>
      )}
      <Hours form={here} stay={stay} set={set} />
      <div class="buttons">
        {isLast && (
          <button type="button" class="primary" data-testid="save-stay-on" onClick={() => save() && onNext()}>
            {words.saveAndNext}
          </button>
        )}
        <ActButton form={form} act="save-stay" look={isLast ? 'quick' : 'primary'} testId="save-stay" onPress={press}>
          {isLast ? words.saveAndMore : words.save}
        </ActButton>
        {children}
      </div>
    </fieldset>
  )
}

/** Where no script runs days are chosen from lists; the buttons of the days work there too. */
function DaySelects({ form, stay, set }: StayPartProps) {
  const { texts } = form
  const words = texts.stays
  const days = declaredDays(form.today).map((day) => ({ value: day, label: `${weekdayOf(day, texts)} ${formatDate(day)}` }))
  return (
    <>
      <SelectField
        field={{ form, name: 'stay.from', label: words.from }}
        value={stay.from}
        options={days}
        empty={texts.nav.choose}
        onChange={(from) => set({ from, to: stay.to === '' ? from : stay.to })}
      />
      <SelectField
        field={{ form, name: 'stay.to', label: words.to }}
        value={stay.to}
        options={days}
        empty={texts.nav.choose}
        onChange={(to) => set({ to })}
      />
    </>
  )
}

interface StayPartProps {
  readonly form: Form
  readonly stay: StopDraft
  readonly set: (change: Partial<StopDraft>) => void
}

/** Only where a zone began or ended on the day of coming or of leaving: nowhere else does the hour change an answer. */
function Hours({ form, stay, set }: StayPartProps) {
  const { texts } = form
  const asked = hoursAsked(stay, form)
  if (asked.length === 0) return null
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: fill(texts.date.hour, { hour }) }))
  return (
    <>
      <p class="hint">{texts.stays.hoursHint}</p>
      {asked.map((part) => (
        <SelectField
          key={part}
          field={{ form, name: `stay.${part}`, label: texts.stays[part], need: 'optional' }}
          value={stay[part]}
          options={hours}
          empty={texts.nav.choose}
          onChange={(hour) => set({ [part]: hour })}
        />
      ))}
    </>
  )
}

/** What is wrong with a place before it is added. */
export function stayErrors(stay: StopDraft, { texts, draft }: Pick<Form, 'texts' | 'draft'>): readonly ShownError[] {
  const words = texts.stays
  const faults: readonly (readonly [wrong: boolean, field: string, message: string])[] = [
    [stay.place === '', 'stay.place', words.needPlace],
    [stay.from === '', 'stay.from', words.needFrom],
    [stay.to === '', 'stay.to', words.needTo],
    [stay.from !== '' && stay.to !== '' && stay.to < stay.from, 'stay.to', words.needOrder],
    [draft.stops.length >= LIMITS.stops, 'stay.place', fill(words.tooMany, { max: LIMITS.stops })],
  ]
  return faults.filter(([wrong]) => wrong).map(([, field, message]) => ({ field, message }))
}
