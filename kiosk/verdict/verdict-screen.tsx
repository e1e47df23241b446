import { useEffect, useRef, useState } from 'preact/hooks'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import type { Kiosk } from '../kiosk.ts'
import { handsFreeHeld } from '../kiosk-state.ts'
import { practice } from '../practice/running-practice.ts'
import { takesForm } from '../scan/join-documents.ts'
import { decidingReason } from '../scan/judge-passage.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { formIn, readingToShow } from '../scan/presented.ts'
import { isAboard } from '../scan/scan-desk.ts'
import { dutySentence } from '../texts/duty-sentences.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { late } from '../ui/late.tsx'
import { MissingPart } from '../ui/missing-part.tsx'
import { usePhoneWidth } from '../ui/use-phone-width.ts'
import { DecideBar } from './decide-bar.tsx'
import { MilderView } from './milder-view.tsx'
import { ObservationButtons } from './observation-buttons.tsx'
import { LawLine, OtherReasons, UnknownFacts } from './reason-view.tsx'
import { TravellerFacts, TravellerName } from './traveller-lines.tsx'
import { TurnButton } from './turn-button.tsx'

const SlipButton = late(() => import('../paper/slip-button.tsx').then((part) => part.SlipButton), MissingPart)

interface VerdictScreenProps {
  readonly kiosk: Kiosk
  readonly view: PassageView
  /** A further document of this person, without a camera. */
  readonly onType: () => void
  /** The one-minute form, for this person. */
  readonly onForm: () => void
}

/** One big answer: colour, shape, word; then who, why, by which law, and what to do. */
export function VerdictScreen({ kiosk, view, onType, onForm }: VerdictScreenProps) {
  const { verdict, step } = view
  const word = useRef<HTMLHeadingElement>(null)
  const reason = decidingReason(verdict)
  // A phone has no room for both above the fold: what decides comes first.
  const isPhone = usePhoneWidth()
  // An observation may change the word, which is then said again.
  useEffect(() => word.current?.focus(), [verdict.outcome])
  // What is below the answer waits for the frame after it.
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(true), [])
  const green = step.kind === 'decided' && step.by === 'kiosk'
  return (
    <section class="verdict" data-testid="verdict" data-outcome={verdict.outcome} data-step={step.kind} data-passage={view.passage}>
      <div class="hero">
        <OutcomeIcon outcome={verdict.outcome} />
        <h1 ref={word} tabIndex={-1} data-testid="verdict-word" aria-live="assertive">
          {inLanguage(OUTCOME_WORDS[verdict.outcome])}
        </h1>
        <TravellerName reading={readingToShow(view)} />
        {!isPhone && <TravellerFacts reading={readingToShow(view)} />}
        <TurnButton kiosk={kiosk} view={view} />
        {green && !handsFreeHeld.value && <div class="countdown" aria-hidden="true" />}
      </div>
      <div class="sheet" onPointerDown={() => green && kiosk.scans.hold()}>
        <StepFlag step={step} />
        {reason && verdict.outcome !== 'admit' && (
          <div class="why">
            <p class="reason-text" data-testid="verdict-reason" data-rule={reason.ruleId}>
              {inLanguage(reason.officerText)}
            </p>
            <LawLine reason={reason} />
            <UnknownFacts reason={reason} />
          </div>
        )}
        {isPhone && <TravellerFacts reading={readingToShow(view)} />}
        <Duties verdict={verdict} />
        <OtherReasons reasons={verdict.outcome === 'admit' ? verdict.reasons : verdict.reasons.slice(1)} />
        {isDrawn && verdict.outcome !== 'admit' && <MilderView view={view} />}
        {practice.value === null && formIn(view) && <SlipButton kiosk={kiosk} view={view} />}
        {isDrawn && step.kind === 'open' && <MoreOfThem view={view} onType={onType} onForm={onForm} />}
        {isDrawn && step.kind !== 'unrecorded' && <ObservationButtons kiosk={kiosk} view={view} />}
      </div>
      <div class="actions">
        {step.kind === 'open' ? (
          <DecideBar kiosk={kiosk} passage={view.passage} verdictOutcome={verdict.outcome} {...(isAboard(view) && { onLater: kiosk.scans.later })} />
        ) : (
          <button type="button" class="button big wide" data-testid="next" onClick={() => kiosk.scans.next()}>
            {t('next')}
            {green && !handsFreeHeld.value && <small>{t('nextOne')}</small>}
          </button>
        )}
      </div>
    </section>
  )
}

/** What else may answer for this person: the form where nobody has declared, a document that the camera does not read. */
function MoreOfThem({ view, onType, onForm }: Omit<VerdictScreenProps, 'kiosk'>) {
  return (
    <>
      {practice.value === null && takesForm(view) && (
        <button type="button" class="button primary wide" data-testid="declare-here" onClick={onForm}>
          {t('declareHere')}
        </button>
      )}
      <button type="button" class="button wide" data-testid="type-document" onClick={onType}>
        {t('typeDocument')}
      </button>
    </>
  )
}

/** Why an answer waits where the verdict itself does not say so. */
function StepFlag({ step }: Pick<PassageView, 'step'>) {
  if (step.kind === 'unrecorded') return <p class="flag strong">{t('unrecorded')}</p>
  if (step.kind !== 'open' || step.because === 'verdict') return null
  return <p class="flag strong">{t(step.because === 'amber' ? 'amberTitle' : 'annulledTitle')}</p>
}

function Duties({ verdict }: { readonly verdict: Verdict }) {
  if (verdict.duties.length === 0) return null
  return (
    <section class="duties" data-testid="verdict-duties">
      <h2>{t('duties')}</h2>
      <ul>
        {verdict.duties.map((duty) => (
          <li key={JSON.stringify(duty)}>{inLanguage(dutySentence(duty))}</li>
        ))}
      </ul>
    </section>
  )
}
