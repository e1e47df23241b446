import type { ComponentType } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { AreaTable } from '../shared/areas/area-table.ts'
import type { FormInfo } from '../shared/http/api.ts'
import { localDateAt } from '../shared/time.ts'
import { changeDraft } from './actions.ts'
import { areas, draft, errors, sending, textsNow } from './app-state.ts'
import type { Draft } from './draft/draft.ts'
import { draftToInput } from './draft/draft-to-input.ts'
import type { ShownError } from './form/error-summary.tsx'
import type { Form, StepProps } from './form/form.ts'
import { confirmAndSend, judgeContext, pressNext } from './form-actions.ts'
import { loadPlaces } from './loading.ts'
import { livePreview } from './preview/live-preview.ts'
import { stepHref } from './site/route.ts'
import { useTitle } from './site/use-title.ts'
import { StepFrame } from './steps/step-frame.tsx'
import type { StepName } from './steps/step-names.ts'

interface FormPageProps {
  readonly step: StepName
  readonly from: 'order' | 'check'
  readonly site: FormInfo
}

/** A page of the form with what this device holds. */
export function FormPage({ step, from, site }: FormPageProps) {
  const texts = textsNow()
  // The same list until the next press of a button: a new one would take the focus from whoever is mending.
  const shown = useMemo(() => shownErrors(step), [step, errors.value])
  useTitle((shown.length > 0 ? texts.nav.errorPrefix : '') + texts[step].title, texts)
  return (
    <StepFrame
      step={step}
      from={from}
      texts={texts}
      errors={shown}
      form={canAnswer(step) ? formOf(site, shown) : null}
      sending={sending.value}
      onNext={(passed = step) => pressNext(step, passed)}
      onSend={() => void confirmAndSend()}
    >
      <AreasMissing />
    </StepFrame>
  )
}

let groupPage: ComponentType<StepProps> | null = null

/** False where it does not come. */
export async function loadGroupPage(): Promise<boolean> {
  groupPage = await import('./groups/group-page.tsx').then(
    ({ GroupPage }) => GroupPage,
    () => null,
  )
  return groupPage !== null
}

/** Comes when it is asked for: few declare for many. */
export function GroupDoor({ site }: Pick<FormPageProps, 'site'>) {
  const [page, setPage] = useState(() => groupPage)
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    void loadGroupPage().then((came) => (came ? setPage(() => groupPage) : setLost(true)))
  }, [])
  const { site: texts, group } = textsNow()
  if (isLost) {
    return (
      <>
        <h1 tabIndex={-1}>{group.title}</h1>
        <p class="notice warn" role="alert">
          {texts.loadFailedHelp}
        </p>
        <button type="button" class="primary" data-testid="retry" onClick={() => location.reload()}>
          {texts.retry}
        </button>
      </>
    )
  }
  if (areas.value.state !== 'ready') return <AreasMissing />
  if (page === null) return <p role="status">{texts.loading}</p>
  const Page = page
  return <Page form={formOf(site, [])} />
}

const STEPS_WITHOUT_PLACES: readonly StepName[] = ['start', 'trip', 'traveller']

export function asksNoPlace(step: StepName): boolean {
  return STEPS_WITHOUT_PLACES.indexOf(step) >= 0
}

/** Pages that name no place stand before the table of places has come. */
export function canAnswer(step: StepName): boolean {
  if (areas.value.state === 'ready' || asksNoPlace(step)) return true
  return areas.value.state === 'loading' && step !== 'check' && !namesPlaces(draft.value)
}

/** Without the table a chosen place has no name; where none is chosen yet, one can be typed until the table comes. */
function namesPlaces({ permanentPlace, stayPlace, destination, cargoOrigin, cargoVia, stops, adding }: Draft): boolean {
  const stays = [...stops, ...(adding ? [adding] : [])].map(({ place }) => place)
  return [permanentPlace, stayPlace, destination, cargoOrigin, ...cargoVia, ...stays].some((place) => place !== '')
}

function AreasMissing() {
  const texts = textsNow().site
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

function formOf(site: FormInfo, shown: readonly ShownError[]): Form {
  const context = judgeContext()
  if (!context) throw new Error('no site')
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
    previewOf: (declaration) =>
      livePreview({
        input: draftToInput({ ...draft.value, consent: true }, context.now),
        declaration,
        areas: table,
        now: context.now,
        language: context.language,
      }),
    mode: 'live',
  }
}
