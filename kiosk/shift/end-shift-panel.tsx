import { useEffect, useState } from 'preact/hooks'
import type { ShiftSummary } from '../../shared/passage/records.ts'
import { contact } from '../kiosk-state.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'

/** What is handed over, before it is handed over. */
export function EndShiftPanel({ kiosk, onClose, onOpen }: PanelProps) {
  const [summary, setSummary] = useState<ShiftSummary | null>(null)
  useEffect(() => {
    void kiosk.shifts.summary().then(setSummary)
  }, [kiosk])
  return (
    <Panel title={t('endTitle')} onClose={onClose}>
      <dl class="figures">
        <div>
          <dt>{t('endDecisions')}</dt>
          <dd data-testid="summary-decisions">{summary?.decisions ?? '…'}</dd>
        </div>
        <div>
          <dt>{t('endOpen')}</dt>
          <dd data-testid="summary-open">{summary?.openScans ?? '…'}</dd>
        </div>
        <div>
          <dt>{t('endQueued')}</dt>
          <dd>{contact.value.queued}</dd>
        </div>
      </dl>
      {summary !== null && summary.openScans > 0 && (
        <p class="problem">
          {t('endOpenHelp')}{' '}
          <button type="button" class="button" onClick={() => onOpen('open-scans')}>
            {t('openScansTitle')}
          </button>
        </p>
      )}
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
        <button type="button" class="button primary" data-testid="shift-end-confirm" onClick={() => void kiosk.shifts.end()}>
          {t('endShift')}
        </button>
      </div>
    </Panel>
  )
}
