import type { PanelProps } from '../scan/panel-props.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Panel } from './panel.tsx'

/** Before the page is kept on the tablet, and with no network, a part of it may not be there. */
export function MissingPart() {
  return (
    <p class="problem" role="alert" data-testid="missing-part">
      {t('missingPart')}
    </p>
  )
}

export function MissingPanel({ onClose }: PanelProps) {
  return (
    <Panel title={t('missingPartTitle')} onClose={onClose}>
      <MissingPart />
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}
