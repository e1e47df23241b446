import { t } from '../../texts/kiosk-texts.ts'
import { Panel } from '../../ui/panel.tsx'
import type { PanelProps } from '../panel-props.ts'
import { serialState } from './serial-state.ts'

export function ScannerPanel({ kiosk, onClose }: PanelProps) {
  const { scanner } = kiosk
  return (
    <Panel title={t('scannerTool')} onClose={onClose}>
      <p>{t('scannerHelp')}</p>
      <p class="patrol-now" role="status" data-testid="scanner-state" data-state={serialState.value}>
        {t(scanner ? `scanner-${serialState.value}` : 'scannerNotHere')}
      </p>
      <div class="panel-actions">
        {scanner && (
          <button type="button" class="button primary" data-testid="scanner-choose" onClick={() => void scanner.choose()}>
            {t('scannerChoose')}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}
