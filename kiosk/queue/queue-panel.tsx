import { QUEUE_LENGTHS } from '../../shared/passage/observation.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { QUEUE_WORDS } from '../texts/observation-choices.ts'
import { Panel } from '../ui/panel.tsx'

/** How many wait, in one tap and without anybody on the screen. */
export function QueuePanel({ kiosk, onClose }: PanelProps) {
  return (
    <Panel title={t('queueTitle')} onClose={onClose}>
      <div class="menu">
        {QUEUE_LENGTHS.map((length) => (
          <button
            key={length}
            type="button"
            class="menu-tile"
            data-testid={`queue-${length}`}
            onClick={() => {
              onClose()
              void kiosk.noteQueue(length)
            }}
          >
            <b class="queue-word">{inLanguage(QUEUE_WORDS[length])}</b>
          </button>
        ))}
      </div>
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </Panel>
  )
}
