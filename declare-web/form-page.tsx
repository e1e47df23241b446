import { useEffect } from 'preact/hooks'
import type { AreaTable } from '../shared/areas/area-table.ts'
import type { SiteInfo } from '../shared/http/api.ts'
import { localDateAt } from '../shared/time.ts'
import { changeDraft } from './actions.ts'
import { areas, catalogue, draft, errors, type FormPageProps, sending } from './app-state.ts'
import { ErrorSummary, type ShownError } from './form/error-summary.tsx'
import type { Form } from './form/form.ts'
import { confirmAndSend, judgeContext, loadPlaces, pressNext } from './form-actions.ts'
import { SendPanel } from './pass/send-panel.tsx'
import { stepHref } from './site/route.ts'
import { CheckStep } from './steps/check-step.tsx'
import { ContactStep } from './steps/contact-step.tsx'
import { DestinationStep } from './steps/destination-step.tsx'
import { MeansStep } from './steps/means-step.tsx'
import { PurposeStep } from './steps/purpose-step.tsx'
import { StaysStep } from './steps/stays-step.tsx'
import { NUMBERED_STEPS, type StepName, stepBefore } from './steps/step-names.ts'
import { SymptomsStep } from './steps/symptoms-step.tsx'
import { TestsStep } from './steps/tests-step.tsx'
import { TravellerStep } from './steps/traveller-step.tsx'
import { TripStep } from './steps/trip-step.tsx'
import { WorkStep } from './steps/work-step.tsx'
import { fill } from './texts/fill.ts'

export { loadPlaces }

/** The frame of every page of the form: way back, errors first, the question as heading, one button on. */
export function FormPage({ step, from, site }: FormPageProps) {
  const texts = catalogue.value
  const shown = shownErrors(step)
  const title = texts[step].title
  useEffect(() => {
    const prefix = shown.length > 0 ? texts.nav.errorPrefix : ''
    document.title = `${prefix}${title} - ${texts.site.name}`
  }, [title, shown.length])
  const before = stepBefore(step)
  const form = formOf(site, shown)
  return (
    <>
      {before && (
        <a class="back" href={from === 'check' ? stepHref('check') : stepHref(before)} data-testid="back">
          {texts.nav.back}
        </a>
      )}
      <ErrorSummary errors={shown} texts={texts} />
      {step !== 'start' && (
        <p class="progress">{fill(texts.nav.progress, { step: NUMBERED_STEPS.indexOf(step) + 1, total: NUMBERED_STEPS.length })}</p>
      )}
      <h1 tabIndex={-1}>{title}</h1>
      <StepBody step={step} form={form} />
      {step !== 'start' && step !== 'check' && canAnswer(step) && !isAdding(step) && (
        <button type="button" class="primary wide" data-testid="next" onClick={() => pressNext(step)}>
          {from === 'check' ? texts.nav.toCheck : texts.nav.next}
        </button>
      )}
    </>
  )
}

function StepBody({ step, form }: { readonly step: StepName; readonly form: Form }) {
  if (!canAnswer(step)) return <AreasMissing />
  switch (step) {
    case 'start':
      return null
    case 'trip':
      return <TripStep form={form} />
    case 'traveller':
      return <TravellerStep form={form} />
    case 'contact':
      return <ContactStep form={form} />
    case 'stays':
      return <StaysStep form={form} />
    case 'destination':
      return <DestinationStep form={form} />
    case 'means':
      return <MeansStep form={form} />
    case 'purpose':
      return <PurposeStep form={form} />
    case 'work':
      return <WorkStep form={form} />
    case 'symptoms':
      return <SymptomsStep form={form} />
    case 'tests':
      return <TestsStep form={form} />
    case 'check':
      return (
        <>
          <CheckStep form={form} />
          <SendPanel texts={form.texts} sending={sending.value} onSend={confirmAndSend} />
        </>
      )
  }
}

const STEPS_WITHOUT_PLACES: readonly StepName[] = ['start', 'trip', 'traveller']

function canAnswer(step: StepName): boolean {
  return areas.value.state === 'ready' || STEPS_WITHOUT_PLACES.indexOf(step) >= 0
}

/** A place half added has buttons of its own. */
function isAdding(step: StepName): boolean {
  return step === 'stays' && draft.value.adding !== null
}

function AreasMissing() {
  const texts = catalogue.value.site
  if (areas.value.state === 'loading') return <p role="status">{texts.areasLoading}</p>
  return (
    <div class="notice warn" role="alert">
      <p>{texts.areasFailed}</p>
      <button type="button" class="primary" data-testid="retry" onClick={loadPlaces}>
        {texts.retry}
      </button>
    </div>
  )
}

/** This page's errors; on the last page all of them, each leading to its own page. */
function shownErrors(step: StepName): readonly ShownError[] {
  if (step !== 'check') return errors.value.filter((error) => error.step === step)
  return errors.value.map((error) => (error.step === 'check' ? error : { ...error, href: stepHref(error.step, 'check') }))
}

function formOf(site: SiteInfo, shown: readonly ShownError[]): Form {
  const context = judgeContext()
  if (!context) throw new Error('a page of the form was shown before the site was loaded')
  const table: AreaTable = context.areas
  return {
    draft: draft.value,
    change: changeDraft,
    errorOf: (name) => shown.find((error) => error.field === name)?.message ?? null,
    texts: context.texts,
    language: context.language,
    site,
    areas: table,
    now: context.now,
    today: localDateAt(context.now, site.zone),
    mode: 'live',
  }
}
