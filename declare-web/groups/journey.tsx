import { type Draft, EMPTY_DRAFT } from '../draft/draft.ts'
import { judgeAnswers } from '../draft/judge-draft.ts'
import type { ShownError } from '../form/error-summary.tsx'
import type { Form, StepProps } from '../form/form.ts'
import type { FindPlaces } from '../form/place-finder.ts'
import { TextField } from '../form/text-field.tsx'
import { DestinationStep } from '../steps/destination-step.tsx'
import { MeansStep } from '../steps/means-step.tsx'
import { PurposeStep } from '../steps/purpose-step.tsx'
import { TripStep } from '../steps/trip-step.tsx'
import type { GroupContext } from './group-rows.ts'

/** The questions that are asked once for all. */
export function Journey({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.traveller
  return (
    <>
      <h2>{texts.group.journey}</h2>
      <TripStep form={form} />
      <DestinationStep form={form} />
      <MeansStep form={form} />
      <PurposeStep form={form} />
      <h2>{texts.group.maker}</h2>
      <TextField
        field={{ form, name: 'proxyName', label: words.proxyName }}
        value={draft.proxyName}
        autocomplete="name"
        onInput={(proxyName) => change({ proxyName, forWhom: 'other' })}
      />
      <TextField
        field={{ form, name: 'proxyPhone', label: words.proxyPhone }}
        value={draft.proxyPhone}
        kind="tel"
        autocomplete="tel"
        width="middle"
        onInput={(proxyPhone) => change({ proxyPhone, forWhom: 'other' })}
      />
    </>
  )
}

const JOURNEY_STEPS = ['trip', 'destination', 'means', 'purpose']
const MAKER_FIELDS = ['proxyName', 'proxyPhone']

/** Of the questions asked here; those of persons are the rows' own. */
export function journeyErrors(form: Form): readonly ShownError[] {
  const { errors } = judgeAnswers({ ...form.draft, forWhom: 'other' }, form)
  return errors.filter(({ step, field }) => JOURNEY_STEPS.includes(step) || MAKER_FIELDS.includes(field))
}

export function groupContext(form: Form, find: FindPlaces): GroupContext {
  const { draft, site, areas, now, language, texts, today } = form
  const journey: Draft = { ...draft, stops: isWhole(draft) ? draft.stops : EMPTY_DRAFT.stops }
  return { site, areas, now, language, texts, today, journey, find }
}

/** A half-told journey of whoever makes the list is nobody's. */
function isWhole({ stops, adding }: Draft): boolean {
  return adding === null && stops.length > 0
}
