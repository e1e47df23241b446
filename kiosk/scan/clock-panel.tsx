import { formatLocal } from '../../shared/time.ts'
import type { Kiosk } from '../kiosk.ts'
import { now } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'

export function ClockPanel({ kiosk, onClose }: { readonly kiosk: Kiosk; readonly onClose: () => void }) {
  const { date, time } = formatLocal(now.value)
  return (
    <Panel title={t('clockTitle')} onClose={onClose}>
      <p class="clock-shown">
        {time} · {date}
      </p>
      <p>{t('clockHelp')}</p>
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" class="button primary" data-testid="clock-confirm" onClick={() => void kiosk.confirmClock().then(onClose)}>
          {t('clockConfirm')}
        </button>
      </div>
    </Panel>
  )
}
