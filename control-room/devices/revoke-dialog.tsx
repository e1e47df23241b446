import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { KioskStatus } from '../../shared/http/api.ts'
import { failureText, language, reloadBoard, t } from '../control-state.ts'
import { revokeKiosk } from './device-calls.ts'
import { ModalDialog } from './modal-dialog.tsx'

interface RevokeDialogProps {
  readonly kiosk: KioskStatus
  readonly onClose: () => void
}

/** Asks first, and says what is lost: the safe answer stands first and takes Escape. */
export function RevokeDialog({ kiosk, onClose }: RevokeDialogProps): VNode {
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [as, setAs] = useState<'stolen' | 'retired'>('stolen')
  const revoke = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await revokeKiosk({ kiosk: kiosk.kiosk, as }, language.peek())
    setIsBusy(false)
    if (!answer.ok) return setProblem(failureText(answer.error))
    reloadBoard()
    onClose()
  }
  return (
    <ModalDialog title={t('revoke-title', { kiosk: kiosk.kiosk })} onClose={onClose}>
      <p>{t('revoke-about')}</p>
      <fieldset class="revoke-as">
        <legend>{t('revoke-why')}</legend>
        {(['stolen', 'retired'] as const).map((cause) => (
          <label key={cause}>
            <input type="radio" name="as" value={cause} checked={as === cause} data-testid={`revoke-${cause}`} onChange={() => setAs(cause)} />
            <span>{t(`revoke-as-${cause}`)}</span>
          </label>
        ))}
      </fieldset>
      {kiosk.queued > 0 && <p class="problem">{t('revoke-queued', { n: kiosk.queued })}</p>}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-buttons">
        <button type="button" class="button primary" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" class="button danger" data-testid="revoke-confirm" disabled={isBusy} onClick={() => void revoke()}>
          {t('revoke')}
        </button>
      </div>
    </ModalDialog>
  )
}
