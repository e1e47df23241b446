import type { Kiosk } from '../kiosk.ts'
import { t } from '../texts/kiosk-texts.ts'

/** Nobody takes this for the real thing: it stands over everything, and one tap leaves it. */
export function PracticeFrame({ kiosk }: { readonly kiosk: Kiosk }) {
  return (
    <div class="practice-bar" role="status" data-testid="practice">
      <p>
        <b>{t('practiceTitle')}</b> <span>{t('practiceHelp')}</span>
      </p>
      <button type="button" class="button" data-testid="practice-leave" onClick={() => void kiosk.practice.stop()}>
        {t('practiceLeave')}
      </button>
    </div>
  )
}
