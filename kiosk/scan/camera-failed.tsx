import type { CameraState } from '../kiosk-state.ts'
import { type TextKey, t } from '../texts/kiosk-texts.ts'
import { Icon, type SymbolName } from '../ui/icons.tsx'

export interface CameraFailedProps {
  readonly why: Extract<CameraState, { readonly kind: 'failed' }>['why']
  readonly onRetry: () => void
}

/** Without a camera the work goes on: a tablet that has none is no fault, and nothing here looks like one. */
export function CameraFailed({ why, onRetry }: CameraFailedProps) {
  const isCalm = why === 'none'
  return (
    <div class="camera-failed" role={isCalm ? 'status' : 'alert'} data-testid="camera-failed" data-why={why}>
      <h2>{t(`camera-${why}`)}</h2>
      <p>{t(`camera-${why}-help`)}</p>
      <ul class="ways">
        {WAYS.map(({ icon, text }) => (
          <li key={text}>
            <Icon name={icon} /> {t(text)}
          </li>
        ))}
      </ul>
      <button type="button" class={isCalm ? 'button' : 'button primary'} onClick={onRetry}>
        {t(isCalm ? 'lookForCamera' : 'retry')}
      </button>
    </div>
  )
}

const WAYS: readonly { readonly icon: SymbolName; readonly text: TextKey }[] = [
  { icon: 'scanner', text: 'wayScanner' },
  { icon: 'keyboard', text: 'wayType' },
  { icon: 'form', text: 'wayForm' },
]
