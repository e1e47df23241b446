import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { EnrolmentView } from '../../shared/http/api.ts'
import { failureText, language, reloadBoard, t } from '../control-state.ts'
import { answerEnrolment, readEnrolment } from './device-calls.ts'

/** A tablet asks every five seconds; the person with the link waits beside it. */
const LOOK_EVERY_MS = 2000

interface ConfirmTabletProps {
  readonly enrolment: string
}

/** The second screen: the number that the tablet shows, and the tap that lets it in. */
export function ConfirmTablet({ enrolment }: ConfirmTabletProps): VNode {
  const [view, setView] = useState<EnrolmentView | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const look = async (): Promise<void> => {
    const answer = await readEnrolment(enrolment, language.peek())
    if (answer.ok) setView(answer.value)
    setProblem(answer.ok ? null : failureText(answer.error))
    if (answer.ok && answer.value.state === 'enrolled') reloadBoard()
  }
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [enrolment])
  const answer = async (given: 'yes' | 'no'): Promise<void> => {
    const done = await answerEnrolment(enrolment, { checkNumber: view?.checkNumber ?? '', answer: given }, language.peek())
    if (!done.ok) setProblem(failureText(done.error))
    await look()
  }
  return (
    <div class="confirm-tablet" aria-live="polite" data-testid="confirm-tablet" data-state={view?.state ?? ''}>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {view && view.state !== 'asking' && <p>{t(`enrolment-${view.state}`)}</p>}
      {view?.state === 'asking' && view.checkNumber !== null && <Question number={view.checkNumber} device={view.device} onAnswer={answer} />}
    </div>
  )
}

interface QuestionProps {
  readonly number: string
  readonly device: string | null
  readonly onAnswer: (given: 'yes' | 'no') => Promise<void>
}

function Question({ number, device, onAnswer }: QuestionProps): VNode {
  return (
    <>
      <p>{t('confirm-about')}</p>
      <p class="check-number" data-testid="confirm-number">
        {number.slice(0, 3)} {number.slice(3)}
      </p>
      {device && <p class="row-about">{device}</p>}
      <div class="dialog-buttons">
        <button type="button" class="button danger" data-testid="confirm-no" onClick={() => void onAnswer('no')}>
          {t('confirm-no')}
        </button>
        <button type="button" class="button primary" data-testid="confirm-yes" onClick={() => void onAnswer('yes')}>
          {t('confirm-yes')}
        </button>
      </div>
    </>
  )
}
