import { useEffect, useState } from 'preact/hooks'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import { APP_VERSION } from '../app-version.ts'
import { bundle, clockSure, contact, freshness, identity, language, now, persisted, updateReady } from '../kiosk-state.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { batteryPercent } from '../shift/battery.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { PART_TEXTS } from '../texts/part-texts.ts'
import { stateText } from '../texts/state-texts.ts'
import { ageText } from '../ui/ages.ts'
import { Panel } from '../ui/panel.tsx'

/** All that the bar has no room for: what an officer reads to the control room on the phone. */
export function StatusPanel({ kiosk, onClose, onOpen }: PanelProps) {
  const [battery, setBattery] = useState<number | null>(null)
  const [older, setOlder] = useState(0)
  useEffect(() => {
    void batteryPercent().then(setBattery)
    void kiosk.olderUnsent().then(setOlder)
  }, [kiosk])
  const { lastAt, queued } = contact.value
  const since = lastAt === null ? t('never') : ageText(Math.max(0, now.value - lastAt), language.value)
  const rows: readonly (readonly [id: string, label: string, value: string])[] = [
    ['contact', stateText('stateContact'), since],
    ['queue', stateText('stateQueue'), String(queued)],
    ...(older > 0 ? [['older', stateText('stateOldLogs'), String(older)] as const] : []),
    ['clock', stateText('stateClock'), clockSure.value ? stateText('stateClockSure') : t('clockDoubtful')],
    ['battery', stateText('stateBattery'), battery === null ? stateText('stateUnknown') : `${battery} %`],
    ['storage', stateText('stateStorage'), stateText(persisted.value ? 'stateYes' : 'stateNo')],
    ['app', stateText('stateApp'), APP_VERSION + (updateReady.value ? ` · ${stateText('stateUpdate')}` : '')],
    ['kiosk', stateText('stateKiosk'), identity.value ? `${identity.value.kiosk} / ${identity.value.epoch}` : stateText('stateUnknown')],
  ]
  return (
    <Panel title={stateText('stateTitle')} onClose={onClose}>
      <dl class="state" data-testid="state">
        {rows.map(([id, label, value]) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd data-testid={`state-${id}`}>{value}</dd>
          </div>
        ))}
      </dl>
      <Parts />
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
        <button type="button" class="button" data-testid="carry-tool" onClick={() => onOpen('carry')}>
          {stateText('carryTool')}
        </button>
      </div>
    </Panel>
  )
}

/** `asOf` is when the server last said that a part is current. */
function Parts() {
  const manifest = bundle.value?.held.manifest
  const fresh = freshness.value
  if (!manifest || !fresh) return null
  return (
    <table class="state-parts">
      <thead>
        <tr>
          <th scope="col">{stateText('statePart')}</th>
          <th scope="col">{stateText('stateVersion')}</th>
          <th scope="col">{stateText('stateAge')}</th>
        </tr>
      </thead>
      <tbody>
        {PART_NAMES.map((name) => (
          <tr key={name} data-testid={`part-${name}`} data-freshness={fresh.of(name)} class={fresh.of(name) === 'fresh' ? '' : 'problem'}>
            <th scope="row">{inLanguage(PART_TEXTS[name])}</th>
            <td>{manifest.parts[name].version}</td>
            <td>{ageText(Math.max(0, now.value - manifest.parts[name].asOf), language.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
