import type { PanelProps } from '../scan/panel-props.ts'
import { t } from '../texts/kiosk-texts.ts'
import { applyDisplay, type Display, display } from './display.ts'
import { Panel } from './panel.tsx'

/** Sun, tired eyes, a stand two metres away. */
export function DisplayPanel({ kiosk, onClose }: PanelProps) {
  const { theme, letters } = display.value
  const choose = (change: Partial<Display>): void => {
    applyDisplay({ ...display.value, ...change })
    void kiosk.shifts.prefer(change)
  }
  return (
    <Panel title={t('display')} onClose={onClose}>
      <div class="menu">
        <button
          type="button"
          class="menu-tile"
          aria-pressed={theme === 'day'}
          data-testid="theme-day"
          onClick={() => choose({ theme: theme === 'day' ? 'evening' : 'day' })}
        >
          {t('dayTheme')}
        </button>
        <button
          type="button"
          class="menu-tile"
          aria-pressed={letters === 'large'}
          data-testid="letters-large"
          onClick={() => choose({ letters: letters === 'large' ? 'normal' : 'large' })}
        >
          {t('largeLetters')}
        </button>
        <button type="button" class="menu-tile" data-testid="full-screen" onClick={() => void fillScreen()}>
          {t('fullScreen')}
        </button>
      </div>
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}

async function fillScreen(): Promise<void> {
  // Safari on a phone has no full screen for pages; there the page is put on the home screen.
  const asked = document.fullscreenElement ? document.exitFullscreen?.() : document.documentElement.requestFullscreen?.()
  await asked?.catch(() => undefined)
}
