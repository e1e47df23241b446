import { bundle } from '../kiosk-state.ts'
import { PlaceField } from '../paper/place-field.tsx'
import type { PanelProps } from '../scan/panel-props.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'
import { endPatrol, followPosition, patrol, standAt } from './patrol.ts'
import { PatrolWords } from './patrol-line.tsx'

/** On a trail, on foot, on the water: each passage keeps its place. */
export function PatrolPanel({ onClose }: PanelProps) {
  const held = bundle.value
  const isOn = patrol.value.kind !== 'off'
  return (
    <Panel title={t('patrol')} onClose={onClose}>
      <p class="soft">{t('patrolHelp')}</p>
      <p class="patrol-now" role="status" data-testid="patrol-now">
        <PatrolWords />
      </p>
      <div class="panel-actions spread">
        <button type="button" class="button primary" data-testid="patrol-position" onClick={() => followPosition(navigator)}>
          {t('patrolPosition')}
        </button>
        {isOn && (
          <button type="button" class="button" data-testid="patrol-end" onClick={() => endPatrol(navigator)}>
            {t('patrolEnd')}
          </button>
        )}
      </div>
      {held && (
        <PlaceField bundle={held} label={t('patrolPlace')} testId="patrol-place" reach="here" onChoose={(place) => standAt(navigator, place)} />
      )}
      <div class="panel-actions">
        <button type="button" class="button" data-testid="patrol-back" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}
