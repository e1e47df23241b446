import { t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import { Panel } from '../ui/panel.tsx'
import type { PanelProps } from './panel-props.ts'
import { isOffered, MENU_TOOLS } from './tools.ts'

export function MenuPanel({ kiosk, onClose, onOpen, turnCamera }: PanelProps) {
  return (
    <Panel title={t('menuTitle')} onClose={onClose}>
      <div class="menu">
        {MENU_TOOLS.filter(isOffered).map((tool) => (
          <button
            key={tool.id}
            type="button"
            class="menu-tile"
            data-testid={tool.id}
            onClick={() => {
              onClose()
              tool.press({ kiosk, open: onOpen, turnCamera })
            }}
          >
            <Icon name={tool.icon} />
            <span>{t(tool.text)}</span>
          </button>
        ))}
      </div>
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}
