import { useEffect } from 'preact/hooks'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { ADMIT_ICON } from '../../shared/rules/admit-icon.ts'
import type { Preview } from '../../shared/rules/preview-verdict.ts'
import { formatLocal } from '../../shared/time.ts'
import { judgeAnswers } from '../draft/judge-draft.ts'
import { Choice } from '../form/choice-field.tsx'
import type { Form, StepProps } from '../form/form.ts'
import { Elsewhere } from '../preview/elsewhere.tsx'
import { seePreview } from '../preview/see-preview.ts'
import { VerdictFrame } from '../preview/verdict-frame.tsx'
import { stepHref } from '../site/route.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { AnswerList } from './answer-list.tsx'
import { type AnswerGroup, answersOf } from './answers.ts'
import { late, loadVerdictReport } from './late.tsx'
import { RememberMe } from './remember-me.tsx'

const VerdictReport = late((parts) => parts.VerdictReport, loadVerdictReport)

/** All answers, each with its way back; what the checkpoint will say; and the promise, never ticked beforehand. */
export function CheckStep({ form }: StepProps) {
  const { texts } = form
  const { declaration, errors } = judgeAnswers(form.draft, form)
  const isComplete = errors.length === 0
  return (
    <>
      {errors.length > 0 && (
        <div class="notice warn">
          <p>{texts.check.previewMissing}</p>
          <ul>
            {errors.map((error) => (
              <li key={error.field}>
                <a href={stepHref(error.step, 'check')}>{error.message}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isComplete && declaration && <PreviewPart form={form} declaration={declaration} />}
      <h2>{texts.check.answers}</h2>
      {answersOf(form).map((group) => (
        <Group key={group.step} group={group} form={form} />
      ))}
      {form.mode === 'live' && form.draft.forWhom === 'self' && <RememberMe form={form} />}
      <Consent form={form} />
      <p>
        <a href="/find" class="group-link">
          {texts.site.lostCode}
        </a>
      </p>
    </>
  )
}

function PreviewPart({ form, declaration }: { readonly form: Form; readonly declaration: Declaration }) {
  const { draft, change, texts } = form
  const seen = seePreview(draft, declaration)
  const told = form.previewOf(declaration)
  // Only what was shown can be revised after it.
  const isShown = told.state === 'ready'
  useEffect(() => {
    if (isShown && (seen.previewed !== draft.previewed || seen.revised !== draft.revised)) change(seen)
  }, [isShown, seen.previewed, seen.revised])
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title">{texts.check.previewTitle}</h2>
      {told.state === 'loading' && <p role="status">{texts.check.previewLoading}</p>}
      {told.state === 'failed' && (
        <p class="notice warn" data-testid="preview-failed">
          {texts.check.previewBroken}
        </p>
      )}
      {told.state === 'ready' && <Told form={form} declaration={declaration} preview={told.preview} />}
      <Bring claims={declaration.claims} texts={texts} />
      <p class="hint">{texts.check.previewNote}</p>
      <p>
        <a href={`/checkpoint/${draft.checkpoint}`} class="group-link">
          {texts.site.checkpoints}
        </a>
      </p>
      {seen.revised && <p class="notice">{texts.check.revised}</p>}
    </section>
  )
}

interface BringProps extends Pick<Declaration, 'claims'> {
  readonly texts: Catalogue
}

/** What was declared must be shown: nobody should be sent back for a paper. */
function Bring({ claims: { document, tests, doses }, texts }: BringProps) {
  const { bring } = texts
  const kind = document?.kind
  const things = [
    bring.code,
    kind && (kind === 'guardian' ? bring.guardian : fill(bring.document, { document: texts.vocabulary.document[kind] })),
    tests.length > 0 && bring.tests,
    doses.length > 0 && bring.doses,
  ]
  return (
    <>
      <h3>{bring.title}</h3>
      <ul class="bullets" data-testid="bring">
        {things.map((thing) => thing && <li key={thing}>{thing}</li>)}
      </ul>
    </>
  )
}

interface ToldProps {
  readonly form: Form
  readonly declaration: Declaration
  readonly preview: Preview
}

function Told({ form, declaration, preview }: ToldProps) {
  const { texts, language, site } = form
  const { date, time } = formatLocal(declaration.arrivalAt, site.zone)
  const checkpoint = site.checkpoints.find(({ id }) => id === declaration.checkpoint)?.name[language] ?? ''
  const direction = texts.vocabulary.direction[declaration.direction].toLowerCase()
  const occasion = fill(texts.check.previewAt, { checkpoint, direction, time, date })
  const { outcome, reasons, duties } = preview.verdict
  // A verdict is told with all its reasons or not at all; most have none.
  const hasNoMore = outcome === 'admit' && reasons.length + duties.length === 0
  return (
    <>
      {hasNoMore ? (
        <VerdictFrame outcome="admit" icon={ADMIT_ICON} texts={texts} occasion={occasion} />
      ) : (
        <VerdictReport form={form} preview={preview} occasion={occasion} />
      )}
      <Elsewhere preview={preview} form={form} />
    </>
  )
}

function Group({ group, form }: { readonly group: AnswerGroup; readonly form: Form }) {
  const { texts } = form
  return (
    <section class="answers">
      <div class="answers-head">
        <h3>{group.title}</h3>
        <a href={stepHref(group.step, 'check')} aria-label={fill(texts.check.changeOf, { what: group.title })}>
          {texts.nav.change}
        </a>
      </div>
      <AnswerList answers={group.answers} texts={texts} />
    </section>
  )
}

function Consent({ form }: StepProps) {
  const { draft, change, texts } = form
  const error = form.errorOf('consent')
  return (
    <fieldset class={error ? 'field has-error' : 'field'}>
      <legend class="label">{texts.check.consentTitle}</legend>
      {error && (
        <p class="error" id="consent-error">
          <span class="hidden">{texts.nav.errorPrefix}</span>
          {error}
        </p>
      )}
      <Choice
        type="checkbox"
        id="consent"
        name="consent"
        option={{ value: 'yes', label: texts.check.consent }}
        checked={draft.consent}
        onChange={() => change({ consent: !draft.consent })}
      />
    </fieldset>
  )
}
