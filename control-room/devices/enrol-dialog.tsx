import type { VNode } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { EnrolmentLink } from '../../shared/http/api.ts'
import type { KioskId } from '../../shared/ids.ts'
import { formatLocal, type ZoneName } from '../../shared/time.ts'
import { failureText, language, serverNow, t } from '../control-state.ts'
import { ConfirmTablet } from './confirm-tablet.tsx'
import { makeEnrolmentLink } from './device-calls.ts'
import { LinkCode } from './link-code.tsx'
import { ModalDialog } from './modal-dialog.tsx'

interface EnrolDialogProps {
  readonly checkpoint: Checkpoint
  /** Which kiosk the tablet becomes again; null for a new one. */
  readonly kiosk: KioskId | null
  readonly zone: ZoneName
  readonly onClose: () => void
}

export function EnrolDialog({ checkpoint, kiosk, zone, onClose }: EnrolDialogProps): VNode {
  const [link, setLink] = useState<EnrolmentLink | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    setLink(null)
    setProblem(null)
    const answer = await makeEnrolmentLink({ checkpoint: checkpoint.id, kiosk }, language.peek())
    if (answer.ok) setLink(answer.value)
    else setProblem(failureText(answer.error))
  }
  useEffect(() => void make(), [])
  const hasExpired = link !== null && serverNow.value >= link.expiresAt
  return (
    <ModalDialog title={t('add-kiosk-title', { name: checkpoint.name[language.value] })} onClose={onClose}>
      {!link && !problem && <p role="status">{t('loading')}</p>}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {hasExpired && (
        <p class="problem" role="alert">
          {t('link-expired')}
        </p>
      )}
      {kiosk && <p>{t('enrol-again-about', { kiosk })}</p>}
      {link && !hasExpired && <LinkView link={link} zone={zone} />}
      {link && !hasExpired && <ConfirmTablet enrolment={link.id} />}
      <div class="dialog-buttons">
        {(problem || hasExpired) && (
          <button type="button" class="button" onClick={() => void make()}>
            {t('new-link')}
          </button>
        )}
        <button type="button" class="button primary" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </ModalDialog>
  )
}

function LinkView({ link, zone }: { readonly link: EnrolmentLink; readonly zone: ZoneName }): VNode {
  const id = useId()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link.url)
    setIsCopied(true)
  }
  return (
    <>
      <p>{t('add-kiosk-about')}</p>
      <LinkCode url={link.url} />
      <label for={id}>{t('link-text')}</label>
      <div class="link-row">
        <input id={id} readOnly value={link.url} data-testid="enrolment-url" onFocus={(event) => event.currentTarget.select()} />
        {/* The clipboard is there in a secure context only; elsewhere the text itself can be marked and copied. */}
        {window.isSecureContext && (
          <button type="button" class="button" onClick={() => void copy()}>
            {t(isCopied ? 'copied' : 'copy-link')}
          </button>
        )}
      </div>
      <p class="row-about">{t('link-expires', { time: formatLocal(link.expiresAt, zone).time })}</p>
    </>
  )
}
