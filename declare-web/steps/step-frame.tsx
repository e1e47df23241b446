import type { ComponentChildren } from 'preact'
import { NO_PAPERS } from '../draft/acts.ts'
import { ActButton } from '../form/act-button.tsx'
import { ErrorSummary, type ShownError } from '../form/error-summary.tsx'
import type { Form } from '../form/form.ts'
import { WhyAsked } from '../form/why-asked.tsx'
import { type Sending, SendPanel } from '../pass/send-panel.tsx'
import { stepHref } from '../site/route.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { CheckStep } from './check-step.tsx'
import { ContactStep } from './contact-step.tsx'
import { DestinationStep } from './destination-step.tsx'
import { MeansStep } from './means-step.tsx'
import { PurposeStep } from './purpose-step.tsx'
import { StaysStep } from './stays-step.tsx'
import { NUMBERED_STEPS, type StepName, stepBefore } from './step-names.ts'
import { SymptomsStep } from './symptoms-step.tsx'
import { TestsStep } from './tests-step.tsx'
import { TravellerStep } from './traveller-step.tsx'
import { TripStep } from './trip-step.tsx'
import { WorkStep } from './work-step.tsx'

interface StepFrameProps {
  readonly step: StepName
  readonly from: 'order' | 'check'
  readonly texts: Catalogue
  readonly errors: readonly ShownError[]
  /** Null while the table of places is on its way, or did not come. */
  readonly form: Form | null
  readonly sending: Sending
  /** Pages up to `passed` are answered by the press itself; without it up to this one. */
  readonly onNext: (passed?: StepName) => void
  readonly onSend: () => void
  /** In place of the questions where there is no `form`. */
  readonly children?: ComponentChildren
}

/** The frame of every page of the form, live or plain: way back, errors first, the question as heading, one button on. */
export function StepFrame(props: StepFrameProps) {
  const { step, from, texts, errors, form, children } = props
  const before = stepBefore(step)
  return (
    <>
      {before && (
        <a class="back" href={from === 'check' ? stepHref('check') : stepHref(before)} data-testid="back">
          {texts.nav.back}
        </a>
      )}
      <ErrorSummary errors={errors} texts={texts} />
      <p class="progress">{fill(texts.nav.progress, { step: NUMBERED_STEPS.indexOf(step) + 1, total: NUMBERED_STEPS.length })}</p>
      <h1 tabIndex={-1}>{texts[step].title}</h1>
      {form && (step === 'stays' || step === 'tests') && <WhyAsked form={form} name={step} label={texts[step].title} />}
      {form ? <Questions {...props} form={form} /> : children}
    </>
  )
}

/** A form of its own, so that the keyboard's "go" presses on, and so that it can be sent where no script runs. */
function Questions({ step, from, form, texts, sending, onNext, onSend }: StepFrameProps & { readonly form: Form }) {
  const press = step === 'check' ? onSend : onNext
  const submit = (event: Event) => {
    event.preventDefault()
    press()
  }
  return (
    <form method="post" action={stepHref(step, from)} noValidate {...(import.meta.env.SSR && form.mode === 'plain' ? {} : { onSubmit: submit })}>
      {import.meta.env.SSR && form.mode === 'plain' && <DefaultButton step={step} />}
      <StepBody step={step} form={form} onNext={() => onNext()} />
      {step === 'check' ? (
        <SendPanel texts={texts} sending={sending} />
      ) : (
        !isAdding(step, form) && (
          <button type="submit" name="go" value="next" class="primary wide" data-testid="next">
            {from === 'check' ? texts.nav.toCheck : texts.nav.next}
          </button>
        )
      )}
      {step === 'symptoms' && from === 'order' && hasNoPapers(form) && (
        <ActButton form={form} act={NO_PAPERS} look="quick" testId="no-papers" onPress={() => onNext('tests')}>
          {texts.symptoms.noPapers}
        </ActButton>
      )}
    </form>
  )
}

/** The page of tests and doses has then nothing to ask. */
function hasNoPapers({ draft: { tests, doses } }: Form): boolean {
  return tests.length + doses.length === 0
}

/** Enter presses the first button of a form: without this one it would be some "remove" of the page. */
function DefaultButton({ step }: { readonly step: StepName }) {
  return <button type="submit" class="hidden" name="go" value={step === 'check' ? 'send' : 'next'} tabIndex={-1} aria-hidden="true" />
}

function StepBody({ step, form, onNext }: Pick<StepFrameProps, 'step'> & { readonly form: Form; readonly onNext: () => void }) {
  switch (step) {
    case 'start':
      return null
    case 'trip':
      return <TripStep form={form} />
    case 'traveller':
      return <TravellerStep form={form} />
    case 'contact':
      return <ContactStep form={form} />
    case 'destination':
      return <DestinationStep form={form} />
    case 'stays':
      return <StaysStep form={form} onNext={onNext} />
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
      return <CheckStep form={form} />
  }
}

/** A place half added has buttons of its own. */
function isAdding(step: StepName, { draft, mode }: Form): boolean {
  return mode === 'live' && step === 'stays' && draft.adding !== null
}
